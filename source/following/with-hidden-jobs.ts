import type {Job, JobUuid} from '../domain/job.ts';
import {hasEnded} from '../domain/status.ts';
import {type JobPage, missesUntilGone, type TapisApi} from '../domain/tapis-api.ts';

/**
 * The same service, which goes on giving the rows of jobs that were asked for by their uuids among the others when they are hidden
 * meanwhile, and asks no more for those that have ended. `onLost` is told, once, of one that the service has not known
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

	const seen = (job: Job): void => {
		losses.set(job.uuid, 0);
		rows.set(job.uuid, job);
	};

	/** The last row of a job that the service does not know just now, as long as it is not lost. */
	const unknown = (uuid: JobUuid): Job | undefined => {
		const count = (losses.get(uuid) ?? 0) + 1;
		losses.set(uuid, count);
		if (count < missesUntilGone) return rows.get(uuid);
		onLost(uuid);
		return undefined;
	};

	return {
		...api,
		async getJobsByUuid(uuids, options) {
			// Nothing new comes of one that has ended.
			const ended = uuids.flatMap(uuid => rows.get(uuid) ?? []).filter(({status}) => hasEnded(status));
			const endedUuids = new Set(ended.map(({uuid}) => uuid));
			const open = uuids.filter(uuid => !endedUuids.has(uuid));
			const page = withRows(await api.getJobsByUuid(open, options), ended);
			for (const job of page.jobs) seen(job);
			// A row that could not be read may be any of them.
			if (page.setAside > 0) return page;
			const listed = new Set(page.jobs.map(({uuid}) => uuid));
			const apart = new Map(page.hidden?.map(job => [job.uuid, job]));
			const hidden = open.flatMap(uuid => {
				if (listed.has(uuid) || (losses.get(uuid) ?? missesUntilGone) >= missesUntilGone) return [];
				const job = apart.get(uuid);
				if (job !== undefined) seen(job);
				return job ?? unknown(uuid) ?? [];
			});
			return withRows(page, hidden);
		},
	};
}

function withRows(page: JobPage, jobs: readonly Job[]): JobPage {
	return {...page, jobs: [...page.jobs, ...jobs], rowCount: page.rowCount + jobs.length};
}
