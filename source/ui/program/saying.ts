import type {Clock} from '../../domain/clock.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import {cleanText} from '../../terminal/clean-text.ts';
import {displayWidth} from '../../terminal/display-width.ts';
import type {Acts} from '../acts.ts';
import {withNotice, withToast} from '../state/message-changes.ts';
import type {UiState} from '../state/ui-state.ts';

export type SayingParts = {
	readonly clock: Clock;
	readonly monitor: Pick<Monitor, 'getState' | 'note'>;
	readonly columns: () => number;
	readonly update: (change: (state: UiState) => UiState) => void;
};

/** What was wrong at the start, and every note of the monitor, is in the log before it is said. */
function isJustNoted(monitor: SayingParts['monitor'], text: string): boolean {
	return monitor
		.getState()
		.log.slice(-10)
		.some(({event}) => event.kind === 'note' && event.text.startsWith(text.slice(0, 200)));
}

/** What is said on the last line. What has no room there goes into the log as a whole. */
export function createSaying({clock, monitor, columns, update}: SayingParts): Pick<Acts, 'toast' | 'tell'> {
	const keep = (text: string): void => {
		if (displayWidth(cleanText(text)) > columns() && !isJustNoted(monitor, text)) monitor.note(text);
	};
	return {
		toast: (text, tone = 'text') => {
			keep(text);
			update(withToast({text, tone}, clock.now()));
		},
		tell: (message, mustBeSeen) => {
			keep(message.text);
			update(state => {
				if (mustBeSeen) return withNotice(message, clock.now())(state);
				// Nothing less comes before what must be seen.
				return state.notice === null ? withToast(message, clock.now())(state) : state;
			});
		},
	};
}
