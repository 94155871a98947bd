import type {JobUuid} from '../../../domain/job.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import {noJobText} from '../../facts/meant-jobs.ts';
import {wrapWords} from '../../layout/styled.ts';
import {narrowWidth} from '../../layout/widths.ts';
import {closeOverlay, movedIndex, overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import type {CopyOverlay} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';
import {askService} from '../asking.ts';
import {drawSheet, textLine, windowAround} from '../sheet.ts';
import {type CopyChoice, copyChoices} from './copy-choices.ts';

/** The job that a key about one job means: the open one, else the one under the cursor. */
function uuidAt({ui}: View): JobUuid | null {
	return ui.job?.uuid ?? ui.list.selected;
}

/**
 * Copies the uuid at once, or those of all the marked jobs with a space between them, as a command takes them. When the terminal
 * does not take the text, it is shown.
 */
export function copyUuids(acts: Acts): void {
	const {ui} = acts.getView();
	const uuid = uuidAt(acts.getView());
	const marked = ui.job === null ? [...ui.list.marked] : [];
	const uuids = marked.length > 0 ? marked : uuid === null ? [] : [uuid];
	const [first] = uuids;
	if (first === undefined) {
		acts.toast(noJobText(acts.getView()), 'warn');
		return;
	}
	const text = uuids.map(cleanText).join(' ');
	if (!acts.terminal.copy(text)) openWith(acts, first, text);
	else if (uuids.length === 1) tellCopied(acts, 'The uuid was');
	else tellCopied(acts, `${uuids.length} uuids were`);
}

/** Opens the choice of what to copy, and asks the service where the output stands when that is not known yet. */
export function openCopy(acts: Acts): void {
	const uuid = uuidAt(acts.getView());
	if (uuid === null) acts.toast(noJobText(acts.getView()), 'warn');
	else openWith(acts, uuid, null);
}

function openWith(acts: Acts, uuid: JobUuid, refused: string | null): void {
	const {ui} = acts.getView();
	const detail = ui.job?.uuid === uuid ? ui.job.detail.value : null;
	const {baseUrl} = acts.known();
	acts.update(showOverlay({kind: 'copy', uuid, index: 0, baseUrl, detail, failure: null, refused}));
	if (detail === null) void readDetail(acts, uuid);
}

async function readDetail(acts: Acts, uuid: JobUuid): Promise<void> {
	const answer = await askService(acts, signal => acts.api.getJob(uuid, {signal}));
	const found = 'failure' in answer ? answer : {detail: answer.value};
	acts.update(withOverlay('copy', copy => (copy.uuid === uuid ? {...copy, ...found} : copy)));
}

export function moveInCopy(acts: Acts, by: number): void {
	const {count} = choicesOf(acts.getView());
	acts.update(
		withOverlay('copy', copy => ({...copy, index: movedIndex(copy.index, by, count), refused: null})),
	);
}

export function copyChosen(acts: Acts): void {
	const {chosen} = choicesOf(acts.getView());
	if (chosen === undefined) return;
	const {text, what, why} = chosen;
	if (text === null) {
		acts.toast(why, 'warn');
	} else if (acts.terminal.copy(text)) {
		acts.update(closeOverlay);
		tellCopied(acts, `The ${what} was`);
	} else {
		acts.update(withOverlay('copy', copy => ({...copy, refused: text})));
	}
}

// Nothing comes back from the terminal, so no more can be claimed.
function tellCopied(acts: Acts, what: string): void {
	acts.toast(`${what} sent to your terminal’s clipboard.`, 'good');
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
	if (copy.refused !== null) return drawRefused(view, title, copy.refused, height);
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

/** The whole text, to be picked up with the mouse. */
function drawRefused(view: View, title: string, text: string, height: number): readonly string[] {
	const why = 'It is too long for your terminal’s clipboard; here it is to copy by hand:';
	const lines = [
		...wrapWords(why, view.width - 2).map(line => textLine(view, line, 'warn')),
		...wrapWords(text, view.width).map(line => view.paint('accent', cutText(line, view.width))),
	];
	return drawSheet(view, title, lines, height);
}
