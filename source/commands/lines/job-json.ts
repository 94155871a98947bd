import {type Job, jobFields} from '../../domain/job.ts';
import {instantJson} from '../command-line/instant-json.ts';

type InstantKey = 'created' | 'remoteStarted' | 'remoteEnded' | 'ended' | 'lastUpdated';

/** A job as `--json` writes it: every instant as ISO text in UTC. */
export type JobJson = Omit<Job, InstantKey> & {readonly [Key in InstantKey]: string | null};

export function jobJson(job: Job): JobJson {
	// Of a job with all its details only what every job has.
	const row = Object.fromEntries(jobFields.map(field => [field, job[field]])) as Job;
	return {
		...row,
		created: instantJson(job.created),
		remoteStarted: instantJson(job.remoteStarted),
		remoteEnded: instantJson(job.remoteEnded),
		ended: instantJson(job.ended),
		lastUpdated: instantJson(job.lastUpdated),
	};
}
