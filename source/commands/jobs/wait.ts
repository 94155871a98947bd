import {conditionRow} from '../../domain/condition.ts';
import {describeStatus} from '../../domain/describe-job.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {JobUuid} from '../../domain/job.ts';
import {CANCELLED, FAILED, hasEnded, type JobStatus} from '../../domain/status.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {formatDuration} from '../../domain/time.ts';
import {followJobs} from '../../following/follow-jobs.ts';
import {forgetEnded} from '../../following/forget-ended.ts';
import {patientApi} from '../../following/patient-api.ts';
import {readRows} from '../../following/read-rows.ts';
import {countDown} from '../../following/until.ts';
import {eventText} from '../../monitor/event-text.ts';
import type {MonitorState} from '../../monitor/monitor-state.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter, type Printer} from '../command-line/printer.ts';
import {startProgress} from '../command-line/progress.ts';
import {stoppedFailure} from '../command-line/stopped.ts';
import {createChangeWriter} from '../lines/change-writer.ts';
import {readActiveTargets} from './active-targets.ts';

/** Stays until every job has ended. It never changes anything, so ending it leaves the jobs alone. */
export async function runWait(context: CommandContext): Promise<number> {
	const {flags} = context;
	const printer = createPrinter(context);
	const {clock, signal} = context;
	const leftMs = countDown(clock, flags.timeout);
	const connection = await context.connect();
	const patient = patientApi(connection.api, {
		clock,
		signal,
		leftMs,
		timeOver: () => lateFailure('It could not be read how the jobs stand', flags.timeout),
		onTrouble: failure => printer.say(eventText({kind: 'link-lost', failure})),
	});
	const targets = await readActiveTargets(context, patient, 'wait');
	const uuids = targets.kind === 'named' ? targets.uuids : targets.jobs.map(job => job.uuid);
	if (uuids.length === 0) {
		printer.say('There is nothing to wait for.');
		return exitCodes.done;
	}
	const jobs = targets.kind === 'named' ? await readRows(patient, uuids, signal) : targets.jobs;
	const followed = followJobs(connection.api, jobs, {clock, signal, intervalMs: flags.interval});
	const {monitor, gone} = followed;
	const writer = createChangeWriter(context, printer);
	for (const job of jobs) writer.writeFirst(job);
	monitor.onEvent(entry => writer.write(entry));
	const progress = startProgress(context, () => waitingText(monitor.getState(), uuids));
	const found = await followed.until(leftMs(), () => {
		const rows = monitor.getState().jobs;
		const statuses = uuids.map(uuid => (gone.has(uuid) ? 'gone' : rows.get(uuid)?.status));
		return statuses.every(one => one !== undefined && (one === 'gone' || hasEnded(one)))
			? statuses
			: undefined;
	});
	progress.stop();
	await monitor.stop();
	const rows = [...monitor.getState().jobs.values()];
	const ended = rows.filter(({status}) => hasEnded(status)).map(({uuid}) => uuid);
	await forgetEnded(connection.memory, new Set(ended));
	if (Array.isArray(found) && flags.quiet !== true)
		await explainFailures(context, printer, connection.api, uuids, found);
	if (found === 'asked') {
		printer.say('No longer waiting; the jobs go on.');
		throw stoppedFailure();
	}
	if (found === 'time-over') {
		const left = unended(monitor.getState(), uuids);
		const which = uuids.length === 1 ? 'The job has' : `${left} of ${uuids.length} jobs have`;
		throw lateFailure(`${which} not ended`, flags.timeout);
	}
	if (isFailure(found)) throw found;
	if (found.includes('gone')) {
		const which = uuids.filter(uuid => gone.has(uuid)).join(', ');
		throw new Failure(
			'not-found',
			`The service does not know ${which} any more; how it ended cannot be told.`,
		);
	}
	return exitCodeOf(found);
}

/** Says why jobs FAILED and what to do; the rows of a listing do not hold it. */
async function explainFailures(
	{signal}: CommandContext,
	printer: Printer,
	api: TapisApi,
	uuids: readonly JobUuid[],
	statuses: readonly (JobStatus | undefined)[],
): Promise<void> {
	for (const uuid of uuids.filter((_, at) => statuses[at] === FAILED)) {
		try {
			const {status, condition} = await api.getJobStatus(uuid, {signal});
			if (condition === null) continue;
			printer.say(`${uuid}: ${describeStatus(status, condition)}`);
			printer.say(conditionRow(condition)?.advice ?? '');
		} catch (error) {
			// The outcome is known; only its reason is not.
			if (!isFailure(error)) throw error;
		}
	}
}

function lateFailure(what: string, timeoutMs = 0): Failure {
	return new Failure('deadline', `${what} within ${formatDuration(timeoutMs)}.`);
}

/** A job that FAILED outweighs one that was CANCELLED. */
function exitCodeOf(statuses: readonly (JobStatus | undefined)[]): number {
	if (statuses.includes(FAILED)) return exitCodes.jobFailed;
	return statuses.includes(CANCELLED) ? exitCodes.jobCancelled : exitCodes.done;
}

function waitingText(state: MonitorState, uuids: readonly JobUuid[]): string {
	const line = state.link.kind === 'failing' ? ' · no answer from the service, trying again' : '';
	return `waiting for ${unended(state, uuids)} of ${uuids.length} jobs${line}`;
}

function unended({jobs}: MonitorState, uuids: readonly JobUuid[]): number {
	return uuids.filter(uuid => !hasEnded(jobs.get(uuid)?.status ?? '')).length;
}
