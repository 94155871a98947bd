import type {Acts} from '../acts.ts';
import {editField} from '../keys/edit-keys.ts';
import {interruptKey} from '../keys/interrupt-key.ts';
import {type Press, typedText} from '../keys/key-names.ts';
import {pressRow} from '../keys/press-row.ts';
import {isTooSmall} from '../layout/widths.ts';
import {openQuestion} from '../overlays/question/question.ts';
import {refuseRun} from '../overlays/question/question-answers.ts';
import {noteKey} from '../state/message-changes.ts';
import {insertText} from '../state/text-field.ts';
import {isScreen, type Place, placeOf, type UiState} from '../state/ui-state.ts';
import {rowOf} from './keymap.ts';
import {afterSilence, isOfRefusedText, refuseText, stepRefusedText} from './refused-text.ts';
import {textTargetOf} from './text-targets.ts';

/** Arrow keys that a slow line delivers together answer nothing. */
function isScrolling(place: Place, presses: readonly Press[]): boolean {
	return presses.every(press => rowOf(place, press.name)?.group === 'Move');
}

/**
 * Takes the presses of one read. Each goes to the overlay on top, else to the text being typed, else to the screen, and never
 * falls through. A run of keys that came together, as from a paste or a line that hung, never answers a question.
 */
export function dispatchPresses(acts: Acts, presses: readonly Press[]): void {
	const now = acts.clock.now();
	acts.update(afterSilence(now));
	acts.update(noteKey(now));
	for (const press of presses) {
		if (press.name === interruptKey) {
			acts.quit('interrupted');
			return;
		}
		const view = acts.getView();
		const place = placeOf(view.ui);
		// Nothing is acted on unseen; leaving is always possible.
		if (isTooSmall(view) && rowOf(place, press.name)?.isBlind !== true) continue;
		// A question is answered by a key that came alone.
		if (openQuestion(view.ui) !== null && presses.length > 1 && !isScrolling(place, presses)) {
			refuseRun(acts);
			return;
		}
		acts.update(stepRefusedText(press));
		if (isScreen(place) && isOfRefusedText(view.ui, press)) {
			acts.toast('Typed text is not taken as keys.', 'warn');
			continue;
		}
		pressOne(acts, place, press);
	}
}

function pressOne(acts: Acts, place: Place, press: Press): void {
	const row = rowOf(place, press.name);
	if (row !== undefined) {
		const isDone = pressRow(acts, row, press.name);
		if (!isDone && row.beginsText) acts.update(refuseText);
		return;
	}
	const target = textTargetOf(place);
	if (target === undefined) return;
	const typed = typedText(press);
	acts.update(state => {
		const field = target.get(state);
		if (field === null) return state;
		const next = typed === undefined ? editField(field, press.name) : insertText(field, typed);
		return next === undefined || next === field ? state : target.set(state, next);
	});
}

/** Pasted text is typed where text is typed, and does nothing anywhere else: it is never a run of commands. */
export function dispatchPaste(acts: Acts, text: string): void {
	if (isTooSmall(acts.getView())) return;
	const place = placeOf(acts.getView().ui);
	const target = textTargetOf(place);
	if (target === undefined) {
		acts.toast('Pasted text is not taken as keys.', 'warn');
		return;
	}
	acts.update((state: UiState) => {
		const field = target.get(state);
		return field === null ? state : target.set(state, insertText(field, text.slice(0, 4096)));
	});
}
