import type {Job, JobUuid} from '../domain/job.ts';
import {isWithin, rowsOf} from '../domain/job-query.ts';
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
			const jobs = page.jobs.filter(job => isAskedFor(query, job));
			const rows = rowsOf(query, jobs);
			return {...page, jobs: rows, rowCount: rows.length, totalCount: jobs.length};
		},
	};
}

function isAskedFor(query: JobQuery, job: Job): boolean {
	// The stamp of one that has ended may be older than the one last seen, by another machine's clock.
	return (query.updatedSince !== undefined && hasEnded(job.status)) || isWithin(query, job);
}
