import {isFailure} from '../../domain/failure.ts';
import type {JobDetail} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import {backoffMs} from '../../monitor/backoff.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {stoppedFailure} from '../command-line/stopped.ts';
import {until} from '../following/until.ts';

const defaultPauseMs = 3 * SECOND;
const bytesAtOnce = 1024 * 1024;
/** After the end of the job its files may be on their way to the archive: so often is a file that is missing looked for. */
const looksAfterEnd = 3;

/**
 * As `tail -f`, from the file's beginning until the job has ended and all of it is written. It survives lost connections: the
 * next read goes on at the byte where the last one stopped.
 */
export async function followOutput(
	context: CommandContext,
	api: TapisApi,
	first: JobDetail,
	path: string,
	write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
	const {signal, flags} = context;
	const printer = createPrinter(context);
	const pauseMs = flags.interval ?? defaultPauseMs;
	let job = first;
	let offset = 0;
	let failures = 0;
	let missing = 0;
	for (;;) {
		let nextMs = pauseMs;
		try {
			// The status is read before the file: what the file then lacks was written after the end, which is nothing.
			job = await api.getJob(job.uuid, {signal});
			for (;;) {
				const {bytes} = await api.readOutput(job, path, {offset, maxBytes: bytesAtOnce}, {signal});
				if (bytes.length === 0) break;
				offset += bytes.length;
				await write(bytes);
			}
			if (failures > 0) printer.say('The service answers again.');
			failures = 0;
			if (hasEnded(job.status)) return;
		} catch (error) {
			if (!isFailure(error)) throw error;
			const isMissing = error.kind === 'not-found' || error.kind === 'wrong-state';
			if (isMissing && hasEnded(job.status)) {
				missing++;
				if (missing >= looksAfterEnd) {
					if (offset === 0) throw error;
					return;
				}
			} else if (!isMissing) {
				if (!error.canRetry) throw error;
				failures++;
				if (failures === 1) printer.say(`${error.message} It is tried again.`);
				nextMs = backoffMs(failures, error, {baseMs: pauseMs, ceilingMs: MINUTE}, Math.random);
			}
		}
		if (
			(await until(
				context,
				nextMs,
				() => () => undefined,
				() => undefined,
			)) === 'asked'
		)
			throw stoppedFailure();
	}
}
