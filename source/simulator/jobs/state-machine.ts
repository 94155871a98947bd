import {SCHEDULER_TIMEOUT} from '../../domain/condition.ts';
import {
	ARCHIVING,
	BLOCKED,
	CANCELLED,
	FAILED,
	FINISHED,
	hasEnded,
	type KnownStatus,
	PAUSED,
	PENDING,
	PROCESSING_INPUTS,
	QUEUED,
	RUNNING,
	STAGING_INPUTS,
	STAGING_JOB,
	SUBMITTING_JOB,
} from '../../domain/status.ts';
import {HOUR, MINUTE, SECOND} from '../../domain/time.ts';
import {share} from '../random.ts';
import type {JobRecord} from './job-record.ts';

/** The way of a job to which nothing happens, in the order of the service's state machine. */
export const usualWay: readonly KnownStatus[] = [
	PENDING,
	PROCESSING_INPUTS,
	STAGING_INPUTS,
	STAGING_JOB,
	SUBMITTING_JOB,
	QUEUED,
	RUNNING,
	ARCHIVING,
	FINISHED,
];

/** Order in which the service's database sorts statuses; it is not the usual way. */
export const sortOrder: readonly KnownStatus[] = [...usualWay, CANCELLED, FAILED, PAUSED, BLOCKED];

const fromAnywhere: readonly KnownStatus[] = [BLOCKED, PAUSED, FAILED, CANCELLED];

/** The service's strict state machine: false for a move it would refuse. */
export function canMove(from: KnownStatus, to: KnownStatus): boolean {
	if (hasEnded(from)) return false;
	if (from === to) return from !== BLOCKED && from !== PAUSED;
	if (from === BLOCKED || from === PAUSED) return to !== BLOCKED || from === BLOCKED;
	if (fromAnywhere.includes(to)) return true;
	if (from === SUBMITTING_JOB && to === RUNNING) return true;
	return usualWay.indexOf(to) === usualWay.indexOf(from) + 1;
}

type Timed = Pick<JobRecord, 'seed' | 'app' | 'maxMinutes' | 'fate'>;

/** Shortest and longest stay in a status, in service milliseconds. */
const stays: Readonly<Partial<Record<KnownStatus, readonly [number, number]>>> = {
	[PENDING]: [2 * SECOND, 12 * SECOND],
	[PROCESSING_INPUTS]: [5 * SECOND, 20 * SECOND],
	[STAGING_INPUTS]: [40 * SECOND, 40 * MINUTE],
	[STAGING_JOB]: [8 * SECOND, 45 * SECOND],
	[SUBMITTING_JOB]: [3 * SECOND, 20 * SECOND],
	[QUEUED]: [4 * MINUTE, 3 * HOUR],
	[ARCHIVING]: [30 * SECOND, 35 * MINUTE],
	[BLOCKED]: [20 * MINUTE, 3 * HOUR],
	[PAUSED]: [20 * MINUTE, 3 * HOUR],
};

/** How long a job stays in a status, in service milliseconds, if nobody interferes. */
export function stayMs(job: Timed, status: KnownStatus): number {
	const at = share(job.seed, status);
	if (status === RUNNING) {
		const limit = job.maxMinutes * MINUTE;
		return job.fate.condition === SCHEDULER_TIMEOUT ? limit : limit * (0.1 + 0.75 * at);
	}
	if (status === QUEUED && job.app.jobType === 'FORK') return 50;
	const [shortest, longest] = stays[status] ?? [0, 0];
	// Squared, so that short stays are the common ones.
	return shortest + (longest - shortest) * at * at;
}

/** The status that follows when the stay in the present one is over. */
export function nextStatus(job: Pick<JobRecord, 'status' | 'fate' | 'resumesIn'>): KnownStatus {
	if (job.status === BLOCKED || job.status === PAUSED) return job.resumesIn ?? PENDING;
	if (job.status === job.fate.endsIn) return job.fate.end;
	return usualWay[usualWay.indexOf(job.status) + 1] ?? job.fate.end;
}

/** The service's pause between two looks at a remote job (StepwiseBackoffPolicy), by the number of looks so far. */
export function remoteCheckMs(checksSoFar: number): number {
	return (
		stepAt(
			checksSoFar,
			[
				[1, 1],
				[5, 10],
				[10, 60],
				[100, 180],
				[100, 300],
			],
			600,
		) * SECOND
	);
}

/** The service's pause between two looks at a file transfer (PollingMonitor), by the number of looks so far. */
export function transferCheckMs(checksSoFar: number): number {
	return (
		stepAt(
			checksSoFar,
			[
				[3, 5],
				[10, 10],
				[100, 30],
			],
			60,
		) * SECOND
	);
}

function stepAt(
	count: number,
	steps: readonly (readonly [times: number, seconds: number])[],
	last: number,
): number {
	let left = count;
	for (const [times, seconds] of steps) {
		if (left < times) return seconds;
		left -= times;
	}
	return last;
}

/** How many looks at a remote job fit into a time, by the policy above. */
export function remoteChecksWithin(ms: number): number {
	let left = ms;
	let checks = 0;
	while (left > remoteCheckMs(checks) && checks < 1000) {
		left -= remoteCheckMs(checks);
		checks++;
	}
	return checks;
}
