import {isCancelPending} from '../monitor/cancel/cancel-words.ts';
import type {Acts} from './acts.ts';

/** Polls no more until it goes on; tells what is not followed meanwhile. */
export function pause(acts: Acts): void {
	acts.monitor.pause();
	acts.update(state => ({...state, isPaused: true}));
	const {monitor, keyWords} = acts.getView();
	const count = [...monitor.cancels.values()].filter(isCancelPending).length;
	if (count === 0) return;
	const what = count === 1 ? 'One cancel is' : `${count} cancels are`;
	acts.toast(
		`${what} neither sent nor followed while it is paused; ${keyWords.one('program.pause')} goes on.`,
		'warn',
	);
}

export function goOn(acts: Acts): void {
	acts.monitor.resume();
	acts.update(state => ({...state, isPaused: false}));
}
