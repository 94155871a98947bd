import type {Instant} from './job.ts';

/** Time as a value handed in, so that the monitor runs on a fake clock in tests and never reads the wall clock itself. */
export type Clock = {
	/** Wall time. May jump, forwards or back, when the machine's clock is set. */
	readonly now: () => Instant;
	/** Milliseconds that only ever grow, for measuring; does not jump with the wall clock. */
	readonly monotonic: () => number;
	/** Calls `run` once after `ms`; returns what stops it. */
	readonly after: (ms: number, run: () => void) => () => void;
};

/** The clock of the machine. */
export const systemClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
};
