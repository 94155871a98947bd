import {Failure} from '../../domain/failure.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {SECOND} from '../../domain/time.ts';
import {createMonitor} from '../../monitor/monitor.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import type {CommandContext} from '../command-line/command.ts';
import {narrowApi} from './narrow-api.ts';

/** Of a few jobs the rows are small, so they may be looked at more often than a whole list. */
const narrowIntervalMs = 5 * SECOND;

/**
 * Starts a monitor of these jobs alone, with their rows in it. Rejects with `not-found` or `not-yours` when there is one that
 * cannot be seen, and with the Failure of the first look.
 */
export async function startNarrowMonitor(
	{clock, flags, signal}: Pick<CommandContext, 'clock' | 'flags' | 'signal'>,
	api: TapisApi,
	uuids: readonly JobUuid[],
	memory: MonitorMemory,
): Promise<Monitor> {
	const page = await api.getJobsByUuid(uuids, {signal});
	const found = new Set(page.jobs.map(job => job.uuid));
	for (const uuid of uuids) {
		if (found.has(uuid)) continue;
		// The search leaves out what it may not show; the status tells why, and finds jobs a listing does not hold.
		await api.getJobStatus(uuid, {signal});
		throw new Failure('not-found', `The job ${uuid} is not listed: it is hidden.`, {
			advice: 'A hidden job can be looked at with `tapis-jobs status`.',
		});
	}
	return startMonitorOf({clock, flags}, api, page.jobs, memory);
}

/** Starts a monitor of these jobs alone, whose rows are known; what goes wrong with the first look is tried again as any other. */
export function startMonitorOf(
	{clock, flags}: Pick<CommandContext, 'clock' | 'flags'>,
	api: TapisApi,
	jobs: readonly Job[],
	memory: MonitorMemory,
): Monitor {
	const monitor = createMonitor({
		api: narrowApi(
			api,
			jobs.map(job => job.uuid),
		),
		clock,
		memory,
		random: Math.random,
		options: {
			intervalMs: flags.interval ?? narrowIntervalMs,
			slowIntervalMs: flags.interval ?? narrowIntervalMs,
		},
	});
	for (const job of jobs) monitor.putJob(job);
	monitor.start();
	return monitor;
}
