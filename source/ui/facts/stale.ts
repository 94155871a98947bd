import type {Instant} from '../../domain/job.ts';
import {SECOND} from '../../domain/time.ts';
import type {View} from '../view.ts';

/** What a slow answer may take on top of two pauses between polls: one more pause, within these bounds. */
const leastMs = 3 * SECOND;
const mostMs = 15 * SECOND;

/**
 * Whether the rows are too old to be taken for the present: nothing was heard for twice the interval, as after a lost line or a
 * sleep. A picture that has stopped must not look alive.
 */
export function isStale({monitor, now}: Pick<View, 'monitor' | 'now'>): boolean {
	const {asOf, intervalMs} = monitor;
	const answerMs = Math.min(mostMs, Math.max(leastMs, intervalMs));
	return asOf !== null && now - asOf > 2 * intervalMs + answerMs;
}

/** Until when it is known that what runs was running: no clock of a job goes on while nothing is heard of it. */
export function knownUntil(view: Pick<View, 'monitor' | 'now'>): Instant {
	return isStale(view) ? (view.monitor.asOf ?? view.now) : view.now;
}
