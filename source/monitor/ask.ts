import type {Clock} from '../domain/clock.ts';
import {Failure} from '../domain/failure.ts';
import {messageOf} from '../domain/thrown.ts';
import {formatDuration} from '../domain/time.ts';

export type AskOptions = {readonly clock: Clock; readonly timeoutMs: number; readonly signal: AbortSignal};

/**
 * Makes one request that settles for certain: with its answer, with its Failure, after `timeoutMs` with `timeout`, or with
 * `aborted` once the signal is, even when the port never answers. An answer that comes later is dropped.
 */
export function ask<Answer>(
	request: (signal: AbortSignal) => Promise<Answer>,
	{clock, timeoutMs, signal}: AskOptions,
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) {
			reject(abortedFailure());
			return;
		}
		const own = new AbortController();
		const settle = (run: () => void): void => {
			stopTimer();
			signal.removeEventListener('abort', onAbort);
			run();
		};
		const onAbort = (): void => {
			own.abort();
			settle(() => reject(abortedFailure()));
		};
		const stopTimer = clock.after(timeoutMs, () => {
			own.abort();
			settle(() =>
				reject(new Failure('timeout', `The service did not answer within ${formatDuration(timeoutMs)}.`)),
			);
		});
		signal.addEventListener('abort', onAbort, {once: true});
		let asked: Promise<Answer>;
		try {
			asked = request(own.signal);
		} catch (error) {
			asked = Promise.reject(error);
		}
		asked.then(
			answer => settle(() => resolve(answer)),
			(error: unknown) => settle(() => reject(asFailure(error))),
		);
	});
}

function abortedFailure(): Failure {
	return new Failure('aborted', 'The request was given up.');
}

/** The port promises to reject with Failures only; a bug in it must not stop a monitor that is meant to run for weeks. */
export function asFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	return new Failure('reply', `Something unexpected went wrong: ${messageOf(error)}`, {cause: error});
}
