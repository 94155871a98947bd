import type {Clock} from '../../source/domain/clock.ts';
import type {Instant} from '../../source/domain/job.ts';
import {worldStart} from './build-job.ts';

export type FakeClock = Clock & {
	/** Lets time pass: timers run in order, each with what follows from it, before the next. */
	readonly advance: (ms: number) => Promise<void>;
	/** The same without waiting for what follows from a timer. */
	readonly elapse: (ms: number) => void;
	/** Lets what is under way go on, without any time passing. */
	readonly settle: () => Promise<void>;
	/** The right time, as other machines have it, whatever this machine's clock says. */
	readonly trueNow: () => Instant;
	/** Sets the wall clock without touching the monotonic one. */
	readonly setWall: (now: Instant) => void;
	/** The machine sleeps: the wall clock goes on, timers do not. */
	readonly sleep: (ms: number) => void;
	/** Timers that are set; 0 when everything was released. */
	readonly timerCount: () => number;
};

/** Time that passes only when a test says so. */
export function createFakeClock(start: Instant = worldStart): FakeClock {
	let monotonic = 0;
	let offset = start;
	let slept = 0;
	let order = 0;
	const timers = new Map<number, {readonly at: number; readonly run: () => void}>();

	const nextTimer = (until: number): number | undefined => {
		let best: number | undefined;
		for (const [id, {at}] of timers)
			if (at <= until && (best === undefined || at < timers.get(best)!.at)) best = id;
		return best;
	};

	// Chains of promises in the code under test are shorter than this many turns.
	const settle = async (): Promise<void> => {
		for (let turn = 0; turn < 3; turn++) await new Promise<void>(resolve => setImmediate(resolve));
	};

	return {
		now: () => offset + monotonic,
		monotonic: () => monotonic,
		after: (ms, run) => {
			const id = order++;
			timers.set(id, {at: monotonic + Math.max(0, ms), run});
			return () => timers.delete(id);
		},
		advance: async ms => {
			const until = monotonic + ms;
			await settle();
			for (let id = nextTimer(until); id !== undefined; id = nextTimer(until)) {
				const timer = timers.get(id)!;
				timers.delete(id);
				monotonic = Math.max(monotonic, timer.at);
				timer.run();
				await settle();
			}
			monotonic = until;
		},
		elapse: ms => {
			const until = monotonic + ms;
			for (let id = nextTimer(until); id !== undefined; id = nextTimer(until)) {
				const timer = timers.get(id)!;
				timers.delete(id);
				monotonic = Math.max(monotonic, timer.at);
				timer.run();
			}
			monotonic = until;
		},
		settle,
		trueNow: () => start + slept + monotonic,
		setWall: now => {
			offset = now - monotonic;
		},
		sleep: ms => {
			offset += ms;
			slept += ms;
		},
		timerCount: () => timers.size,
	};
}
