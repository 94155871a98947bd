import type {Clock} from '../domain/clock.ts';
import type {Instant} from '../domain/job.ts';

/** The longest wait a timer of Node takes. */
const longestWaitMs = 2 ** 31 - 1;

/**
 * Service time: what the state machine lives on. It equals wall time up to the start of the simulator and runs `speed` times
 * as fast from there on. Stamps on the wire stay wall time, for clients compare them with their own clock.
 */
export type ServiceTime = {
	readonly speed: number;
	/** Wall time now, which is what stamps are made of. */
	readonly now: () => Instant;
	/** Service time at an instant of wall time. */
	readonly at: (wall: Instant) => number;
	/** The instant of wall time at which service time reaches `service`. */
	readonly wallAt: (service: number) => Instant;
	/** Calls `run` once after that much service time; returns what stops it. */
	readonly after: (serviceMs: number, run: () => void) => () => void;
};

export function createServiceTime(clock: Clock, speed: number): ServiceTime {
	const start = clock.now();
	return {
		speed,
		now: clock.now,
		at: wall => (wall <= start ? wall : start + (wall - start) * speed),
		wallAt: service => (service <= start ? service : start + (service - start) / speed),
		after: (serviceMs, run) => clock.after(Math.min(Math.max(0, serviceMs / speed), longestWaitMs), run),
	};
}
