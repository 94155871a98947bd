import type {Job} from '../domain/job.ts';
import type {CallOptions, JobPage, JobQuery} from '../domain/tapis-api.ts';
import {ceilSecond, floorSecond, paging} from './list-parameters.ts';

type Request = (path: string, query: URLSearchParams, options: CallOptions) => Promise<JobPage>;

/**
 * /list ignores conditions without a word, so with any the whole list is read and they are applied to it. The same once there
 * is more than one page: a server that ignores the order as well may begin with rows that look like the newest and are not.
 */
export function createWholeList(
	request: Request,
): (query: JobQuery, options: CallOptions) => Promise<JobPage> {
	/** The whole list, kept while it is handed out page by page. */
	let reading: {readonly all: JobPage; readonly lastQuery: JobQuery} | null = null;

	return async (query, options) => {
		if (query.updatedSince === undefined && query.createdUntil === undefined) {
			const page = await request('/v3/jobs/list', paging(query), options);
			const isCount = query.computeTotal === true && query.limit === 1;
			if (page.rowCount < query.limit || isCount) return page;
		}
		const {updatedSince, createdUntil} = query;
		const all =
			reading !== null && isNextPage(query, reading.lastQuery)
				? reading.all
				: await request('/v3/jobs/list', paging({listType: query.listType, limit: -1}), options);
		const kept = all.jobs.filter(
			job =>
				(updatedSince === undefined || (job.lastUpdated ?? updatedSince) >= floorSecond(updatedSince)) &&
				(createdUntil === undefined || (job.created ?? createdUntil) <= ceilSecond(createdUntil)),
		);
		kept.sort(updatedSince === undefined ? byAge : (a, b) => (a.lastUpdated ?? 0) - (b.lastUpdated ?? 0));
		const jobs = kept.slice(query.skip ?? 0, (query.skip ?? 0) + query.limit);
		if (updatedSince === undefined) reading = jobs.length < query.limit ? null : {all, lastQuery: query};
		return {...all, jobs, rowCount: jobs.length, totalCount: kept.length};
	};
}

/** Whether a query goes on where the last one ended, so that both are pages of one reading. */
function isNextPage(query: JobQuery, last: JobQuery): boolean {
	if (query.updatedSince !== undefined || query.createdUntil === undefined) return false;
	if (query.listType !== last.listType) return false;
	const lastBound = last.createdUntil ?? Number.POSITIVE_INFINITY;
	return (
		query.createdUntil < lastBound ||
		(query.createdUntil === lastBound && (query.skip ?? 0) > (last.skip ?? 0))
	);
}

/** As `newestFirst` orders: jobs without a time of creation come first, those of one moment by uuid. */
function byAge(one: Job, other: Job): number {
	const later = (other.created ?? Number.MAX_VALUE) - (one.created ?? Number.MAX_VALUE);
	return later || (one.uuid < other.uuid ? -1 : 1);
}
