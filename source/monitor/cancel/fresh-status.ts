import type {Job, JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {CallOptions, JobsApi} from '../../domain/tapis-api.ts';
import {asFailure} from '../ask.ts';

export type FreshStatusParts = {
	readonly api: Pick<JobsApi, 'getJobStatus' | 'getJobsByUuid'>;
	readonly askFor: <Answer>(request: (options: CallOptions) => Promise<Answer>) => Promise<Answer>;
	readonly onRow: (job: Job) => void;
};

/**
 * Reads a job's status before a cancel request. When it has ended, or the status endpoint answers oddly, the row is read as well:
 * it holds the scheduler's id, and says whether an odd answer is to be believed. Rejects with a Failure.
 */
export async function freshStatus(
	uuid: JobUuid,
	{api, askFor, onRow}: FreshStatusParts,
): Promise<Pick<Job, 'status' | 'remoteJobId'>> {
	const readRow = async (): Promise<Job | undefined> => {
		const page = await askFor(options => api.getJobsByUuid([uuid], options));
		const row = page.jobs.find(job => job.uuid === uuid);
		if (row !== undefined) onRow(row);
		return row;
	};
	try {
		const {status} = await askFor(options => api.getJobStatus(uuid, options));
		const row = hasEnded(status) ? await readRow().catch(() => undefined) : undefined;
		return {status, remoteJobId: row?.remoteJobId ?? null};
	} catch (error) {
		const failure = asFailure(error);
		const isOdd = failure.kind === 'reply' || !failure.canRetry;
		if (!isOdd || failure.kind === 'aborted' || failure.needsSignIn) throw failure;
		const row = await readRow();
		if (row === undefined) throw failure;
		return row;
	}
}
