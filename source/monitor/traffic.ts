import type {Clock} from '../domain/clock.ts';
import {MINUTE} from '../domain/time.ts';
import type {Traffic} from './monitor-state.ts';

/** How far back requests are counted. */
const windowMs = 5 * MINUTE;

/** Counts the monitor's requests of the last five minutes, in one bucket for each minute. */
export function createTrafficCount(clock: Clock): {readonly add: (roundTripMs: number | null) => Traffic} {
	let buckets: {readonly minute: number; requests: number; failures: number}[] = [];
	let last: number | null = null;
	return {
		add: roundTripMs => {
			const minute = Math.floor(clock.monotonic() / MINUTE);
			buckets = buckets.filter(bucket => bucket.minute > minute - windowMs / MINUTE);
			let bucket = buckets.at(-1);
			if (bucket?.minute !== minute) {
				bucket = {minute, requests: 0, failures: 0};
				buckets.push(bucket);
			}
			bucket.requests++;
			if (roundTripMs === null) bucket.failures++;
			else last = roundTripMs;
			return {
				requests: buckets.reduce((sum, one) => sum + one.requests, 0),
				failures: buckets.reduce((sum, one) => sum + one.failures, 0),
				roundTripMs: last,
			};
		},
	};
}
