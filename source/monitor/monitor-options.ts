import {defaultCancelGraceMs, defaultIntervalMs, defaultListType} from '../domain/defaults.ts';
import type {ListType} from '../domain/tapis-api.ts';
import {HOUR, MINUTE, SECOND} from '../domain/time.ts';

/** How the monitor behaves. Every part has a default that is kind to the service; all lengths of time in milliseconds. */
export type MonitorOptions = {
	readonly listType?: ListType;
	/** Only the newest so many jobs; all of them when left out. */
	readonly limit?: number | undefined;
	/** The pause between two polls while something is active. */
	readonly intervalMs?: number;
	/** The pause while every job has ended. */
	readonly slowIntervalMs?: number;
	/** The longest pause after repeated failures. */
	readonly ceilingMs?: number;
	/** How often the number of jobs is compared with the server's, which finds hidden and vanished jobs. */
	readonly reconcileMs?: number;
	/** How often every row is read again although the numbers agree. */
	readonly fullReconcileMs?: number;
	/** A request that has not settled by then is given up. */
	readonly requestTimeoutMs?: number;
	/** How long a confirmed cancel is held back and can be taken back (docs/cancellation.md); 0 sends it at once. */
	readonly cancelGraceMs?: number;
	/** Rows of the very first page: few, so that something is on the screen at once. */
	readonly firstPageSize?: number;
	/** Rows of every further page. */
	readonly pageSize?: number;
};

export type MonitorSettings = {
	readonly [Key in keyof Required<Omit<MonitorOptions, 'limit'>>]: Required<MonitorOptions>[Key];
} & {readonly limit: number | undefined};

export function monitorSettings(options: MonitorOptions): MonitorSettings {
	const intervalMs = options.intervalMs ?? defaultIntervalMs;
	return {
		listType: options.listType ?? defaultListType,
		limit: options.limit,
		intervalMs,
		slowIntervalMs: options.slowIntervalMs ?? Math.max(intervalMs, MINUTE),
		ceilingMs: options.ceilingMs ?? 5 * MINUTE,
		reconcileMs: options.reconcileMs ?? 10 * MINUTE,
		fullReconcileMs: options.fullReconcileMs ?? HOUR,
		requestTimeoutMs: options.requestTimeoutMs ?? 90 * SECOND,
		cancelGraceMs: options.cancelGraceMs ?? defaultCancelGraceMs,
		firstPageSize: Math.max(2, options.firstPageSize ?? 100),
		pageSize: Math.max(2, options.pageSize ?? 500),
	};
}
