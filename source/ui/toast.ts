import type {Clock} from '../domain/clock.ts';
import {SECOND} from '../domain/time.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import {cleanText} from '../terminal/clean-text.ts';
import {displayWidth} from '../terminal/fit-text.ts';
import type {ToastTone, UiState} from './state/ui-state.ts';

const toastMs = 6 * SECOND;
/** More is in the log. */
const longest = 1000;

export type ToastParts = {
	readonly clock: Clock;
	readonly monitor: Pick<Monitor, 'getState' | 'note'>;
	readonly columns: () => number;
	readonly update: (change: (state: UiState) => UiState) => void;
};

/** What was wrong at the start is in the log before it is said. */
function isJustNoted(monitor: ToastParts['monitor'], text: string): boolean {
	return monitor
		.getState()
		.log.slice(-10)
		.some(({event}) => event.kind === 'note' && event.text === text);
}

/**
 * Says something on the last line for a while. A warning that has no room there goes into the log as a whole. What `stays` waits for
 * the person's next key, who may have been looking elsewhere; two of them are said together, and nothing less comes before them.
 */
export function createToast({clock, monitor, columns, update}: ToastParts) {
	return (text: string, tone: ToastTone = 'text', stays = false): void => {
		const isTrouble = tone === 'warn' || tone === 'danger';
		if (isTrouble && displayWidth(cleanText(text)) > columns() && !isJustNoted(monitor, text))
			monitor.note(text);
		const until = stays ? Number.POSITIVE_INFINITY : clock.now() + toastMs;
		update(state => {
			const before = state.toast?.stays === true ? state.toast : null;
			if (before !== null && !stays) return state;
			const whole = before === null ? text : `${text}  ${before.text}`;
			return {...state, toast: {text: whole.slice(0, longest), tone, until, stays}};
		});
	};
}
