import {isFailure} from '../domain/failure.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import {
	type CallOptions,
	type JobPage,
	type JobQuery,
	type ListType,
	singleLists,
	type TapisApi,
} from '../domain/tapis-api.ts';
import {createSweep} from '../monitor/polling/sweep.ts';

/** The most rows in one request: the service gives no more. */
const pageSize = 1000;

/** Every job of a listing, newest first in each list, page by page, each once. Leaving the loop early asks for no further page. */
export async function* readJobs(
	api: TapisApi,
	options: {
		readonly listType: ListType;
		readonly signal: AbortSignal | undefined;
		/** No more rows than these are asked for of each list; all when left out. */
		readonly limit?: number | undefined;
		/** Told at the end how many jobs the service counted and did not give, where there are any. */
		readonly onMissing?: ((count: number) => void) | undefined;
	},
): AsyncGenerator<Job> {
	const seen = new Set<JobUuid>();
	const lists = singleLists(options.listType);
	const sweep = createSweep({lists, firstPageSize: pageSize, pageSize, limit: options.limit});
	for (let query = sweep.next(); query !== null; query = sweep.next()) {
		const page = await readPage(api, query, {signal: options.signal});
		sweep.accept(page, query);
		for (const job of page.jobs) {
			if (seen.has(job.uuid)) continue;
			seen.add(job.uuid);
			yield job;
		}
	}
	if (sweep.missing() > 0) options.onMissing?.(sweep.missing());
}

/** The first 500 of a listing may pass, and a poller sits it out; asked again, the client goes another way around one that stays. */
async function readPage(
	api: Pick<TapisApi, 'getJobList'>,
	query: JobQuery,
	options: CallOptions,
): Promise<JobPage> {
	try {
		return await api.getJobList(query, options);
	} catch (error) {
		if (!isFailure(error, 'server') || error.httpStatus !== 500) throw error;
		return api.getJobList(query, options);
	}
}
