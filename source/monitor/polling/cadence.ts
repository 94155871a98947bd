import type {Instant} from '../../domain/job.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import type {Cancellation} from '../monitor-state.ts';

export type Cadence = {
	/** Whether any job has not ended, or none is known yet. */
	readonly hasActive: boolean;
	/** Milliseconds since a cancel was last asked or sent, or null when none is pending. */
	readonly cancelAgeMs: number | null;
};

const fastestMs = 2 * SECOND;
const fastMs = 5 * SECOND;
/** Over this long a fast poll slows from `fastestMs` to `fastMs`. */
const slowingMs = 2 * MINUTE;
/** The service looks for a cancel every 10 minutes at the slowest (its monitor's longest sleep), so polling stays fast no longer. */
const fastForMs = 10 * MINUTE;

/** Milliseconds since the newest pending cancel was asked or last sent, or null when none is pending. */
export function cancelAgeMs(cancels: Iterable<Cancellation>, now: Instant): number | null {
	let youngest: number | null = null;
	for (const {phase, askedAt, sentAt} of cancels) {
		if (phase === 'ended' || phase === 'grace') continue;
		const age = Math.max(0, now - (sentAt ?? askedAt));
		youngest = Math.min(youngest ?? age, age);
	}
	return youngest;
}

/** The pause between two polls, in milliseconds: fast while a cancel is expected to take effect, slow when all has ended. */
export function pollPauseMs(
	{hasActive, cancelAgeMs}: Cadence,
	pauses: {readonly intervalMs: number; readonly slowIntervalMs: number},
): number {
	if (cancelAgeMs !== null && cancelAgeMs < fastForMs) {
		const share = Math.min(1, Math.max(0, cancelAgeMs) / slowingMs);
		return Math.min(pauses.intervalMs, Math.round(fastestMs + share * (fastMs - fastestMs)));
	}
	return hasActive || cancelAgeMs !== null ? pauses.intervalMs : pauses.slowIntervalMs;
}
