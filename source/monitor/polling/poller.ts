import type {Clock} from '../../domain/clock.ts';
import type {Failure} from '../../domain/failure.ts';
import {asFailure} from '../ask.ts';
import {askedPauseMs, calmPauseMs} from './backoff.ts';

export type PollerParts = {
	readonly clock: Clock;
	/** One piece of work, such as one poll or one page. Must end soon after the signal is aborted. */
	readonly work: (signal: AbortSignal) => Promise<void>;
	/** After success: milliseconds until the next piece of work; 0 when there is more to do at once. */
	readonly pauseMs: () => number;
	/** After the n-th failure in a row: milliseconds until the next try. */
	readonly retryMs: (failure: Failure, attempts: number) => number;
	readonly onSuccess: () => void;
	readonly onFailure: (failure: Failure, attempts: number) => void;
	/** Runs what belongs together, so that listeners hear of a failure and of the next try at once. */
	readonly batch: (run: () => void) => void;
	/** Tells when the next piece of work starts: milliseconds from now, or null while nothing is planned. */
	readonly onPlan: (inMs: number | null) => void;
};

export type Poller = {
	readonly start: () => void;
	/** Ends for good; settles when what was under way has ended. */
	readonly stop: () => Promise<void>;
	/** Works at once, or exactly once more after the work under way; but never before the time the service asked for. */
	readonly poke: () => void;
	/** Plans the next work anew, when the pause has become another. Does nothing while work is under way or has failed. */
	readonly replan: () => void;
	/** Holds still and gives up the work under way. */
	readonly pause: () => void;
	/** Goes on, and works at once. */
	readonly resume: () => void;
};

/**
 * The loop. One piece of work at a time; the next is planned when it has settled. Every way to give work up raises the
 * generation, and what settles under an older one is dropped. Only a sign-in failure makes it wait, for a poke.
 */
export function createPoller(parts: PollerParts): Poller {
	const {clock} = parts;
	let generation = 0;
	let isRunning = false;
	let isPaused = false;
	let attempts = 0;
	let isFollowUpWanted = false;
	/** Monotonic; the service asked for no request before. */
	let notBefore = 0;
	let controller: AbortController | undefined;
	let current: Promise<void> = Promise.resolve();
	let stopTimer: (() => void) | undefined;

	const isBusy = (): boolean => controller !== undefined;
	const isHeld = (): boolean => !isRunning || isPaused;

	const plan = (ms: number): void => {
		stopTimer?.();
		const wait = Math.max(0, ms, notBefore - clock.monotonic());
		stopTimer = clock.after(wait, () => {
			stopTimer = undefined;
			run();
		});
		parts.onPlan(wait);
	};

	const unplan = (): void => {
		stopTimer?.();
		stopTimer = undefined;
		parts.onPlan(null);
	};

	const giveUp = (): void => {
		generation++;
		controller?.abort();
		controller = undefined;
		isFollowUpWanted = false;
	};

	const settle = (failure: Failure | undefined): void => {
		if (failure === undefined) {
			attempts = 0;
			parts.onSuccess();
		} else {
			attempts++;
			notBefore = clock.monotonic() + askedPauseMs(failure);
			parts.onFailure(failure, attempts);
		}
		if (isFollowUpWanted) {
			isFollowUpWanted = false;
			plan(0);
		} else if (failure === undefined) {
			plan(parts.pauseMs());
		} else if (failure.needsSignIn && !failure.canRetry) {
			unplan();
		} else {
			plan(calmPauseMs(failure, parts.retryMs(failure, attempts)));
		}
	};

	const run = (): void => {
		if (isHeld() || isBusy()) return;
		const own = new AbortController();
		controller = own;
		const mine = ++generation;
		const finish = (failure: Failure | undefined): void => {
			if (mine !== generation) return;
			controller = undefined;
			parts.batch(() => settle(failure));
		};
		current = parts.work(own.signal).then(
			() => finish(undefined),
			(error: unknown) => finish(asFailure(error)),
		);
	};

	return {
		start: () => {
			if (isRunning) return;
			isRunning = true;
			if (!isPaused) plan(0);
		},
		stop: async () => {
			isRunning = false;
			giveUp();
			unplan();
			await current;
		},
		poke: () => {
			if (isBusy()) isFollowUpWanted = true;
			else if (!isHeld()) plan(0);
		},
		replan: () => {
			if (isHeld() || isBusy() || attempts > 0 || stopTimer === undefined) return;
			plan(parts.pauseMs());
		},
		pause: () => {
			isPaused = true;
			giveUp();
			unplan();
		},
		resume: () => {
			isPaused = false;
			if (isRunning) plan(0);
		},
	};
}
