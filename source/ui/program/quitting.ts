import {formatPause, SECOND} from '../../domain/time.ts';
import type {Acts} from '../acts.ts';

/** A second press within this time means what it says. */
const againWithinMs = 10 * SECOND;

/** Leaves; while a cancel is held back it first says what becomes of it, since leaving sends it. */
export function quit(acts: Acts): void {
	const {monitor, ui, keyWords} = acts.getView();
	const now = acts.clock.now();
	const held = [...monitor.cancels.values()].filter(({phase}) => phase === 'grace');
	if (held.length === 0 || (ui.quitAskedAt !== null && now - ui.quitAskedAt < againWithinMs)) {
		acts.quit();
		return;
	}
	const first = Math.min(...held.map(({sendAt}) => sendAt ?? now));
	const what = held.length === 1 ? 'A cancel leaves' : `${held.length} cancels leave`;
	const [back, again] = [keyWords.one('list.withdraw'), keyWords.one('program.quit')];
	acts.update(state => ({...state, quitAskedAt: now}));
	acts.toast(
		`${what} in ${formatPause(first - now)}: ${back} takes back, ${again} again sends and quits.`,
		'warn',
	);
}
