import type {Instant, Job, JobUuid} from '../domain/job.ts';
import {hasEnded} from '../domain/status.ts';
import type {JobPage, JobQuery, TapisApi} from '../domain/tapis-api.ts';

/**
 * The same service with nothing in it but these jobs. With it the whole monitor, with its pauses, retries and cancellations,
 * works for `wait` and `cancel` without reading the thousands of jobs nobody asked for.
 */
export function narrowApi(api: TapisApi, uuids: readonly JobUuid[]): TapisApi {
	return {
		...api,
		async getJobList(query, options): Promise<JobPage> {
			const page = await api.getJobsByUuid(uuids, options);
			const jobs = page.jobs.filter(job => isAskedFor(job, query)).sort(inOrder(query));
			const rows = jobs.slice(query.skip ?? 0, (query.skip ?? 0) + query.limit);
			return {...page, jobs: rows, rowCount: rows.length, totalCount: jobs.length};
		},
	};
}

function isAskedFor(job: Job, {updatedSince, createdUntil}: JobQuery): boolean {
	// Its stamp may be older than the one last seen, by another machine's clock.
	if (updatedSince !== undefined && hasEnded(job.status)) return true;
	if (updatedSince !== undefined && job.lastUpdated !== null && job.lastUpdated < updatedSince) return false;
	return createdUntil === undefined || job.created === null || job.created <= createdUntil;
}

/** As the port promises it: newest created first, or oldest update first when changes are asked for. */
function inOrder(query: JobQuery): (left: Job, right: Job) => number {
	const difference = (left: Instant | null, right: Instant | null): number => (left ?? 0) - (right ?? 0);
	return (left, right) =>
		(query.updatedSince === undefined
			? difference(right.created, left.created)
			: difference(left.lastUpdated, right.lastUpdated)) || (left.uuid < right.uuid ? -1 : 1);
}
