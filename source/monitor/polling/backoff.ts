import type {Failure} from '../../domain/failure.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';

export type BackoffPolicy = {readonly baseMs: number; readonly ceilingMs: number};

/** The shortest pause after a failure: full jitter may draw 0, which would hammer a service that is down. */
const floorMs = SECOND;

/**
 * The pause after the n-th failure in a row, in milliseconds: evenly drawn from 0 to base·2^(n-1), at most the ceiling (full
 * jitter, so that many programs do not come back in step); never less than the service asked for.
 */
export function backoffMs(
	attempts: number,
	failure: Failure,
	policy: BackoffPolicy,
	random: () => number,
): number {
	const window = Math.min(policy.ceilingMs, policy.baseMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
	return Math.max(floorMs, Math.round(random() * window), askedPauseMs(failure));
}

/**
 * The pause after a failure that may pass by itself although it asks for a sign-in, as a gateway makes it that cannot check tokens:
 * tried again, but not often. Any other failure leaves the pause as it is.
 */
export function calmPauseMs(failure: Failure, pauseMs: number): number {
	return failure.needsSignIn ? Math.max(MINUTE, pauseMs) : pauseMs;
}

/** How long the service asked to be left alone, in milliseconds. What is too long to be believed is cut where it is read. */
export function askedPauseMs(failure: Failure): number {
	return failure.retryAfterMs ?? 0;
}
