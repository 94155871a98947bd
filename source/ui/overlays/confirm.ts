import {statusRow} from '../../domain/status.ts';
import {formatAge} from '../../domain/time.ts';
import {cutText, fitText} from '../../terminal/fit-text.ts';
import {wrapWords} from '../layout/styled.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {ConfirmOverlay} from '../state/overlay-state.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';
import {drawSheet, textLine} from './sheet.ts';
import {workingLine} from './working.ts';

export function drawConfirm(view: View, height: number): readonly string[] {
	const confirm = overlayOf(view.ui, 'confirm');
	if (confirm === null) return [];
	const answer = answerLines(view, confirm);
	// What is asked and how to answer always stay; jobs give way, and are counted.
	const room = Math.max(1, height - 1 - answer.length);
	return drawSheet(view, titleOf(confirm), [...jobLines(view, confirm, room), ...answer], height);
}

function titleOf({act, jobs}: ConfirmOverlay): string {
	const what = jobs.length === 1 ? 'this job' : `these ${jobs.length} jobs`;
	switch (act) {
		case 'hide':
			return `Hide ${what}?`;
		case 'resubmit':
			return `Submit ${what} again?`;
		case 'resubmit-edited':
			return 'Submit the edited request?';
	}
}

function jobLines(view: View, {jobs, leftOut}: ConfirmOverlay, room: number): readonly string[] {
	const widest = Math.max(...jobs.map(job => (view.monitor.jobs.get(job.uuid) ?? job).status.length));
	const statusWidth = Math.min(widest, view.width >= 60 ? 17 : 10);
	const lines = [
		...jobs.map(job => {
			const now = view.monitor.jobs.get(job.uuid) ?? job;
			const row = statusRow(now.status);
			const age = now.created === null ? '' : `  ${formatAge(view.now - now.created)}`;
			const sign = view.paint(
				row.tone,
				`${view.glyphs.status(now.status)} ${fitText(now.status, statusWidth)}`,
			);
			const text = `${now.name}  ${now.uuid}  ${now.execSystemId}${age}`;
			return `  ${sign} ${cutText(text, Math.max(0, view.width - statusWidth - 5))}`;
		}),
		...leftOut.map(({name, reason}) => textLine(view, `left out: ${name} (${reason})`, 'dim')),
	];
	if (lines.length <= room) return lines;
	return [...lines.slice(0, room - 1), textLine(view, `and ${lines.length - room + 1} more`, 'dim')];
}

function answerLines(view: View, confirm: ConfirmOverlay): readonly string[] {
	const {working, draft, failure, hint} = confirm;
	if (working !== null) return [workingLine(view, working)];
	const lines: string[] = [];
	const say = (text: string, role: Role): void => {
		for (const line of wrapWords(text, Math.max(1, view.width - 4)).slice(0, 3))
			lines.push(textLine(view, line, role));
	};
	if (failure !== null) say(`${failure.message} ${failure.advice}`, 'danger');
	if (draft?.problem) say(`${draft.problem} Edit it again; what you wrote is kept.`, 'danger');
	if (hint !== null) say(hint, 'warn');
	say(explain(confirm), 'dim');
	return lines;
}

/** What the answer would do. */
function explain({act, jobs, draft}: ConfirmOverlay): string {
	const one = jobs.length === 1;
	switch (act) {
		case 'hide':
			return `The service leaves ${one ? 'it' : 'them'} out of every list from then on; nothing is deleted.`;
		case 'resubmit':
			return `${one ? 'A new job runs' : 'New jobs run'} with the same request; the old ${one ? 'one stays' : 'ones stay'} as ${one ? 'it is' : 'they are'}.`;
		case 'resubmit-edited':
			return draft?.request === null
				? 'Nothing can be submitted like this.'
				: 'A new job runs with the request as you left it.';
	}
}
