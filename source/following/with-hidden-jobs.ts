import {isFailure} from '../domain/failure.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import {hasEnded} from '../domain/status.ts';
import {missesUntilGone, type TapisApi} from '../domain/tapis-api.ts';

/**
 * The same service, which goes on giving the rows of jobs that were asked for by their uuids when they are hidden meanwhile: no
 * listing and no search holds those, but reading one of them still works. `onLost` is told, once, of one that the service has not known
 * so often in a row that there is no more; until then its last row is given.
 */
export function withHiddenJobs(
	api: TapisApi,
	onLost: (uuid: JobUuid) => void,
	known: readonly Job[] = [],
): TapisApi {
	/** Jobs that were there, with how often the service has not known them since. */
	const losses = new Map<JobUuid, number>(known.map(job => [job.uuid, 0]));
	/** Their rows as last seen: what the service does not know for a moment is not gone. */
	const rows = new Map<JobUuid, Job>(known.map(job => [job.uuid, job]));

	const readHidden = async (uuid: JobUuid, signal: AbortSignal | undefined): Promise<Job | null> => {
		const last = rows.get(uuid);
		// Nothing new comes of one that has ended.
		if (last !== undefined && hasEnded(last.status)) return last;
		try {
			const job = await api.getJob(uuid, {signal});
			losses.set(uuid, 0);
			rows.set(uuid, job);
			return job;
		} catch (error) {
			if (!isFailure(error, 'not-found') && !isFailure(error, 'not-yours')) throw error;
			const count = (losses.get(uuid) ?? 0) + 1;
			losses.set(uuid, count);
			if (count < missesUntilGone) return last ?? null;
			if (count === missesUntilGone) onLost(uuid);
			return null;
		}
	};

	return {
		...api,
		async getJobsByUuid(uuids, options) {
			const page = await api.getJobsByUuid(uuids, options);
			const found = new Set(page.jobs.map(({uuid}) => uuid));
			for (const job of page.jobs) {
				losses.set(job.uuid, 0);
				rows.set(job.uuid, job);
			}
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
