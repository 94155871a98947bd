import type {JobUuid} from '../../../domain/job.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import {uuidMeant, uuidsMeant} from '../../facts/meant-jobs.ts';
import {wrapWords} from '../../layout/styled.ts';
import {narrowWidth} from '../../layout/widths.ts';
import {movedIndex} from '../../state/moved-index.ts';
import {closeOverlay, overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import type {CopyOverlay} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';
import {askService} from '../ask-service.ts';
import {drawSheet, textLine, windowAround} from '../sheet.ts';
import {type CopyChoice, copyChoices} from './copy-choices.ts';

/** Copies the uuid at once, or those of all the marked jobs with a space between them, as a command takes them. */
export function copyUuids(acts: Acts): void {
	const uuids = uuidsMeant(acts.getView());
	if (uuids.length === 0) return;
	const text = uuids.map(cleanText).join(' ');
	if (uuids.length === 1) copyText(acts, text, 'The uuid was');
	else copyText(acts, text, `${uuids.length} uuids were`, '`tapis-jobs list --columns uuid` prints them.');
}

/** The whole request on its tab, the uuid everywhere else. */
export function copyShown(acts: Acts): void {
	const state = acts.getView().ui.job;
	if (state?.tab === 'request' && state.request.value !== null)
		copyText(acts, JSON.stringify(state.request.value, null, 2), 'The request was');
	else copyUuids(acts);
}

/** Sends a text to the terminal’s clipboard, and says so; false when the terminal takes none that long. */
function copyText(acts: Acts, text: string, what: string, advice = ''): boolean {
	const isTaken = acts.terminal.copy(text);
	// Nothing comes back from the terminal, so no more can be claimed.
	if (isTaken) acts.toast(`${what} sent to your terminal’s clipboard.`, 'good');
	else acts.toast(`Too long for your terminal’s clipboard; nothing was copied. ${advice}`.trimEnd(), 'warn');
	return isTaken;
}

/** Opens the choice of what to copy, and asks the service where the output stands when that is not known yet. */
export function openCopy(acts: Acts): void {
	const {ui} = acts.getView();
	const uuid = uuidMeant({ui});
	if (uuid === null) return;
	const detail = ui.job?.uuid === uuid ? ui.job.detail.value : null;
	const {baseUrl} = acts.known();
	acts.update(showOverlay({kind: 'copy', uuid, index: 0, baseUrl, detail, failure: null}));
	if (detail === null) void readDetail(acts, uuid);
}

async function readDetail(acts: Acts, uuid: JobUuid): Promise<void> {
	const answer = await askService(acts, signal => acts.api.getJob(uuid, {signal}));
	const found = 'failure' in answer ? answer : {detail: answer.value};
	acts.update(withOverlay('copy', copy => (copy.uuid === uuid ? {...copy, ...found} : copy)));
}

export function moveInCopy(acts: Acts, by: number): void {
	const {count} = choicesOf(acts.getView());
	acts.update(withOverlay('copy', copy => ({...copy, index: movedIndex(copy.index, by, count)})));
}

export function copyChosen(acts: Acts): void {
	const {chosen} = choicesOf(acts.getView());
	if (chosen === undefined) return;
	const {text, what, why} = chosen;
	if (text === null) acts.toast(why, 'warn');
	else if (copyText(acts, text, `The ${what} was`)) acts.update(closeOverlay);
}

function choicesOf(view: View): {
	readonly copy: CopyOverlay | null;
	readonly choices: readonly CopyChoice[];
	readonly chosen: CopyChoice | undefined;
	readonly count: number;
} {
	const copy = overlayOf(view.ui, 'copy');
	const choices = copy === null ? [] : copyChoices(copy, view.monitor.jobs.get(copy.uuid));
	return {copy, choices, chosen: choices[copy?.index ?? 0], count: choices.length};
}

export function drawCopy(view: View, height: number): readonly string[] {
	const {copy, choices, chosen} = choicesOf(view);
	if (copy === null) return [];
	const job = view.monitor.jobs.get(copy.uuid) ?? copy.detail ?? undefined;
	const title = `Copy${job === undefined ? '' : ` of ${job.name}`}`;
	const lines = choices.map((choice, index) => choiceLine(view, choice, index === copy.index));
	const whole = wrapWords(chosen?.text ?? '', Math.max(1, view.width - 4)).map(line =>
		textLine(view, line, 'dim'),
	);
	const below = height - 1 - lines.length - 1 >= whole.length ? ['', ...whole] : [];
	const {shown, note} = windowAround(lines, copy.index, height - 1);
	return drawSheet(view, title, [...shown, ...below], height, note);
}

function choiceLine({paint, glyphs, width}: View, {what, text, why}: CopyChoice, isChosen: boolean): string {
	const termWidth = width >= narrowWidth ? 15 : 0;
	const head = `${isChosen ? glyphs.selected : ' '} `;
	const shown = width >= narrowWidth ? (text ?? why) : text === null ? `${what}: ${why}` : what;
	const body = cutText(shown, Math.max(0, width - termWidth - 2));
	const term = fitText(what, termWidth);
	if (isChosen) return paint('selected', head + term + body);
	return head + paint('accent', term) + paint(text === null ? 'dim' : 'text', body);
}
