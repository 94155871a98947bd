import {isFailure} from '../domain/failure.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import {hasEnded} from '../domain/status.ts';
import {missesUntilGone, type TapisApi} from '../domain/tapis-api.ts';

/**
 * The same service, which goes on giving the rows of jobs that were asked for by their uuids when they are hidden meanwhile: no
 * listing and no search holds those, but reading one of them still works. `onLost` is told, once, of one that there is no more.
 */
export function withHiddenJobs(
	api: TapisApi,
	onLost: (uuid: JobUuid) => void,
	known: readonly JobUuid[] = [],
): TapisApi {
	/** Jobs that were there, with how often the service has not known them since. */
	const losses = new Map<JobUuid, number>(known.map(uuid => [uuid, 0]));
	/** Hidden ones that have ended, of which nothing new comes. */
	const ended = new Map<JobUuid, Job>();

	const readHidden = async (uuid: JobUuid, signal: AbortSignal | undefined): Promise<Job | null> => {
		const last = ended.get(uuid);
		if (last !== undefined) return last;
		try {
			const job = await api.getJob(uuid, {signal});
			losses.set(uuid, 0);
			if (hasEnded(job.status)) ended.set(uuid, job);
			return job;
		} catch (error) {
			if (!isFailure(error, 'not-found') && !isFailure(error, 'not-yours')) throw error;
			const count = (losses.get(uuid) ?? 0) + 1;
			losses.set(uuid, count);
			if (count === missesUntilGone) onLost(uuid);
			return null;
		}
	};

	return {
		...api,
		async getJobsByUuid(uuids, options) {
			const page = await api.getJobsByUuid(uuids, options);
			const found = new Set(page.jobs.map(({uuid}) => uuid));
			for (const uuid of found) losses.set(uuid, 0);
			// A row that could not be read may be any of them.
			if (page.setAside > 0) return page;
			const hidden: Job[] = [];
			for (const uuid of uuids) {
				if (found.has(uuid) || (losses.get(uuid) ?? missesUntilGone) >= missesUntilGone) continue;
				const job = await readHidden(uuid, options?.signal);
				if (job !== null) hidden.push(job);
			}
			if (hidden.length === 0) return page;
			return {...page, jobs: [...page.jobs, ...hidden], rowCount: page.rowCount + hidden.length};
		},
	};
}
