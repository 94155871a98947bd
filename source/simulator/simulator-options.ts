import type {Clock} from '../domain/clock.ts';
import type {FaultSpec} from './faults/faults.ts';
import type {ApiVersion} from './http/reply.ts';

export type SimulatorOptions = {
	/** Port on 127.0.0.1; 0, the default, takes any free one. */
	readonly port?: number;
	/** Jobs of user demo at the start (40 unless given); a few of user other come on top. */
	readonly jobCount?: number;
	/** How many times faster than the real service jobs live; 1 unless given. */
	readonly speed?: number;
	/** The same seed gives the same jobs, relative to the time of the start. */
	readonly seed?: number;
	readonly apiVersion?: ApiVersion;
	readonly faults?: readonly FaultSpec[];
	/** Lifetime of access tokens, in seconds; 4 hours unless given. */
	readonly accessTokenSeconds?: number;
	/** Device codes are approved by user demo at the first poll. */
	readonly approvesDevices?: boolean;
	/** New jobs of user demo appear now and then; true unless given. */
	readonly hasArrivals?: boolean;
	readonly clock?: Clock;
};
