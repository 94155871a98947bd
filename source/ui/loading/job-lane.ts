import type {Clock} from '../../domain/clock.ts';
import {type Failure, isFailure} from '../../domain/failure.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import {backoffMs} from '../../monitor/polling/backoff.ts';

export type LaneParts<T> = {
	readonly clock: Clock;
	readonly load: (signal: AbortSignal) => Promise<T>;
	readonly take: (value: T) => void;
	readonly fail: (failure: Failure) => void;
	/** Called when a failed request may be tried again: time to say what is wanted now. */
	readonly again: () => void;
};

export type Lane = {
	/**
	 * Asks for what the key stands for, unless that was asked already; null wants nothing. At most one request is under way;
	 * one about another subject is given up, one about the same subject is let come first.
	 */
	readonly want: (key: string | null, subject?: string) => void;
	/** Forgets what was asked, and that it failed: the next `want` asks at once. */
	readonly reset: () => void;
	readonly isBusy: () => boolean;
	readonly stop: () => void;
};

export const retryPolicy = {baseMs: 5 * SECOND, ceilingMs: 2 * MINUTE} as const;

/** Requests of one kind for the open job: one at a time, again when it makes sense after a failure. */
export function createLane<T>({clock, load, take, fail, again}: LaneParts<T>): Lane {
	let asked: string | null = null;
	let about = '';
	let controller: AbortController | null = null;
	let stopRetry: (() => void) | null = null;
	let failures = 0;

	const giveUp = (): void => {
		controller?.abort();
		controller = null;
		stopRetry?.();
		stopRetry = null;
		asked = null;
		failures = 0;
	};

	const ask = async (key: string): Promise<void> => {
		const mine = new AbortController();
		controller = mine;
		asked = key;
		try {
			const value = await load(mine.signal);
			if (controller !== mine) return;
			controller = null;
			failures = 0;
			take(value);
		} catch (error) {
			if (controller !== mine) return;
			controller = null;
			if (!isFailure(error)) throw error;
			failures++;
			if (error.canRetry) {
				const pauseMs = backoffMs(failures, error, retryPolicy, Math.random);
				stopRetry = clock.after(pauseMs, () => {
					stopRetry = null;
					asked = null;
					again();
				});
			}
			fail(error);
		}
	};

	return {
		want: (key, subject = '') => {
			if (subject !== about) {
				giveUp();
				about = subject;
			}
			if (key === null || key === asked || controller !== null || stopRetry !== null) return;
			void ask(key);
		},
		reset: () => {
			if (controller === null) giveUp();
			else asked = null;
		},
		isBusy: () => controller !== null,
		stop: giveUp,
	};
}
