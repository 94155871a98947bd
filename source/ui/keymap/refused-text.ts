import type {Instant} from '../../domain/job.ts';
import {SECOND} from '../../domain/time.ts';
import {type Press, typedText} from '../keys/key-names.ts';
import type {UiState} from '../state/ui-state.ts';

/**
 * What is typed after a key that would have begun a text, but was refused, was meant for that text. None of it may act as keys,
 * of which one asks to cancel and another says yes.
 */

/** After a silence of this long, what is typed is no longer meant for it. */
const silenceMs = SECOND;

/** A key that begins a text was refused. */
export function refuseText(state: UiState): UiState {
	return {...state, isTextRefused: true};
}

/** Before a key: forgets the text when it was silent for long enough. */
export function afterSilence(now: Instant): (state: UiState) => UiState {
	return state => {
		const isRecent = now >= state.lastKeyAt && now - state.lastKeyAt < silenceMs;
		return state.isTextRefused && !isRecent ? {...state, isTextRefused: false} : state;
	};
}

/** Whether the press belongs to the text: its letters, and the key that would have ended it. */
export function isOfRefusedText({isTextRefused}: UiState, press: Press): boolean {
	return isTextRefused && (typedText(press) !== undefined || isEnd(press));
}

/** The text goes on with its letters and is over with any other key. */
export function stepRefusedText(press: Press): (state: UiState) => UiState {
	return state =>
		state.isTextRefused && typedText(press) === undefined ? {...state, isTextRefused: false} : state;
}

function isEnd({name}: Press): boolean {
	return name === 'enter' || name === 'esc';
}
