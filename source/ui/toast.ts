import type {Clock} from '../domain/clock.ts';
import {SECOND} from '../domain/time.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import {cleanText} from '../terminal/clean-text.ts';
import {displayWidth} from '../terminal/fit-text.ts';
import type {ToastTone, UiState} from './state/ui-state.ts';

const toastMs = 6 * SECOND;

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

/** Says something on the last line for a while. A warning that has no room there goes into the log as a whole. */
export function createToast({clock, monitor, columns, update}: ToastParts) {
	return (text: string, tone: ToastTone = 'text'): void => {
		const isTrouble = tone === 'warn' || tone === 'danger';
		if (isTrouble && displayWidth(cleanText(text)) > columns() && !isJustNoted(monitor, text))
			monitor.note(text);
		update(state => ({...state, toast: {text, tone, until: clock.now() + toastMs}}));
	};
}
