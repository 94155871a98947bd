import type {Clock} from '../domain/clock.ts';
import {SECOND} from '../domain/time.ts';

const lookEveryMs = 5 * SECOND;
/** Timers are late by less than this on a busy machine. */
const toleranceMs = 10 * SECOND;

/**
 * Notices that the machine has slept: the wall clock, or the time a timer took, ran far ahead of what was asked. Timers stand
 * still while a machine sleeps, so a long pause would otherwise go on after it. A wall clock set by hand looks the same; one
 * poll too many is all it causes, and one set back causes nothing. Returns what ends the watch.
 */
export function watchSleep(clock: Clock, onWake: (sleptMs: number) => void): () => void {
	let wall = clock.now();
	let monotonic = clock.monotonic();
	let stop = (): void => {};
	const look = (): void => {
		const lateMs = Math.max(clock.now() - wall, clock.monotonic() - monotonic) - lookEveryMs;
		wall = clock.now();
		monotonic = clock.monotonic();
		stop = clock.after(lookEveryMs, look);
		if (lateMs > toleranceMs) onWake(lateMs);
	};
	stop = clock.after(lookEveryMs, look);
	return () => stop();
}
