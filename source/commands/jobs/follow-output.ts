import {isFailure} from '../../domain/failure.ts';
import type {JobDetail} from '../../domain/job.ts';
import {isNoSuchFile} from '../../domain/output.ts';
import {hasEnded} from '../../domain/status.ts';
import {missesUntilGone, type TapisApi} from '../../domain/tapis-api.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import {until} from '../../following/until.ts';
import {backoffMs} from '../../monitor/polling/backoff.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {stoppedFailure} from '../command-line/stopped.ts';
import {createEndOfOutput} from './end-of-output.ts';
import {createTail} from './tail.ts';

const defaultPauseMs = 3 * SECOND;

/**
 * As `tail -f`, from the file's beginning until the job has ended and all of it is written. It survives lost connections: the
 * next read goes on at the byte where the last one stopped. Rejects with `deadline` when the end of it does not come.
 */
export async function followOutput(
	context: CommandContext,
	api: TapisApi,
	first: JobDetail,
	path: string,
	write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
	const {signal, flags, clock} = context;
	const printer = createPrinter(context);
	const pauseMs = flags.interval ?? defaultPauseMs;
	const told = new Set<string>();
	const tellOnce = (text: string): void => {
		if (!told.has(text)) printer.say(text);
		told.add(text);
	};
	const tail = createTail({read: (job, range) => api.readOutput(job, path, range, {signal}), write});
	const beginAnew = async (): Promise<void> => {
		tellOnce(`${path} is another file than the one written so far, or has become shorter; it begins anew.`);
		await tail.beginAnew();
	};
	const lookAfterEnd = createEndOfOutput({tail, clock, first, tellOnce, beginAnew});
	let job = first;
	let failures = 0;
	let losses = 0;

	const lookWhileRunning = async (): Promise<void> => {
		try {
			if ((await tail.look(job)) !== 'other') return;
			await beginAnew();
			await tail.look(job);
		} catch (error) {
			// The job has not come so far that it writes.
			if (!isNoSuchFile(error)) throw error;
		}
	};

	const readJob = async (): Promise<void> => {
		try {
			job = await api.getJob(job.uuid, {signal});
			losses = 0;
		} catch (error) {
			if (!isFailure(error, 'not-found') || ++losses >= missesUntilGone) throw error;
		}
	};

	for (;;) {
		let nextMs = pauseMs;
		try {
			// The status is read before the file: what the job wrote is there then, or comes from one place to the other.
			await readJob();
			let isComplete = false;
			if (hasEnded(job.status)) isComplete = await lookAfterEnd(job);
			else await lookWhileRunning();
			if (failures > 0) printer.say('The service answers again.');
			failures = 0;
			if (isComplete) return;
		} catch (error) {
			if (!isFailure(error) || !error.canRetry) throw error;
			failures++;
			if (failures === 1) printer.say(`${error.message} It is tried again.`);
			nextMs = backoffMs(failures, error, {baseMs: pauseMs, ceilingMs: MINUTE}, Math.random);
		}
		const stop = await until(
			context,
			nextMs,
			() => () => undefined,
			() => undefined,
		);
		if (stop === 'asked') throw stoppedFailure();
	}
}
