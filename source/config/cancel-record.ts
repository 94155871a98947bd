import type {Instant, JobUuid} from '../domain/job.ts';
import {jobUuidFromService} from '../domain/job.ts';
import type {PendingCancel} from '../domain/monitor-memory.ts';
import {MINUTE} from '../domain/time.ts';

/** The program that sends for a pending cancel. Login nodes share one home, so a process id alone says nothing. */
export type Holder = {readonly pid: number; readonly host: string};

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

export type Surroundings = {
	readonly self: Holder;
	readonly isAlive: (pid: number) => boolean;
	readonly now: () => Instant;
};

export function isOwn({holder}: CancelRecord, {self}: Surroundings): boolean {
	return holder.pid === self.pid && holder.host === self.host;
}

/** True when another program that still runs holds it. */
export function isHeldByOther(record: CancelRecord, around: Surroundings): boolean {
	if (isOwn(record, around)) return false;
	const age = around.now() - record.renewedAt;
	if (record.holder.host !== around.self.host) return age < leaseElsewhereMs;
	return age < leaseHereMs && around.isAlive(record.holder.pid);
}

export function formatRecord({pending, holder, renewedAt}: CancelRecord): string {
	return `${JSON.stringify({...pending, holder, renewedAt})}\n`;
}

/** Undefined for a text that is no such record. */
export function parseRecord(text: string): CancelRecord | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const {uuid, name, askedAt, sentAt, sendCount, holder, renewedAt} = value as Readonly<
		Record<string, unknown>
	>;
	if (typeof uuid !== 'string' || uuid === '' || typeof name !== 'string') return undefined;
	if (!isFiniteNumber(askedAt) || !isFiniteNumber(sendCount) || !isFiniteNumber(renewedAt)) return undefined;
	if (sentAt !== null && !isFiniteNumber(sentAt)) return undefined;
	if (typeof holder !== 'object' || holder === null) return undefined;
	const {pid, host} = holder as Readonly<Record<string, unknown>>;
	if (!isFiniteNumber(pid) || typeof host !== 'string') return undefined;
	const known: JobUuid = jobUuidFromService(uuid);
	return {pending: {uuid: known, name, askedAt, sentAt, sendCount}, holder: {pid, host}, renewedAt};
}

function isFiniteNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
