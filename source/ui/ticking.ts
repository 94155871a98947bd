import {SECOND} from '../domain/time.ts';
import {isCancelPending} from '../monitor/cancel-words.ts';
import type {Acts} from './acts.ts';

/** How often ages are looked at again: seldom while nothing is pending, each second while a person waits for something. */
const calmTickMs = 10 * SECOND;
const busyTickMs = SECOND;
const failingTickMs = 5 * SECOND;

/**
 * Moves the time drawn. What the monitor learns without telling (the age of its rows) comes along with it, so the picture is
 * looked at again even when nothing happens; where it comes out the same, nothing is written.
 */
export function startTicking(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let stop: () => void = () => undefined;
	let pauseMs = 0;
	const tick = (): void => {
		pauseMs = 0;
		const now = acts.clock.now();
		acts.update(state => ({
			...state,
			now,
			toast: state.toast !== null && state.toast.until <= now ? null : state.toast,
		}));
		schedule();
	};
	const schedule = (): void => {
		const {ui, monitor} = acts.getView();
		const isBusy = ui.toast !== null || [...monitor.cancels.values()].some(isCancelPending);
		const wanted = isBusy ? busyTickMs : monitor.link.kind === 'failing' ? failingTickMs : calmTickMs;
		if (pauseMs !== 0 && pauseMs <= wanted) return;
		stop();
		pauseMs = wanted;
		stop = acts.clock.after(wanted, tick);
	};
	schedule();
	const unsubscribe = subscribe(schedule);
	return () => {
		unsubscribe();
		stop();
	};
}
