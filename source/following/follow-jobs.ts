import type {Clock} from '../domain/clock.ts';
import type {Failure} from '../domain/failure.ts';
import type {Job, JobUuid} from '../domain/job.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {SECOND} from '../domain/time.ts';
import {createMonitor} from '../monitor/monitor.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import {createVolatileMemory} from './memories.ts';
import {narrowApi} from './narrow-api.ts';
import {createSignInCheck} from './sign-in-check.ts';
import {newsOf, type Stop, until} from './until.ts';
import {withHiddenJobs} from './with-hidden-jobs.ts';

/** Of a few jobs the rows are small, so they may be looked at more often than a whole list. */
export const usualIntervalMs = 5 * SECOND;

export type FollowOptions = {
	readonly clock: Clock;
	/** Ends the waiting, not the monitor. */
	readonly signal: AbortSignal;
	/** Pause between two looks, in milliseconds; 5 seconds when left out. */
	readonly intervalMs?: number | undefined;
	/** Where cancels are written down; nowhere when left out. */
	readonly memory?: MonitorMemory;
};

/** A monitor of a few jobs alone, running, with their rows in it. */
export type FollowedJobs = {
	readonly monitor: Monitor;
	/** Jobs the service does not know any more; of these no end will be told. */
	readonly gone: ReadonlySet<JobUuid>;
	/**
	 * Runs `look` now and at all news, until it gives an answer; or until the signal is aborted or `timeoutMs` are over. A sign-in
	 * that only the person can renew ends it with its Failure.
	 */
	readonly until: <Answer>(
		timeoutMs: number | undefined,
		look: () => Answer | undefined,
	) => Promise<Answer | Stop | Failure>;
};

/**
 * Follows jobs whose rows are known (patient-api.ts reads them), also when they are hidden meanwhile. The caller stops the monitor.
 */
export function followJobs(
	api: TapisApi,
	jobs: readonly Job[],
	{clock, signal, intervalMs = usualIntervalMs, memory = createVolatileMemory()}: FollowOptions,
): FollowedJobs {
	const uuids = jobs.map(job => job.uuid);
	const gone = new Set<JobUuid>();
	let onGone = (): void => undefined;
	const withHidden = withHiddenJobs(
		api,
		uuid => {
			gone.add(uuid);
			onGone();
		},
		jobs,
	);
	// One page for all of them: each further one would ask for every row again.
	const pageSize = uuids.length + 1;
	const monitor = createMonitor({
		api: narrowApi(withHidden, uuids),
		clock,
		memory,
		random: Math.random,
		options: {intervalMs, slowIntervalMs: intervalMs, firstPageSize: pageSize, pageSize},
	});
	for (const job of jobs) monitor.putJob(job);
	monitor.start();
	const news = (listener: () => void): (() => void) => {
		onGone = listener;
		return newsOf(monitor)(listener);
	};
	const signInNeeded = createSignInCheck(clock);
	return {
		monitor,
		gone,
		until: (timeoutMs, look) =>
			until({signal, clock}, timeoutMs, news, () => {
				const {link} = monitor.getState();
				return signInNeeded(link.kind === 'signed-out' ? link.failure : null) ?? look();
			}),
	};
}
