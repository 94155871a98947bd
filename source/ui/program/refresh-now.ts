import {formatClockTime} from '../../domain/time.ts';
import type {Acts} from '../acts.ts';
import {messageMs} from '../state/message-changes.ts';

/** Asks the service now, and says so until the answer is there: an unchanged list would look as if nothing had been done. */
export function refreshNow(acts: Acts): void {
	const {monitor, clock} = acts;
	const before = monitor.getState().asOf;
	acts.toast('Asking the service…');
	const {toast} = acts.getView().ui;
	// An answer that comes later is seen in the header alone.
	const stop = clock.after(messageMs, () => unsubscribe());
	const unsubscribe = monitor.subscribe(() => {
		const {asOf, link} = monitor.getState();
		if (asOf === before && link.kind === 'live') return;
		unsubscribe();
		stop();
		// Where something else was said meanwhile, that stands.
		if (acts.getView().ui.toast !== toast) return;
		if (asOf === before || asOf === null) acts.update(state => ({...state, toast: null}));
		else acts.toast(`Up to date as of ${formatClockTime(asOf)}.`);
	});
	monitor.refresh();
}
