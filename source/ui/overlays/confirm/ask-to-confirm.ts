import type {Job} from '../../../domain/job.ts';
import {hasEnded} from '../../../domain/status.ts';
import type {Acts} from '../../acts.ts';
import {jobsMeant, noJobText} from '../../facts/meant-jobs.ts';
import type {ConfirmAsked} from '../../state/question-state.ts';
import {noneLeftText, splitJobs} from '../question/left-out.ts';
import {showQuestion} from '../question/question.ts';

/** Asks whether to hide the jobs meant; those that have not ended are left out with their reason. */
export function askToHide(acts: Acts): void {
	ask(acts, 'hide', job => (hasEnded(job.status) ? null : `not hidden while it is ${job.status}`));
}

/** Asks whether to submit the jobs meant again, as they were or edited first. */
export function askToResubmit(acts: Acts): void {
	ask(acts, 'resubmit', () => null);
}

function ask(acts: Acts, act: ConfirmAsked['act'], refusalOf: (job: Job) => string | null): void {
	const view = acts.getView();
	const {meant, leftOut} = splitJobs(jobsMeant(view), refusalOf);
	if (meant.length > 0)
		showQuestion(acts, {kind: 'confirm', act, jobs: meant, leftOut, draft: null, trouble: null});
	else acts.toast(leftOut.length === 0 ? noJobText(view) : noneLeftText(view, leftOut), 'warn');
}
