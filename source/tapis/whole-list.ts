import {isWithin, rowsOf} from '../domain/job-query.ts';
import {type CallOptions, type JobPage, type JobQuery, rowsOfFullPage} from '../domain/tapis-api.ts';
import {paging} from './list-parameters.ts';

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

	/** In one answer, where the server does not give its rows in portions of its own. */
	async function readAll(listType: JobQuery['listType'], options: CallOptions): Promise<JobPage> {
		const ask = (skip: number): Promise<JobPage> =>
			request('/v3/jobs/list', paging({listType, limit: -1, skip}), options);
		let {cappedAt, ...all} = await ask(0);
		const seen = new Set(all.jobs.map(job => job.uuid));
		while (cappedAt !== undefined && all.rowCount >= cappedAt) {
			const {cappedAt: cap, ...page} = await ask(all.rowCount);
			const news = page.jobs.filter(job => !seen.has(job.uuid));
			// Nothing new: the end, or a server that knows no `skip`.
			if (news.length === 0) break;
			for (const job of news) seen.add(job.uuid);
			all = joined(all, {...page, jobs: news});
			cappedAt = cap !== undefined && page.rowCount >= cap ? cap : undefined;
		}
		return all;
	}

	return async (query, options) => {
		if (query.updatedSince === undefined && query.createdUntil === undefined) {
			const page = await request('/v3/jobs/list', paging(query), options);
			const isCount = query.computeTotal === true && query.limit === 1;
			if (page.rowCount < rowsOfFullPage(page, query.limit) || isCount) return page;
		}
		const all =
			reading !== null && isNextPage(query, reading.lastQuery)
				? reading.all
				: await readAll(query.listType, options);
		const kept = all.jobs.filter(job => isWithin(query, job));
		const jobs = rowsOf(query, kept);
		if (query.updatedSince === undefined)
			reading = jobs.length < query.limit ? null : {all, lastQuery: query};
		return {...all, jobs, rowCount: jobs.length, totalCount: kept.length, rowsRead: all.rowCount};
	};
}

function joined(one: JobPage, next: JobPage): JobPage {
	return {
		...next,
		jobs: [...one.jobs, ...next.jobs],
		rowCount: one.rowCount + next.rowCount,
		setAside: one.setAside + next.setAside,
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
