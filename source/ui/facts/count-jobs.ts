import {statusRow, type Tally} from '../../domain/status.ts';
import type {View} from '../view.ts';

export type Counts = Readonly<Partial<Record<Tally, number>>>;

let counted: {readonly revision: number; readonly jobs: unknown; readonly counts: Counts} | undefined;

/** How many jobs of each kind there are. Counted again only when the jobs have changed. */
export function countJobs({monitor}: Pick<View, 'monitor'>): Counts {
	if (counted?.revision !== monitor.jobsRevision || counted.jobs !== monitor.jobs) {
		const counts: Partial<Record<Tally, number>> = {};
		for (const job of monitor.jobs.values()) {
			const {tally} = statusRow(job.status);
			counts[tally] = (counts[tally] ?? 0) + 1;
		}
		counted = {revision: monitor.jobsRevision, jobs: monitor.jobs, counts};
	}
	return counted.counts;
}
