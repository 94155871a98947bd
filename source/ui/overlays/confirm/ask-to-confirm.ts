import type {Job} from '../../../domain/job.ts';
import {hasEnded} from '../../../domain/status.ts';
import type {Acts} from '../../acts.ts';
import {jobsMeant} from '../../facts/meant-jobs.ts';
import type {ConfirmAsked} from '../../state/question-state.ts';
import type {View} from '../../view.ts';
import {splitJobs, whyNone} from '../question/left-out.ts';
import {isAbout, showQuestion} from '../question/question.ts';

function hideRefusal({status}: Job): string | null {
	return hasEnded(status) ? null : `not hidden while it is ${status}`;
}

/** Why none of the jobs meant can be hidden, or null when one can. */
export function whyNotHide(view: View): string | null {
	return whyNone(view, hideRefusal);
}

/** Asks whether to hide the jobs meant; those that have not ended are left out with their reason. */
export function askToHide(acts: Acts): void {
	const {meant, leftOut} = splitJobs(jobsMeant(acts.getView()), hideRefusal);
	if (meant.length > 0) askAbout(acts, 'hide', meant, {leftOut});
}

/** Asks whether to submit the jobs meant again, as they were or edited first. */
export function askToResubmit(acts: Acts): void {
	const jobs = jobsMeant(acts.getView());
	if (jobs.length > 0) askAbout(acts, 'resubmit', jobs);
}

type More = Partial<Pick<ConfirmAsked, 'leftOut' | 'draft' | 'trouble'>>;

export function askAbout(acts: Acts, act: ConfirmAsked['act'], jobs: readonly Job[], more: More = {}): void {
	showQuestion(acts, {kind: 'confirm', act, jobs, leftOut: [], draft: null, trouble: null, ...more});
}

/** Asks once more, where the person still looks at the question about `before`; what went wrong stands in it. */
export function askAgain(
	acts: Acts,
	before: readonly Job[],
	act: ConfirmAsked['act'],
	jobs: readonly Job[],
	more: More,
): void {
	if (more.trouble) acts.monitor.note(more.trouble);
	if (isAbout(acts, before)) askAbout(acts, act, jobs, more);
	else if (more.trouble) acts.toast(more.trouble, 'danger');
}
