import {plainAscii} from '../../terminal/plain-ascii.ts';
import {keyRows} from '../keymap/keymap.ts';
import {isTooSmall} from '../layout/widths.ts';
import {drawOverlay} from '../overlays/draw-overlay.ts';
import type {View} from '../view.ts';
import {drawFrame, drawTooSmall} from './draw-frame.ts';

/** Every line of the screen, from the top. */
export type ScreenLines = {
	readonly above: readonly string[];
	/** The open overlay; empty for the cancel dialog, which draws itself. */
	readonly sheet: readonly string[];
	readonly sheetHeight: number;
	readonly below: readonly string[];
};

/** All that stands on the screen but the cancel dialog, for which `dialogHeight` tells how many lines it takes of so many. */
export function drawScreen(view: View, dialogHeight: (room: number) => number): ScreenLines {
	if (isTooSmall(view))
		return {above: spellAll(view, drawTooSmall(view)), sheet: [], sheetHeight: 0, below: []};
	let sheet: readonly string[] = [];
	const {header, body, sheetHeight, bar} = drawFrame(view, room => {
		if (view.ui.overlay?.kind === 'cancel') return dialogHeight(room);
		sheet = spellAll(view, drawOverlay(view, room, keyRows));
		return sheet.length;
	});
	return {above: spellAll(view, [...header, ...body]), sheet, sheetHeight, below: spellAll(view, [bar])};
}

function spellAll({glyphs}: View, lines: readonly string[]): readonly string[] {
	return glyphs.isAscii ? lines.map(plainAscii) : lines;
}
