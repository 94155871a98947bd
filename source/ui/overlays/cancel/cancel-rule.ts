import {formatPause} from '../../../domain/time.ts';
import type {Acts} from '../../acts.ts';
import {isPaused} from '../../facts/paused.ts';
import {overlayHeight} from '../../layout/heights.ts';
import {goOn} from '../../program/pausing.ts';
import {withoutMarks} from '../../state/list-changes.ts';
import type {CancelQuestion} from '../../state/question-state.ts';
import type {View} from '../../view.ts';
import type {QuestionRule} from '../question/question-rule.ts';
import {stillMeant} from './ask-to-cancel.ts';
import {jobsShown} from './dialog-size.ts';

export function cancelRule(question: CancelQuestion): QuestionRule {
	return {
		refusal: null,
		yes: acts => sendCancels(acts, question),
		enterHint: () => null,
		left: 'Nothing was cancelled.',
		lastTop: view => Math.max(0, question.jobs.length - jobsShown(question, overlayHeight(view))),
	};
}

function sendCancels(acts: Acts, question: CancelQuestion): void {
	const jobs = stillMeant(acts.getView(), question);
	const asked = question.jobs.map(({uuid}) => uuid);
	acts.update(state => ({...state, overlay: null, list: withoutMarks(state.list, asked)}));
	if (jobs.length === 0) {
		acts.toast('None of them can be cancelled any more. Nothing was sent.', 'warn');
		return;
	}
	acts.monitor.cancel(jobs);
	// Nothing is sent while polling is paused, and who cancels wants it to happen now.
	const goesOn = isPaused(acts.getView());
	if (goesOn) goOn(acts);
	acts.toast(sentText(acts.getView(), jobs.length, goesOn));
}

function sentText({monitor, keyWords}: View, count: number, goesOn: boolean): string {
	const what = count === 1 ? 'Cancel asked' : `Cancel of ${count} jobs asked`;
	if (monitor.cancelGraceMs === 0) {
		return goesOn
			? `${what}, and polling goes on.`
			: `${what}; it is followed until the service says how it ended.`;
	}
	const held = formatPause(monitor.cancelGraceMs);
	return `${what}; it leaves in ${held}, until then ${keyWords.one('list.withdraw')} takes it back.`;
}
