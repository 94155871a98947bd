import {Failure} from '../domain/failure.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import type {TapisApi} from '../domain/tapis-api.ts';

/**
 * The rows of jobs that are to be followed. Rejects with `not-found` or `not-yours` when there is one that cannot be seen, and with
 * the Failure of the request.
 */
export async function readRows(
	api: TapisApi,
	uuids: readonly JobUuid[],
	signal: AbortSignal,
): Promise<readonly Job[]> {
	const {jobs} = await api.getJobsByUuid(uuids, {signal});
	const found = new Set(jobs.map(job => job.uuid));
	for (const uuid of uuids) {
		if (found.has(uuid)) continue;
		// The search leaves out what it may not show; the status tells why, and finds jobs a listing does not hold.
		await api.getJobStatus(uuid, {signal});
		throw new Failure('not-found', `The job ${uuid} is not listed: it is hidden.`, {
			advice: 'A hidden job can be looked at with `tapis-jobs status`.',
		});
	}
	return jobs;
}
