import type {Instant, JobUuid} from '../domain/job.ts';
import {jobUuidFromService} from '../domain/job.ts';
import {isRecord, parseJson} from '../domain/json.ts';
import type {PendingCancel} from '../domain/monitor-memory.ts';
import {MINUTE} from '../domain/time.ts';

/**
 * The program that sends for a pending cancel. Login nodes share one home, so a process id alone says nothing; and containers on one
 * of them may share its name as well, in each of which process ids begin with 1.
 */
export type Holder = {
	readonly pid: number;
	readonly host: string;
	/** Random, for each run of the program. Missing in records of an older one. */
	readonly run?: string | undefined;
	/** Where the process id is valid, as far as the system tells. */
	readonly pidSpace?: string | undefined;
};

/** One pending cancel as it stands in its file. */
export type CancelRecord = {
	readonly pending: PendingCancel;
	readonly holder: Holder;
	/** When the holder last wrote. */
	readonly renewedAt: Instant;
};

/** A holder renews every two minutes; one on another machine that has not for so long is taken for dead. */
const leaseElsewhereMs = 10 * MINUTE;
/** On this machine a living process holds on longer: it may be suspended. Not for ever, since process ids come again. */
const leaseHereMs = 30 * MINUTE;

/** Written in place of the last renewal, it frees a claim whose holder ends. */
export const longAgo: Instant = 0;

export type Surroundings = {
	readonly self: Holder;
	readonly isAlive: (pid: number) => boolean;
	readonly now: () => Instant;
};

export function isOwn({holder}: CancelRecord, {self}: Surroundings): boolean {
	if (holder.run !== undefined) return holder.run === self.run;
	return holder.pid === self.pid && holder.host === self.host;
}

/** True when another program that still runs holds it. */
export function isHeldByOther(record: CancelRecord, around: Surroundings): boolean {
	if (isOwn(record, around)) return false;
	const age = around.now() - record.renewedAt;
	if (!canSee(record.holder, around.self)) return age < leaseElsewhereMs;
	return age < leaseHereMs && around.isAlive(record.holder.pid);
}

/** Whether the holder's process id means the holder here. */
function canSee(holder: Holder, self: Holder): boolean {
	if (holder.host !== self.host) return false;
	if (holder.pidSpace !== undefined && self.pidSpace !== undefined && holder.pidSpace !== self.pidSpace)
		return false;
	// Here that id is this program's own.
	return holder.pid !== self.pid;
}

export function formatRecord({pending, holder, renewedAt}: CancelRecord): string {
	return `${JSON.stringify({...pending, holder, renewedAt})}\n`;
}

/** Undefined for a text that is no such record. */
export function parseRecord(text: string): CancelRecord | undefined {
	const value = parseJson(text);
	if (!isRecord(value)) return undefined;
	const {uuid, name, askedAt, sentAt, sendCount, acceptedCount, holder, renewedAt} = value;
	if (typeof uuid !== 'string' || uuid === '' || typeof name !== 'string') return undefined;
	if (!isFiniteNumber(askedAt) || !isFiniteNumber(sendCount) || !isFiniteNumber(renewedAt)) return undefined;
	if (sentAt !== null && !isFiniteNumber(sentAt)) return undefined;
	if (!isFiniteNumber(acceptedCount)) return undefined;
	if (!isRecord(holder)) return undefined;
	const {pid, host, run, pidSpace} = holder;
	if (!isFiniteNumber(pid) || typeof host !== 'string') return undefined;
	const known: JobUuid = jobUuidFromService(uuid);
	return {
		pending: {uuid: known, name, askedAt, sentAt, sendCount, acceptedCount},
		holder: {pid, host, run: textOrNone(run), pidSpace: textOrNone(pidSpace)},
		renewedAt,
	};
}

/** What is known of a cancel from two sides that both sent for it: the later request counts. */
export function furtherOf(left: PendingCancel, right: PendingCancel): PendingCancel {
	return {
		...left,
		sentAt:
			left.sentAt === null || right.sentAt === null
				? (left.sentAt ?? right.sentAt)
				: Math.max(left.sentAt, right.sentAt),
		sendCount: Math.max(left.sendCount, right.sendCount),
		acceptedCount: Math.max(left.acceptedCount, right.acceptedCount),
	};
}

function textOrNone(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
