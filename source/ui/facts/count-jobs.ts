import type {JobUuid} from '../../domain/job.ts';
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

/** How many of some jobs are not among the rows listed, as when the filter leaves them out. */
export function countUnlisted({jobs, monitor}: View, uuids: ReadonlySet<JobUuid>): number {
	if (uuids.size === 0 || jobs.length === monitor.jobs.size) return 0;
	return uuids.size - jobs.filter(({uuid}) => uuids.has(uuid)).length;
}
