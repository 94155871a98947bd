import type {Clock} from '../../domain/clock.ts';
import {MINUTE} from '../../domain/time.ts';
import type {JobStore} from '../job-store.ts';
import type {MonitorSettings} from '../monitor-options.ts';
import type {StateHolder} from '../state-holder.ts';
import {cancelAgeMs, pollPauseMs} from './cadence.ts';

/** The pause between two polls, which follows what goes on and what a poll costs. */
export type PollInterval = {
	/** The one that is right now, in milliseconds. */
	readonly nowMs: () => number;
	/** What the last poll read, in pages: more than one where the server cannot filter. */
	readonly setPages: (pages: number) => void;
	/** Tells the pause in the state. True when it has become shorter. */
	readonly tell: () => boolean;
};

export type PollIntervalParts = {
	readonly clock: Pick<Clock, 'now'>;
	readonly store: JobStore;
	readonly holder: StateHolder;
	readonly settings: Pick<MonitorSettings, 'intervalMs' | 'slowIntervalMs'>;
};

/** A poll that has to read the whole list, since the server cannot filter, comes as many times less often as it has pages. */
const longestSweepPauseMs = 10 * MINUTE;

export function createPollInterval({clock, store, holder, settings}: PollIntervalParts): PollInterval {
	let pages = 1;

	const ageMs = (): number | null => cancelAgeMs(holder.get().cancels.values(), clock.now());
	const pauseMs = (cancelAgeMs: number | null): number => {
		const hasActive = store.activeCount() > 0 || store.jobs.size === 0;
		const pause = pollPauseMs({hasActive, cancelAgeMs}, settings);
		return Math.max(pause, Math.min(longestSweepPauseMs, pause * pages));
	};

	return {
		nowMs: () => pauseMs(ageMs()),
		setPages: count => {
			pages = Math.max(1, count);
		},
		tell: () => {
			const cancelAgeMs = ageMs();
			const before = holder.get().intervalMs;
			const intervalMs = pauseMs(cancelAgeMs);
			// Slowing from 2 to 5 seconds after a cancel is no news worth a drawing.
			if (cancelAgeMs === null && intervalMs !== before) holder.change({intervalMs});
			else holder.changeQuietly({intervalMs});
			return intervalMs < before;
		},
	};
}
