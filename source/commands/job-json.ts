import type {Instant, Job} from '../domain/job.ts';

type InstantKey = 'created' | 'remoteStarted' | 'ended' | 'lastUpdated';

/** A job as `--json` writes it: every instant as ISO text in UTC. */
export type JobJson = Omit<Job, InstantKey> & {readonly [Key in InstantKey]: string | null};

export function jobJson(job: Job): JobJson {
	return {
		uuid: job.uuid,
		name: job.name,
		owner: job.owner,
		tenant: job.tenant,
		appId: job.appId,
		appVersion: job.appVersion,
		execSystemId: job.execSystemId,
		archiveSystemId: job.archiveSystemId,
		status: job.status,
		condition: job.condition,
		created: instantJson(job.created),
		remoteStarted: instantJson(job.remoteStarted),
		ended: instantJson(job.ended),
		lastUpdated: instantJson(job.lastUpdated),
		remoteJobId: job.remoteJobId,
		lastMessage: job.lastMessage,
		maxMinutes: job.maxMinutes,
		tags: job.tags,
	};
}

export function instantJson(instant: Instant | null): string | null {
	return instant === null ? null : new Date(instant).toISOString();
}
