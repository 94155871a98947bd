import type {Job} from '../../domain/job.ts';
import {changedFields} from '../../domain/job-request.ts';
import {statusRow} from '../../domain/status.ts';
import {formatAge} from '../../domain/time.ts';
import {cutText, displayWidth, fitMiddle, fitText} from '../../terminal/fit-text.ts';
import {wrapWords} from '../layout/styled.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {ConfirmOverlay} from '../state/overlay-state.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';
import {changeText} from './change-text.ts';
import {wantsNumber} from './confirm-acts.ts';
import {drawSheet, textLine} from './sheet.ts';
import {numberLine} from './typed-number.ts';
import {workingLine} from './working.ts';

/** So many changes of an edited request are shown. */
const mostChanges = 5;

export function drawConfirm(view: View, height: number): readonly string[] {
	const confirm = overlayOf(view.ui, 'confirm');
	if (confirm === null) return [];
	const said = sayLines(view, confirm);
	const answer = answerLine(view, confirm);
	// What is asked and how to answer always stay; jobs give way first, and are counted, then what is said.
	const room = height - 1 - answer.length;
	const lines = [...jobLines(view, confirm, Math.max(1, room - said.length)), ...said];
	return drawSheet(view, titleOf(confirm), [...lines.slice(0, Math.max(0, room)), ...answer], height);
}

function titleOf({act, jobs}: ConfirmOverlay): string {
	const what = jobs.length === 1 ? 'this job' : `these ${jobs.length} jobs`;
	switch (act) {
		case 'hide':
			return `Hide ${what}?`;
		case 'resubmit':
			return `Submit ${what} again?`;
		case 'resubmit-edited':
			return 'Submit the edited request as a new job?';
	}
}

/** The jobs from the first one scrolled to; how many stand above and below is told when not all have room. */
function jobLines(view: View, {jobs, leftOut, top}: ConfirmOverlay, room: number): readonly string[] {
	const apart = leftOutLines(view, leftOut).slice(0, Math.max(0, room - 2));
	const rows = Math.max(1, room - apart.length);
	const all = jobs.map(job => view.monitor.jobs.get(job.uuid) ?? job);
	if (all.length <= rows) return [...tableLines(view, all), ...apart];
	const shown = Math.max(1, rows - 1);
	const first = Math.max(0, Math.min(top, all.length - shown));
	const lines = tableLines(view, all).slice(first, first + shown);
	const below = all.length - first - shown;
	const rest = textLine(view, `${first} above, ${below} below`, 'dim');
	return rows > 1 ? [...lines, rest, ...apart] : [...lines, ...apart];
}

function tableLines({paint, glyphs, width, now}: View, jobs: readonly Job[]): readonly string[] {
	const widest = (texts: readonly string[], most: number): number =>
		Math.min(most, Math.max(...texts.map(text => displayWidth(cutText(text, most)))));
	const statusWidth = widest(
		jobs.map(({status}) => status),
		width >= 60 ? 17 : 10,
	);
	const nameWidth = widest(
		jobs.map(({name}) => name),
		width >= 100 ? 40 : 24,
	);
	const room = Math.max(0, width - statusWidth - 5);
	return jobs.map(({status, name, uuid, execSystemId, created}) => {
		const sign = paint(statusRow(status).tone, `${glyphs.status(status)} ${fitText(status, statusWidth)}`);
		const age = created === null ? '' : `  ${formatAge(now - created)}`;
		return `  ${sign} ${cutText(`${fitMiddle(name, nameWidth)}  ${uuid}  ${execSystemId}${age}`, room)}`;
	});
}

function leftOutLines(view: View, leftOut: ConfirmOverlay['leftOut']): readonly string[] {
	const shown = leftOut.length > 2 ? leftOut.slice(0, 1) : leftOut;
	const lines = shown.map(({name, reason}) => textLine(view, `left out: ${name} (${reason})`, 'dim'));
	const more = leftOut.length - shown.length;
	return more === 0 ? lines : [...lines, textLine(view, `left out as well: ${more} more`, 'dim')];
}

/** What went wrong, and what the answer would do. */
function sayLines(view: View, confirm: ConfirmOverlay): readonly string[] {
	const {working, draft, trouble, hint} = confirm;
	if (working !== null) return [];
	const lines: string[] = [];
	const say = (text: string, role: Role): void => {
		for (const line of wrapWords(text, Math.max(1, view.width - 4)).slice(0, 3))
			lines.push(textLine(view, line, role));
	};
	if (trouble !== null) say(trouble, 'danger');
	if (draft?.problem) say(`${draft.problem} Edit it again; what you wrote is kept.`, 'danger');
	if (hint !== null) say(hint, 'warn');
	for (const line of changeLines(view, confirm)) lines.push(line);
	say(explain(confirm), 'dim');
	return lines;
}

/** What is being done, or the number typed so far; the keys of other answers stand in the key bar. */
function answerLine(view: View, confirm: ConfirmOverlay): readonly string[] {
	const {working, typed, jobs} = confirm;
	const {keyWords, width} = view;
	if (working !== null) return [workingLine(view, working)];
	if (!wantsNumber(confirm)) return [];
	const [enter, no] = [keyWords.one('confirm.enter'), keyWords.one('confirm.no')];
	const verb = confirm.act === 'hide' ? 'hide' : 'submit';
	const asked = {count: jobs.length, typed, act: `${verb} them`, enter, no, leaves: 'leaves them'};
	return [numberLine(asked, width)];
}

/** What the edited request says otherwise than the stored one. */
function changeLines(view: View, {draft}: ConfirmOverlay): readonly string[] {
	if (draft === null || draft.request === null) return [];
	const changes = changedFields(draft.stored, draft.request);
	if (changes.length === 0) return [textLine(view, 'Nothing was changed in it.', 'warn')];
	const shown = changes.length > mostChanges ? changes.slice(0, mostChanges - 1) : changes;
	const arrow = view.glyphs.isAscii ? '->' : '→';
	const room = view.width - (view.width >= 40 ? 2 : 0);
	const lines = shown.map(change => textLine(view, changeText(change, arrow, room), 'changed'));
	const more = changes.length - shown.length;
	return more === 0 ? lines : [...lines, textLine(view, `and ${more} more changes`, 'dim')];
}

/** What the answer would do. */
function explain({act, jobs, draft}: ConfirmOverlay): string {
	const one = jobs.length === 1;
	switch (act) {
		case 'hide':
			return `No list shows ${one ? 'it' : 'them'} from then on; nothing is deleted. \`tapis-jobs unhide\` takes it back.`;
		case 'resubmit':
			return `${one ? 'A new job runs' : 'New jobs run'} with the same request; the old ${one ? 'one stays' : 'ones stay'} as ${one ? 'it is' : 'they are'}.`;
		case 'resubmit-edited':
			return draft?.request === null
				? 'Nothing can be submitted like this.'
				: 'A new job runs with the request as you left it.';
	}
}
