import type {Instant} from '../../domain/job.ts';
import {SECOND} from '../../domain/time.ts';
import type {Message} from './message-state.ts';
import type {UiState} from './ui-state.ts';

/** How long what is said stands. */
export const messageMs = 6 * SECOND;
/** More is in the log. */
const longest = 1000;

export function withToast(message: Message, now: Instant): (state: UiState) => UiState {
	return state => ({...state, toast: {...message, until: now + messageMs}});
}

/** Two notices are told together, the newer one first. */
export function withNotice({text, tone}: Message, now: Instant): (state: UiState) => UiState {
	return state => {
		const whole = state.notice === null ? text : `${text}  ${state.notice.text}`;
		return {
			...state,
			notice: {text: whole.slice(0, longest), tone, until: now + messageMs, isSeen: false},
		};
	};
}

/** A key was pressed. Over an overlay no notice is shown, so none has been seen. */
export function noteKey(now: Instant): (state: UiState) => UiState {
	return state => {
		const {notice, overlay} = state;
		if (notice === null || overlay !== null) return {...state, lastKeyAt: now};
		return {...state, lastKeyAt: now, notice: notice.until <= now ? null : {...notice, isSeen: true}};
	};
}

/** Moves the time drawn, and takes away what has been said long enough. */
export function atTime(now: Instant): (state: UiState) => UiState {
	return state => {
		const {toast, notice} = state;
		return {
			...state,
			now,
			toast: toast !== null && toast.until <= now ? null : toast,
			notice: notice?.isSeen === true && notice.until <= now ? null : notice,
		};
	};
}

/** Whether something on the last line goes away by itself. */
export function isFading({toast, notice}: Pick<UiState, 'toast' | 'notice'>): boolean {
	return toast !== null || notice?.isSeen === true;
}

/** What the last line says instead of the keys: what a key's act said first, then what happened. */
export function saidNow({
	toast,
	notice,
	overlay,
}: Pick<UiState, 'toast' | 'notice' | 'overlay'>): readonly Message[] {
	// An overlay's answers stand on that line; what happened meanwhile waits.
	return [toast, overlay === null ? notice : null].filter(message => message !== null);
}
