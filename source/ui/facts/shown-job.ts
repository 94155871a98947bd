import type {Job} from '../../domain/job.ts';
import {FINISHED, hasEnded} from '../../domain/status.ts';
import {openJob, type View} from '../view.ts';

/**
 * The open job as it is best known: status and times of the row or of the details, whichever the service stamped later; what only
 * the details tell (summary rows have no condition and no message) comes from there.
 */
export function shownJob(view: View): Job | undefined {
	const known = openJob(view);
	const detail = view.ui.job?.detail.value ?? null;
	if (known === undefined || detail === null || known === detail) return known;
	const isRowNewer = (known.lastUpdated ?? 0) > (detail.lastUpdated ?? 0);
	const base: Job = isRowNewer ? {...detail, ...known} : detail;
	return {
		...base,
		condition: base.condition ?? (base.status === detail.status ? detail.condition : null),
		lastMessage: isRowNewer && base.status !== detail.status ? known.lastMessage : detail.lastMessage,
		remoteJobId: base.remoteJobId ?? detail.remoteJobId,
		remoteEnded: base.remoteEnded ?? detail.remoteEnded,
		maxMinutes: base.maxMinutes ?? detail.maxMinutes,
	};
}

export const wroteNothing = 'It ended before it ran, so it wrote nothing.';

/** Whether the open job ended before its application began to run. One that finished did run, whatever times the service has of it. */
export function hasNeverRun(view: View): boolean {
	const job = shownJob(view);
	if (job === undefined || !hasEnded(job.status) || job.status === FINISHED) return false;
	return job.remoteStarted === null && job.remoteEnded === null;
}
