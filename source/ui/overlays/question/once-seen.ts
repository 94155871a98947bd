import type {Acts} from '../../acts.ts';

/**
 * A key that comes sooner after a question was on the screen was on its way before it: nobody reads and answers so fast, and over a
 * slow line keys come late.
 */
export const seenMs = 250;

/** Calls back once the question that is open now has been on the screen for so long that a key can be an answer to it. */
export function onceSeen({clock, onceDrawn}: Pick<Acts, 'clock' | 'onceDrawn'>, run: () => void): void {
	onceDrawn(() => void clock.after(seenMs, run));
}
