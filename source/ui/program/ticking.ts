import type {Instant} from '../../domain/job.ts';
import {SECOND} from '../../domain/time.ts';
import type {MonitorState} from '../../monitor/monitor-state.ts';
import type {Acts} from '../acts.ts';
import {pendingCancels} from '../facts/pending-cancel.ts';
import {atTime, isFading} from '../state/message-changes.ts';

/** How often ages are looked at again: seldom while nothing is pending, each second while a person waits for something. */
const calmTickMs = 10 * SECOND;
const busyTickMs = SECOND;
const failingTickMs = 5 * SECOND;
/** So long after a poll was due its answer is looked for. */
const answerMs = SECOND;

/**
 * How long after the last look the next one comes while nothing is waited for: just after the answer of a poll where one comes at
 * about that time, so that the rows' own age is the new one.
 */
function calmPauseMs({nextPollAt, intervalMs}: MonitorState, lookedAt: Instant): number {
	if (nextPollAt === null) return calmTickMs;
	// A short pause brings the looks in step with the polls; where those come often, not each of them is worth one.
	const least = intervalMs < calmTickMs / 2 ? calmTickMs / 2 : SECOND;
	let pauseMs = nextPollAt + answerMs - lookedAt;
	while (pauseMs < least) pauseMs += Math.max(SECOND, intervalMs);
	return pauseMs <= calmTickMs * 1.5 ? pauseMs : calmTickMs;
}

/**
 * Moves the time drawn. What the monitor learns without telling (the age of its rows) comes along with it, so the picture is
 * looked at again even when nothing happens; where it comes out the same, nothing is written.
 */
export function startTicking(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let stop: () => void = () => undefined;
	let pausedMs: number | null = null;
	let looked = {at: acts.clock.now(), monotonic: acts.clock.monotonic()};
	const tick = (): void => {
		pausedMs = null;
		looked = {at: acts.clock.now(), monotonic: acts.clock.monotonic()};
		acts.update(atTime(acts.clock.now()));
		schedule();
	};
	const schedule = (): void => {
		const view = acts.getView();
		const {ui, monitor} = view;
		const isBusy = isFading(ui) || pendingCancels(view).length > 0;
		const pauseMs = isBusy
			? busyTickMs
			: monitor.link.kind === 'failing'
				? failingTickMs
				: calmPauseMs(monitor, looked.at);
		if (pausedMs === pauseMs) return;
		stop();
		pausedMs = pauseMs;
		const gone = acts.clock.monotonic() - looked.monotonic;
		stop = acts.clock.after(Math.max(0, pauseMs - gone), tick);
	};
	schedule();
	const unsubscribe = subscribe(schedule);
	return () => {
		unsubscribe();
		stop();
	};
}
