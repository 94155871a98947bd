import {offeredRows} from '../keymap/keymap.ts';
import {bodyHeight, overlayHeight} from '../layout/heights.ts';
import {smallestHeight, smallestWidth} from '../layout/widths.ts';
import {drawJob} from '../screens/job/draw-job.ts';
import {drawList} from '../screens/list/draw-list.ts';
import {placeOf} from '../state/ui-state.ts';
import type {View} from '../view.ts';
import {drawBar} from './draw-bar.ts';
import {drawHeader} from './draw-header.ts';

/** How the lines of the terminal are shared out: header, body, the sheet of an overlay, key bar. */
export type Frame = {
	readonly header: readonly string[];
	readonly body: readonly string[];
	readonly sheetHeight: number;
	readonly bar: string;
};

/** What a terminal too small for anything else shows. */
export function drawTooSmall(view: View): readonly string[] {
	const need = `needs ${smallestWidth}x${smallestHeight}`;
	const whole = `tapis-jobs ${need}; this is ${view.width}x${view.height}.`;
	return [
		[whole, `tapis-jobs ${need}`, need].find(text => text.length <= view.width) ?? need.slice(0, view.width),
	];
}

/** The lines besides the overlay's own; `sheetHeight` tells how many it takes of those it may take. */
export function drawFrame(view: View, sheetHeight: (room: number) => number): Frame {
	const most = overlayHeight(view);
	const sheet = Math.min(most, sheetHeight(most));
	const height = bodyHeight(view) - sheet;
	const body = view.ui.job === null ? drawList(view, height) : fill(drawJob(view, height), height);
	return {
		header: drawHeader(view, height),
		body,
		sheetHeight: sheet,
		bar: drawBar(view, offeredRows(placeOf(view.ui), view.ui)),
	};
}

function fill(lines: readonly string[], height: number): readonly string[] {
	return [...lines, ...Array<string>(Math.max(0, height - lines.length)).fill('')];
}
