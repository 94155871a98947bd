import {describeJob} from '../../domain/describe-job.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {Job} from '../../domain/job.ts';
import {areMany} from '../../domain/many-jobs.ts';
import {hasEnded, type JobStatus} from '../../domain/status.ts';
import {formatDuration, MINUTE} from '../../domain/time.ts';
import {type FollowedJobs, followJobs} from '../../following/follow-jobs.ts';
import {withoutFormerRuns} from '../../following/memories.ts';
import {isAccepted, mayBeWithService} from '../../monitor/cancel/cancel-standing.ts';
import {heldElsewhereText, outcomeWords, takenBackText} from '../../monitor/cancel/cancel-words.ts';
import {eventText} from '../../monitor/event-text.ts';
import type {Cancellation} from '../../monitor/monitor-state.ts';
import {ask, canAsk} from '../command-line/ask.ts';
import type {CommandContext} from '../command-line/command.ts';
import {failureText} from '../command-line/failure-text.ts';
import {createPrinter, type Printer} from '../command-line/printer.ts';
import {startProgress} from '../command-line/progress.ts';
import {stoppedFailure} from '../command-line/stopped.ts';
import {type CancelTarget, readCancelTargets} from './cancel-targets.ts';

/** How long the service is tried, first for the rows, then without any of the jobs getting on, when nobody waits for the end. */
const sendingMs = MINUTE;

export async function runCancel(context: CommandContext): Promise<number> {
	const {flags} = context;
	const printer = createPrinter(context);
	const connection = await context.connect();
	const targets = await readCancelTargets(context, connection.api, flags.wait ?? sendingMs);
	const codes: number[] = targets.map(target => leaveOut(target, printer, flags.json === true));
	const jobs = targets.flatMap(({job}) => (job !== null && !hasEnded(job.status) ? [job] : []));
	if (targets.length === 0) printer.say('No job to cancel.');
	if (jobs.length > 0) {
		showTargets(jobs, context, printer);
		if (flags.dryRun !== true) {
			await confirm(jobs, context);
			// Nothing is asked before it is written down what was confirmed.
			const memory = withoutFormerRuns(connection.memory);
			const {clock, signal} = context;
			const followed = followJobs(connection.api, jobs, {clock, signal, memory});
			codes.push(...(await cancelAll(jobs, followed, context, printer)));
		}
	}
	return codes.find(code => code !== exitCodes.done) ?? exitCodes.done;
}

/** Tells of a job that cannot be cancelled, and gives the exit code for it; 0 for one that can. */
function leaveOut({uuid, job, failure}: CancelTarget, printer: Printer, isJson: boolean): number {
	if (failure !== null) {
		if (isJson) printer.json({uuid, name: null, status: null, outcome: 'refused', text: failure.message});
		printer.warn(failureText(failure));
		return failure.exitCode;
	}
	if (job === null || !hasEnded(job.status)) return exitCodes.done;
	const text = alreadyEnded(job.status);
	if (isJson) printer.json({uuid, name: job.name, status: job.status, outcome: 'already-ended', text});
	printer.warn(`${describeJob(job)}: ${text}`);
	return exitCodes.refused;
}

/** Why a job is not cancelled that ended before anything was sent, as the end of a sentence that began with the job. */
function alreadyEnded(status: JobStatus): string {
	return `already in a terminal state: ${status}`;
}

function showTargets(jobs: readonly Job[], {flags}: CommandContext, printer: Printer): void {
	const count = jobs.length === 1 ? 'This job' : `These ${jobs.length} jobs`;
	printer.say(`${count} ${flags.dryRun === true ? 'would be' : 'will be'} cancelled:`);
	for (const job of jobs) {
		if (flags.dryRun !== true) printer.say(`  ${describeJob(job)}  ${job.status}  ${job.execSystemId}`);
		else if (flags.json !== true) printer.line(job.uuid);
		else
			printer.json({uuid: job.uuid, name: job.name, status: job.status, outcome: 'would-cancel', text: ''});
	}
}

async function confirm(jobs: readonly Job[], context: CommandContext): Promise<void> {
	if (context.flags.yes === true) return;
	if (!canAsk(context)) {
		throw new Failure('usage', 'There is no terminal to ask on, so nothing was cancelled.', {
			advice: 'Give --yes to cancel without being asked, or --dry-run to see the jobs only.',
		});
	}
	const [question, wanted] = areMany(jobs.length)
		? [`Type ${jobs.length} to cancel them, anything else to keep them: `, String(jobs.length)]
		: ['Cancel? Type y to cancel, anything else to keep: ', 'y'];
	if ((await ask(context, question)).toLowerCase() !== wanted) {
		throw new Failure('refused', 'Nothing was cancelled.', {advice: 'The jobs go on.'});
	}
}

async function cancelAll(
	jobs: readonly Job[],
	{monitor, gone, until}: FollowedJobs,
	context: CommandContext,
	printer: Printer,
): Promise<readonly number[]> {
	const {flags} = context;
	monitor.onEvent(entry => {
		const {kind} = entry.event;
		if (flags.wait !== undefined && kind === 'status-changed') printer.say(eventText(entry.event));
		if (kind === 'link-lost' || kind === 'link-back' || kind === 'note') printer.say(eventText(entry.event));
	});
	monitor.cancel(jobs);
	const cancels = (): readonly (Cancellation | undefined)[] => {
		const state = monitor.getState();
		return jobs.map(job => state.cancels.get(job.uuid));
	};
	const isDone = (one: Cancellation | undefined): boolean =>
		one === undefined ||
		one.phase === 'ended' ||
		gone.has(one.uuid) ||
		(flags.wait === undefined && isAccepted(one));
	const countDone = (): number => cancels().filter(isDone).length;
	const progress = startProgress(context, () => `${countDone()} of ${jobs.length} done`);
	const look = (): 'done' | undefined => (cancels().every(isDone) ? 'done' : undefined);
	let done = countDone();
	let stop = await until(flags.wait ?? sendingMs, look);
	while (stop === 'time-over' && flags.wait === undefined && countDone() > done) {
		done = countDone();
		stop = await until(sendingMs, look);
	}
	progress.stop();
	// Who is told that a cancel was not sent lets the job go on: no later start may send it.
	if (stop !== 'done') monitor.withdrawUnsent();
	await monitor.stop();
	for (const line of takenBackLines(cancels())) printer.say(line);
	if (stop === 'asked') {
		printer.say('No longer waiting. Requests that were sent stay in force.');
		throw stoppedFailure();
	}
	const failure = isFailure(stop) ? stop : null;
	const isLate = stop !== 'done';
	// What was to be waited for is not known any more once the sign-in has gone.
	const waitMs = failure === null ? flags.wait : undefined;
	const known = monitor.getState().jobs;
	const results = jobs.map((job, at) => {
		const latest = known.get(job.uuid) ?? job;
		const cancel = cancels()[at];
		const isLost = cancel?.outcome === null && gone.has(job.uuid);
		const result = isLost ? lost : resultOf(latest, cancel, isLate, waitMs);
		report(latest, result, context, printer);
		return result;
	});
	if (jobs.length > 1) {
		const good = results.filter(({code}) => code === exitCodes.done).length;
		printer.say(
			`${good} of ${jobs.length} ${waitMs === undefined ? 'requests are with the service' : 'jobs were cancelled'}.`,
		);
	}
	// First it is told what has become of each job, then why no more can be known.
	if (failure !== null) throw failure;
	return results.map(({code}) => code);
}

type Result = {readonly outcome: string; readonly text: string; readonly code: number};

const lost: Result = {
	outcome: 'unknown',
	text: 'the service does not know it any more; how it ended cannot be told',
	code: exitCodes.notFound,
};

function report(job: Job, {outcome, text, code}: Result, {flags}: CommandContext, printer: Printer): void {
	if (flags.json === true) printer.json({uuid: job.uuid, name: job.name, status: job.status, outcome, text});
	if (code === exitCodes.done) printer.say(`${describeJob(job)}: ${text}`);
	else printer.warn(`${describeJob(job)}: ${text}`);
}

function resultOf(
	job: Job,
	cancel: Cancellation | undefined,
	isLate: boolean,
	waitMs: number | undefined,
): Result {
	// The monitor leaves out what has ended between the question and the answer.
	if (cancel === undefined)
		return {outcome: 'already-ended', text: alreadyEnded(job.status), code: exitCodes.refused};
	if (cancel.outcome === null) {
		if (!isLate || isAccepted(cancel)) {
			if (waitMs === undefined)
				return {outcome: 'accepted', text: acceptedText(cancel), code: exitCodes.done};
			return {
				outcome: 'unknown',
				text: `still ${job.status} after ${formatDuration(waitMs)}; the request stays in force, and \`tapis-jobs wait\` tells when it ends`,
				code: exitCodes.deadline,
			};
		}
		return notSent(cancel);
	}
	const {text} = outcomeWords(cancel);
	switch (cancel.outcome.kind) {
		case 'cancelled':
			return {outcome: 'cancelled', text, code: exitCodes.done};
		case 'ended-otherwise':
			if (cancel.sendCount > 0) return {outcome: 'ended-otherwise', text, code: exitCodes.endedFirst};
			return {
				outcome: 'already-ended',
				text: alreadyEnded(cancel.outcome.status),
				code: exitCodes.refused,
			};
		case 'refused':
			return {outcome: 'refused', text, code: cancel.outcome.failure.exitCode};
		case 'unknown':
			return {outcome: 'unknown', text, code: exitCodes.deadline};
		case 'withdrawn':
			return notSent(cancel);
	}
}

function notSent(cancel: Cancellation): Result {
	const {trouble, isHeldElsewhere} = cancel;
	const why = isHeldElsewhere
		? `${heldElsewhereText(cancel)}; look at it there`
		: (trouble?.message ?? 'the service did not take the request in time');
	const text =
		isHeldElsewhere || !mayBeWithService(cancel)
			? why
			: `${why} It may have reached the service all the same.`;
	return {outcome: 'not-sent', text, code: trouble?.exitCode ?? exitCodes.deadline};
}

/** What the person may rely on: no later start sends these. One whose answer was lost may be with the service. */
function takenBackLines(cancels: readonly (Cancellation | undefined)[]): readonly string[] {
	const takenBack = cancels.filter(one => one?.outcome?.kind === 'withdrawn');
	const tried = takenBack.filter(one => mayBeWithService(one!)).length;
	const unsent = takenBack.length - tried;
	const lines: string[] = [];
	if (unsent > 0) lines.push(`${takenBackText(unsent)} ${unsent === 1 ? 'The job goes' : 'The jobs go'} on.`);
	if (tried > 0)
		lines.push(
			`${tried === 1 ? 'One cancel' : `${tried} cancels`} got no good answer and will not be tried again; \`tapis-jobs status\` tells whether the service took it all the same.`,
		);
	return lines;
}

function acceptedText(cancel: Cancellation): string {
	return cancel.isHeldElsewhere
		? heldElsewhereText(cancel)
		: 'the service has accepted the request and carries it out later; `tapis-jobs wait` tells when';
}
