import {MINUTE, SECOND} from '../../../domain/time.ts';
import type {Acts} from '../../acts.ts';
import {overlayOf, withOverlay} from '../../state/overlay-changes.ts';
import type {MeterSample} from '../../state/overlay-state.ts';

export const sampleEveryMs = 10 * SECOND;
const windowMs = 5 * MINUTE;

/**
 * Reads the meter now and then, so that the diagnostics know of the minutes before they were opened. Draws nothing while they are
 * closed. Returns what stops it.
 */
export function startMeasuring(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let samples: readonly MeterSample[] = [];
	let wasOpen = false;
	let stopTimer = (): void => undefined;

	const measure = (): void => {
		const at = acts.clock.monotonic();
		samples = [...samples.filter(sample => at - sample.at <= windowMs), {at, ...acts.getView().meter()}];
		show();
	};
	const show = (): void => acts.update(withOverlay('diagnostics', overlay => ({...overlay, samples})));
	const again = (): void => {
		stopTimer = acts.clock.after(sampleEveryMs, () => {
			measure();
			again();
		});
	};
	const stopListening = subscribe(() => {
		const isOpen = overlayOf(acts.getView().ui, 'diagnostics') !== null;
		if (isOpen === wasOpen) return;
		wasOpen = isOpen;
		if (isOpen) measure();
	});
	measure();
	again();
	return () => {
		stopListening();
		stopTimer();
	};
}

export type RateOf = (total: (sample: MeterSample) => number | null) => number | null;

/** How much something grew each minute over the samples, or null where that is not known. */
export function ratesOf(samples: readonly MeterSample[]): RateOf {
	const first = samples[0];
	const last = samples.at(-1);
	return total => {
		if (first === undefined || last === undefined || last.at - first.at < SECOND) return null;
		const before = total(first);
		const now = total(last);
		return before === null || now === null ? null : ((now - before) / (last.at - first.at)) * MINUTE;
	};
}
