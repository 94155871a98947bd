import type {Job} from '../../../domain/job.ts';
import {changedFields} from '../../../domain/job-request.ts';
import {statusRow, widestStatus} from '../../../domain/status.ts';
import {formatAge} from '../../../domain/time.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText, fitMiddle, fitText} from '../../../terminal/fit-text.ts';
import {firstShown, outOfSightText} from '../../layout/scrolled.ts';
import {wrapWithin} from '../../layout/styled.ts';
import {narrowWidth, tinyWidth, wideWidth} from '../../layout/widths.ts';
import {overlayOf} from '../../state/overlay-changes.ts';
import type {ConfirmQuestion} from '../../state/question-state.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {leftOutNote} from '../question/left-out.ts';
import {numberLine, wantsNumber} from '../question/typed-number.ts';
import {drawSheet, textLine} from '../sheet.ts';
import {workingLine} from '../working.ts';
import {changeText} from './change-text.ts';

/** So many changes of an edited request are shown. */
const mostChanges = 5;

export function drawConfirm(view: View, height: number): readonly string[] {
	const confirm = overlayOf(view.ui, 'confirm');
	if (confirm === null) return [];
	const {said, answer, room, shown, isOutTold, isScrolled} = shareOut(view, confirm, height);
	const {jobs, leftOut} = confirm;
	const first = firstShown(confirm.top, jobs.length, shown);
	const asNow = jobs.map(job => view.monitor.jobs.get(job.uuid) ?? job);
	const lines = tableLines(view, asNow).slice(first, first + shown);
	if (isScrolled) lines.push(textLine(view, outOfSightText(first, jobs.length - first - shown), 'dim'));
	if (isOutTold) lines.push(textLine(view, leftOutNote(leftOut, view.width - 4), 'dim'));
	lines.push(...said);
	const outOfSight = jobs.length - shown;
	const note = outOfSight > 0 && !isScrolled ? `${outOfSight} more` : '';
	return drawSheet(view, titleOf(confirm), [...lines.slice(0, room), ...answer], height, note);
}

/** How many jobs are in sight on a sheet of this height. */
export function jobsInSight(view: View, confirm: ConfirmQuestion, height: number): number {
	return shareOut(view, confirm, height).shown;
}

type Shares = {
	/** What is said under the jobs, and the line of the answer. */
	readonly said: readonly string[];
	readonly answer: readonly string[];
	/** Lines between the title and the answer. */
	readonly room: number;
	/** How many jobs are in sight; whether a line tells of others, and one of those left out. */
	readonly shown: number;
	readonly isScrolled: boolean;
	readonly isOutTold: boolean;
};

/** What is asked and how to answer always stay; jobs give way first, and are counted, then what is said. */
function shareOut(view: View, confirm: ConfirmQuestion, height: number): Shares {
	const answer = answerLine(view, confirm);
	const room = Math.max(0, height - 1 - answer.length);
	const said = sayLines(view, confirm, room - 1);
	const forJobs = Math.max(1, room - said.length);
	const isOutTold = confirm.leftOut.length > 0 && forJobs > 2;
	const rows = forJobs - (isOutTold ? 1 : 0);
	const count = confirm.jobs.length;
	if (count <= rows) return {said, answer, room, shown: count, isScrolled: false, isOutTold};
	const isScrolled = rows > 1;
	return {said, answer, room, shown: isScrolled ? rows - 1 : 1, isScrolled, isOutTold};
}

function titleOf({act, jobs}: ConfirmQuestion): string {
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

function tableLines({paint, glyphs, width, now}: View, jobs: readonly Job[]): string[] {
	const widest = (texts: readonly string[], most: number): number =>
		Math.min(most, Math.max(...texts.map(text => displayWidth(cutText(text, most)))));
	const statusWidth = widest(
		jobs.map(({status}) => status),
		width >= narrowWidth ? widestStatus : 10,
	);
	const nameWidth = widest(
		jobs.map(({name}) => name),
		width >= wideWidth ? 40 : 24,
	);
	const room = Math.max(0, width - statusWidth - 5);
	return jobs.map(({status, name, uuid, execSystemId, created}) => {
		const sign = paint(statusRow(status).tone, `${glyphs.status(status)} ${fitText(status, statusWidth)}`);
		const age = created === null ? '' : `  ${formatAge(now - created)}`;
		return `  ${sign} ${cutText(`${fitMiddle(name, nameWidth)}  ${uuid}  ${execSystemId}${age}`, room)}`;
	});
}

/** What went wrong, and what the answer would do, in so many lines at the most: what matters less gives way. */
function sayLines(view: View, confirm: ConfirmQuestion, most: number): readonly string[] {
	const {working, draft, trouble, hint} = confirm;
	if (working !== null) return [];
	const lines: string[] = [];
	const say = (text: string, role: Role): void => {
		for (const line of wrapWithin(text, Math.max(1, view.width - 4), most - lines.length))
			lines.push(textLine(view, line, role));
	};
	if (trouble !== null) say(trouble, 'danger');
	if (draft?.problem) say(`${draft.problem} Edit it again; what you wrote is kept.`, 'danger');
	if (hint !== null) say(hint, 'warn');
	lines.push(...changeLines(view, confirm, most - lines.length));
	say(explain(confirm), 'dim');
	return lines;
}

/** What is being done, or the number typed so far; the keys of other answers stand in the key bar. */
function answerLine(view: View, confirm: ConfirmQuestion): readonly string[] {
	const {working} = confirm;
	if (working !== null) return [workingLine(view, working)];
	if (!wantsNumber(confirm)) return [];
	const verb = confirm.act === 'hide' ? 'hide' : 'submit';
	return [numberLine(view, confirm, `${verb} them`, 'leaves them')];
}

/** What the edited request says otherwise than the stored one. */
function changeLines(view: View, {draft}: ConfirmQuestion, most: number): readonly string[] {
	const rows = Math.min(mostChanges, most);
	if (draft === null || draft.request === null || rows <= 0) return [];
	const changes = changedFields(draft.stored, draft.request);
	if (changes.length === 0) return [textLine(view, 'Nothing was changed in it.', 'warn')];
	const shown = changes.length > rows ? changes.slice(0, rows - 1) : changes;
	const arrow = view.glyphs.isAscii ? '->' : '→';
	const room = view.width - (view.width >= tinyWidth ? 2 : 0);
	const lines = shown.map(change => textLine(view, changeText(change, arrow, room), 'changed'));
	const more = changes.length - shown.length;
	return more === 0 ? lines : [...lines, textLine(view, `and ${more} more changes`, 'dim')];
}

/** What the answer would do. */
function explain({act, jobs, draft}: ConfirmQuestion): string {
	const one = jobs.length === 1;
	switch (act) {
		case 'hide':
			return `No list shows ${one ? 'it' : 'them'} from then on; nothing is deleted. \`tapis-jobs unhide\` shows ${one ? 'it' : 'them'} again.`;
		case 'resubmit':
			return `${one ? 'A new job runs' : 'New jobs run'} with the same request; the old ${one ? 'one stays' : 'ones stay'} as ${one ? 'it is' : 'they are'}.`;
		case 'resubmit-edited':
			return draft?.request === null
				? 'Nothing can be submitted like this.'
				: 'A new job runs with the request as you left it.';
	}
}
