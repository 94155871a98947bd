import type {Job} from '../../../domain/job.ts';
import {hasEnded} from '../../../domain/status.ts';
import type {Acts} from '../../acts.ts';
import {jobsMeant} from '../../facts/meant-jobs.ts';
import {pendingCancelOf} from '../../facts/pending-cancel.ts';
import type {CancelQuestion} from '../../state/question-state.ts';
import type {View} from '../../view.ts';
import {splitJobs, whyNone} from '../question/left-out.ts';
import {showQuestion} from '../question/question.ts';

/** Why a job cannot be cancelled now, or null when it can. */
export function cancelRefusal(view: View, job: Job): string | null {
	if (hasEnded(job.status)) return `already ${job.status}`;
	if (pendingCancelOf(view, job.uuid) !== null) return 'its cancel has been asked already';
	return null;
}

/** Why none of the jobs meant can be cancelled now, or null when one can. */
export function whyNotCancel(view: View): string | null {
	return whyNone(view, job => cancelRefusal(view, job));
}

/** Asks whether to cancel the jobs meant. Those that cannot be cancelled are left out, each with its reason. */
export function askToCancel(acts: Acts): void {
	const view = acts.getView();
	const {meant, leftOut} = splitJobs(jobsMeant(view), job => cancelRefusal(view, job));
	// What each is doing is looked up among the rows; a job opened by its uuid may not be one of them.
	for (const job of meant) if (!view.monitor.jobs.has(job.uuid)) acts.monitor.putJob(job);
	if (meant.length > 0) showQuestion(acts, {kind: 'cancel', jobs: meant, leftOut});
}

/** The jobs asked about that can still be cancelled, as they are now; one that ended meanwhile is struck out. */
export function stillMeant(view: View, {jobs}: CancelQuestion): readonly Job[] {
	return jobs.flatMap(({uuid}) => {
		const job = view.monitor.jobs.get(uuid);
		return job === undefined || cancelRefusal(view, job) !== null ? [] : [job];
	});
}
