import type {Clock} from '../domain/clock.ts';
import type {Monitor} from '../monitor/monitor-port.ts';

/** What ended the waiting from outside. */
export type Stop = 'asked' | 'time-over';

/** A timer of Node counts to 24 days; a longer one would run out at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Counts `timeoutMs` down from now: gives what is left of it, 0 once it is over; undefined where there is no end. */
export function countDown(
	clock: Pick<Clock, 'monotonic'>,
	timeoutMs: number | undefined,
): () => number | undefined {
	const startedAt = clock.monotonic();
	return () =>
		timeoutMs === undefined ? undefined : Math.max(0, timeoutMs - (clock.monotonic() - startedAt));
}

/**
 * Runs `look` now and after each change that `subscribe` tells of, until it gives an answer; or until the person asks to end, or
 * `timeoutMs` are over.
 */
export function until<Answer>(
	{signal, clock}: {readonly signal: AbortSignal; readonly clock: Clock},
	timeoutMs: number | undefined,
	subscribe: (listener: () => void) => () => void,
	look: () => Answer | undefined,
): Promise<Answer | Stop> {
	return new Promise(resolve => {
		const finish = (answer: Answer | Stop): void => {
			unsubscribe();
			stopTimer();
			signal.removeEventListener('abort', onAbort);
			resolve(answer);
		};
		const onAbort = (): void => finish('asked');
		const check = (): void => {
			const answer = look();
			if (answer !== undefined) finish(answer);
		};
		let stopTimer = (): void => undefined;
		let unsubscribe = (): void => undefined;
		const arm = (leftMs: number): void => {
			const ms = Math.min(leftMs, longestTimerMs);
			stopTimer = clock.after(ms, () => (leftMs > ms ? arm(leftMs - ms) : finish('time-over')));
		};
		if (timeoutMs !== undefined && Number.isFinite(timeoutMs)) arm(timeoutMs);
		signal.addEventListener('abort', onAbort, {once: true});
		unsubscribe = subscribe(check);
		if (signal.aborted) onAbort();
		else check();
	});
}

/** Every news of a monitor: its state has changed, or an event was told, which comes after the change it tells of. */
export function newsOf(monitor: Monitor): (listener: () => void) => () => void {
	return listener => {
		const ends = [monitor.subscribe(listener), monitor.onEvent(listener)];
		return () => {
			for (const end of ends) end();
		};
	};
}
