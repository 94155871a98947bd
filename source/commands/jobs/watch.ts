import {exitCodes} from '../../domain/exit-codes.ts';
import {type JobFilter, matchesFilter} from '../../domain/filter/filter.ts';
import type {Instant} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import {createVolatileMemory} from '../../following/memories.ts';
import {createSignInCheck} from '../../following/sign-in-check.ts';
import {until} from '../../following/until.ts';
import {createMonitor} from '../../monitor/monitor.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import type {MonitorEvent} from '../../monitor/monitor-state.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {readFilter} from '../command-line/read-filter.ts';
import {stoppedFailure} from '../command-line/stopped.ts';
import {createChangeWriter} from '../lines/change-writer.ts';

/** The monitor as lines: every change of the jobs that match, until it is ended. */
export async function runWatch(context: CommandContext): Promise<number> {
	const {flags, clock} = context;
	const connection = await context.connect();
	const monitor = createMonitor({
		api: connection.api,
		clock,
		memory: createVolatileMemory(),
		random: Math.random,
		options: {
			limit: flags.limit,
			...(flags.interval === undefined ? {} : {intervalMs: flags.interval}),
			...(flags.listType === undefined ? {} : {listType: flags.listType}),
		},
	});
	try {
		return await watchLines(context, monitor);
	} finally {
		await monitor.stop();
	}
}

/** Writes a line for each change until it is ended: what the screens show, for eyes that read lines. Starts the monitor. `hint` follows its first line. */
export async function watchLines(context: CommandContext, monitor: Monitor, hint = ''): Promise<number> {
	const {flags, clock} = context;
	const printer = createPrinter(context);
	const filter = readFilter(flags);
	const writer = createChangeWriter(context, printer);
	monitor.onEvent(entry => {
		if (isWanted(entry.event, filter, clock.now())) writer.write(entry);
	});
	const signInNeeded = createSignInCheck(clock);
	let isSummaryDue = true;
	const stop = await until(
		context,
		flags.timeout,
		listener => {
			monitor.start();
			return monitor.subscribe(listener);
		},
		() => {
			const {jobs, loading, link} = monitor.getState();
			const failure = signInNeeded(link.kind === 'signed-out' ? link.failure : null);
			if (failure !== undefined) return failure;
			if (isSummaryDue && loading === null) {
				isSummaryDue = false;
				const shown = [...jobs.values()].filter(job => matchesFilter(filter, job, clock.now()));
				const active = shown.filter(job => !hasEnded(job.status)).length;
				printer.say(
					`Watching ${shown.length} ${shown.length === 1 ? 'job' : 'jobs'}, ${active} of them active. Ctrl-C ends it; the jobs go on. ${hint}`.trimEnd(),
				);
			}
			return undefined;
		},
	);
	if (stop === 'asked') throw stoppedFailure();
	if (stop === 'time-over') return exitCodes.done;
	throw stop;
}

/** A job that leaves what is watched, as one that ends leaves `status:active`, is told of too. */
function isWanted(event: MonitorEvent, filter: JobFilter, now: Instant): boolean {
	if (!('job' in event) || matchesFilter(filter, event.job, now)) return true;
	if (!('from' in event) || event.from === null) return false;
	return matchesFilter(filter, {...event.job, status: event.from}, now);
}
