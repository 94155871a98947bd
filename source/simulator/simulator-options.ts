import type {Clock} from '../domain/clock.ts';
import {HOUR, SECOND} from '../domain/time.ts';
import type {ApiVersion} from './api-version.ts';
import type {FaultSpec} from './faults/faults.ts';

export type SimulatorOptions = {
	/** Port on 127.0.0.1; 0 takes any free one. */
	readonly port?: number;
	/** Jobs of user demo at the start; a few of user other come on top. */
	readonly jobCount?: number;
	/** How many times faster than the real service jobs live. */
	readonly speed?: number;
	/** The same seed gives the same jobs, relative to the time of the start. */
	readonly seed?: number;
	readonly apiVersion?: ApiVersion;
	readonly faults?: readonly FaultSpec[];
	/** Lifetime of access tokens, in seconds. */
	readonly accessTokenSeconds?: number;
	/** Device codes are approved by user demo at the first poll. */
	readonly approvesDevices?: boolean;
	/** New jobs of user demo appear now and then; true unless given. */
	readonly hasArrivals?: boolean;
	readonly clock?: Clock;
};

/** What holds for an option that is left out; `--help` tells the same. */
export const simulatorDefaults = {
	port: 0,
	jobCount: 40,
	speed: 1,
	seed: 1,
	apiVersion: '1.7',
	accessTokenSeconds: (4 * HOUR) / SECOND,
} as const satisfies SimulatorOptions;
