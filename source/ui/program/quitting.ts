import {formatPause, SECOND} from '../../domain/time.ts';
import type {Acts} from '../acts.ts';
import {heldCancels} from '../facts/pending-cancel.ts';
import type {View} from '../view.ts';

/** A second press within this time means what it says. */
const againWithinMs = 10 * SECOND;

/** Leaves; where leaving does something more, it says so first and is to be asked for once more. */
export function quit(acts: Acts): void {
	const view = acts.getView();
	const now = acts.clock.now();
	const {quitAskedAt} = view.ui;
	const warning = whatLeavingDoes(view, now);
	if (warning === null || (quitAskedAt !== null && now - quitAskedAt < againWithinMs)) {
		acts.quit();
		return;
	}
	acts.update(state => ({...state, quitAskedAt: now}));
	acts.toast(warning, 'warn');
}

/** A cancel that is held back is sent, a file that is being saved is given up; null when there is neither. */
function whatLeavingDoes(view: View, now: number): string | null {
	const {ui, keyWords} = view;
	const held = heldCancels(view);
	const again = keyWords.one('program.quit');
	if (held.length > 0) {
		const first = Math.min(...held.map(({sendAt}) => sendAt ?? now));
		const what = held.length === 1 ? 'A cancel leaves' : `${held.length} cancels leave`;
		const back = keyWords.one('list.withdraw');
		return `${what} in ${formatPause(first - now)}: ${back} takes back, ${again} again sends and quits.`;
	}
	return ui.saving === null ? null : `A file is being saved: ${again} again gives it up and quits.`;
}
