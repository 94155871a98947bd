import type {Job, JobUuid} from '../domain/job.ts';
import type {ListType, TapisApi} from '../domain/tapis-api.ts';
import {createSweep} from '../monitor/sweep.ts';

/** Every job of a listing, newest first, page by page, each once. Leaving the loop early asks for no further page. */
export async function* readJobs(
	api: TapisApi,
	options: {
		readonly listType: ListType;
		readonly signal: AbortSignal | undefined;
		readonly limit?: number | undefined;
	},
): AsyncGenerator<Job> {
	const seen = new Set<JobUuid>();
	const lists: readonly ListType[] =
		options.listType === 'ALL_JOBS' ? ['MY_JOBS', 'SHARED_JOBS'] : [options.listType];
	const sweep = createSweep({lists, firstPageSize: 1000, pageSize: 1000, limit: options.limit});
	for (let query = sweep.next(); query !== null; query = sweep.next()) {
		const page = await api.getJobList(query, {signal: options.signal});
		sweep.accept(page, query);
		for (const job of page.jobs) {
			if (seen.has(job.uuid)) continue;
			seen.add(job.uuid);
			yield job;
		}
	}
}
