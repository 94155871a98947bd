import {formatPause, SECOND} from '../../domain/time.ts';
import type {Acts, HowEnded} from '../acts.ts';
import {heldCancels} from '../facts/pending-cancel.ts';
import type {View} from '../view.ts';

/** A second press within this time means what it says. */
const againWithinMs = 10 * SECOND;

/** A way to leave: what is done by it, in words that end a sentence, and the row of the key that asks for it. */
type Way = {readonly how: HowEnded; readonly words: string; readonly keyId: string};

/** Leaves the program; where that does something more, it says so first and is to be asked for once more. */
export function quit(acts: Acts): void {
	leave(acts, {how: 'quit', words: 'quits', keyId: 'program.quit'});
}

/** Goes on with another profile, which leaves this one as quitting does. False when it is to be asked for once more. */
export function changeProfile(acts: Acts, profile: string): boolean {
	return leave(acts, {how: {profile}, words: 'changes the profile', keyId: 'profiles.choose'});
}

function leave(acts: Acts, way: Way): boolean {
	const view = acts.getView();
	const now = acts.clock.now();
	const {leavingAsked} = view.ui;
	const warning = whatLeavingDoes(view, now, way);
	const isAskedAgain = leavingAsked?.keyId === way.keyId && now - leavingAsked.at < againWithinMs;
	if (warning === null || isAskedAgain) {
		acts.quit(way.how);
		return true;
	}
	acts.update(state => ({...state, leavingAsked: {keyId: way.keyId, at: now}}));
	acts.toast(warning, 'warn');
	return false;
}

/** A cancel that is held back is sent; what was begun, or is being saved, is given up. Null when there is none of them. */
function whatLeavingDoes(view: View, now: number, {words, keyId}: Way): string | null {
	const {ui, keyWords} = view;
	const held = heldCancels(view);
	const again = `${keyWords.one(keyId)} again`;
	if (held.length > 0) {
		const first = Math.min(...held.map(({sendAt}) => sendAt ?? now));
		const what = held.length === 1 ? 'A cancel leaves' : `${held.length} cancels leave`;
		const back = ui.overlay === null ? `${keyWords.one('list.withdraw')} takes back, ` : '';
		return `${what} in ${formatPause(first - now)}: ${back}${again} sends and ${words}.`;
	}
	const [begun] = ui.begun;
	if (begun !== undefined) return `Still ${begun.doing}: ${again} gives up what is left and ${words}.`;
	return ui.saving === null ? null : `A file is being saved: ${again} gives it up and ${words}.`;
}
