import {cutText} from '../../terminal/fit-text.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {UiState} from '../state/ui-state.ts';
import type {View} from '../view.ts';

/** The sign of work that the person started, standing still; on the screen `overlay-sheet.tsx` lets it turn. */
export function workingSign({glyphs}: View): string {
	return glyphs.isAscii ? '-' : '⠋';
}

/** The last line of an overlay while something is under way. */
export function workingLine(view: View, text: string): string {
	return `${workingSign(view)} ${cutText(text, view.width - 2)}`;
}

/** Whether the open overlay waits for something that the person started. */
export function isWorking(ui: UiState): boolean {
	return overlayOf(ui, 'sign-in')?.isWorking === true || (overlayOf(ui, 'confirm')?.working ?? null) !== null;
}
