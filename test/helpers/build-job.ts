import type {Instant, Job, JobUuid} from '../../source/domain/job.ts';
import {parseJobUuid} from '../../source/domain/job.ts';

/** When the tests' world begins: a Tuesday noon. */
export const worldStart: Instant = Date.UTC(2026, 10, 24, 12, 0, 0);

/** The uuid of the n-th job of a test. */
export function jobUuid(number: number): JobUuid {
	const tail = number.toString(16).padStart(12, '0');
	const uuid = parseJobUuid(`00000000-0000-4000-8000-${tail}-007`);
	if (uuid === undefined) throw new Error(`no uuid for ${number}`);
	return uuid;
}

/** A valid job, the n-th of a test, with whatever the test wants different. */
export function buildJob(number: number, different: Partial<Job> = {}): Job {
	return {
		uuid: jobUuid(number),
		name: `job-${number}`,
		owner: 'jdoe',
		tenant: 'tacc',
		appId: 'opensees-mp',
		appVersion: '3.6',
		execSystemId: 'stampede3',
		archiveSystemId: 'stampede3',
		status: 'RUNNING',
		condition: null,
		created: worldStart - number * 1000,
		remoteStarted: null,
		remoteEnded: null,
		ended: null,
		lastUpdated: worldStart - number * 1000,
		remoteJobId: null,
		lastMessage: null,
		maxMinutes: 60,
		tags: [],
		...different,
	};
}
