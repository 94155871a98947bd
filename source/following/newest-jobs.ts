import {type JobFilter, matchesFilter} from '../domain/filter/filter.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import {defaultOrder, sortJobs} from '../domain/order.ts';
import {type ListType, singleLists, type TapisApi} from '../domain/tapis-api.ts';
import {readJobs} from './read-jobs.ts';

export type NewestJobs = {
	/** Newest first. */
	readonly jobs: readonly Job[];
	/** Whether there are older ones that match; `unknown` where only reading on to the end would tell. */
	readonly hasOlder: boolean | 'unknown';
	/** How many jobs the service counted and did not give. */
	readonly missing: number;
};

/** The newest jobs that match, at most `limit` of them, without reading more of the lists than that takes. */
export async function newestJobs(
	api: TapisApi,
	wanted: {
		readonly listType: ListType;
		readonly filter: JobFilter;
		/** All of them when left out. */
		readonly limit?: number | undefined;
		readonly now: number;
		readonly signal: AbortSignal | undefined;
	},
): Promise<NewestJobs> {
	const {filter, now, signal, limit = Number.POSITIVE_INFINITY} = wanted;
	const isFiltered = filter.tests.length > 0;
	// One more than is wanted tells that there are more; with a filter nobody knows how many rows that takes.
	const rows = isFiltered || limit === Number.POSITIVE_INFINITY ? undefined : limit + 1;
	const found = new Map<JobUuid, Job>();
	let isUnknown = false;
	let missing = 0;
	const onMissing = (jobs: number): void => {
		missing += jobs;
	};
	// One's own jobs and shared ones are two lists, each newest first: the newest of both are among the newest of each.
	for (const listType of singleLists(wanted.listType)) {
		let count = 0;
		for await (const job of readJobs(api, {listType, signal, limit: rows, onMissing})) {
			if (!matchesFilter(filter, job, now)) continue;
			found.set(job.uuid, job);
			if (++count > limit) break;
			if (isFiltered && count === limit) {
				isUnknown = true;
				break;
			}
		}
	}
	const jobs = sortJobs(found.values(), defaultOrder, now);
	return {jobs: jobs.slice(0, limit), hasOlder: jobs.length > limit || (isUnknown && 'unknown'), missing};
}
