import type {Job, JobUuid} from '../domain/job.ts';
import {type ListType, singleLists, type TapisApi} from '../domain/tapis-api.ts';
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
		const page = await api.getJobList(query, {signal: options.signal});
		sweep.accept(page, query);
		for (const job of page.jobs) {
			if (seen.has(job.uuid)) continue;
			seen.add(job.uuid);
			yield job;
		}
	}
	if (sweep.missing() > 0) options.onMissing?.(sweep.missing());
}
