import type {Acts} from '../acts.ts';
import {pendingCancels} from '../facts/pending-cancel.ts';

/** Polls no more until it goes on; tells what is not followed meanwhile. */
export function pause(acts: Acts): void {
	acts.monitor.pause();
	const view = acts.getView();
	const count = pendingCancels(view).length;
	if (count === 0) return;
	const what = count === 1 ? 'One cancel is' : `${count} cancels are`;
	acts.toast(
		`${what} neither sent nor followed while it is paused; ${view.keyWords.one('program.pause')} goes on.`,
		'warn',
	);
}

export function goOn(acts: Acts): void {
	acts.monitor.resume();
}
