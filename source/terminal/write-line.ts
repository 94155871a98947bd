import type {LineCells} from './line-cells.ts';
import {glyphAt, type Pen, styleAt} from './pen.ts';
import {plainStyle, styleChange} from './text-style.ts';

const eraseCost = '\u001B[K'.length;

function isSameCell(shown: LineCells, wanted: LineCells, column: number): boolean {
	return (
		glyphAt(shown, column) === glyphAt(wanted, column) &&
		styleAt(shown, column).parameters === styleAt(wanted, column).parameters
	);
}

/** The next stretch of differing cells from `column` on, before `end`. */
function nextChange(
	shown: LineCells,
	wanted: LineCells,
	column: number,
	end: number,
): {start: number; end: number} | undefined {
	let start = column;
	while (start < end && isSameCell(shown, wanted, start)) start++;
	if (start >= end) return undefined;
	let stop = start + 1;
	while (stop < end && !isSameCell(shown, wanted, stop)) stop++;
	return {start, end: stop};
}

/**
 * Turns one line of the screen into another. `shown` is what stands there now, undefined when nobody knows. Unchanged cells are
 * skipped where a move is shorter than writing them again.
 */
export function writeLine(
	pen: Pen,
	row: number,
	shown: LineCells | undefined,
	wanted: LineCells,
	columns: number,
): void {
	const length = wanted.glyphs.length;
	if (!shown) {
		pen.moveTo(row, 0);
		pen.writeCells(wanted, 0, length);
		if (length < columns) {
			pen.moveTo(row, length);
			pen.eraseRest();
		}
		return;
	}
	const shownLength = shown.glyphs.length;
	const first = nextChange(shown, wanted, 0, Math.max(length, shownLength));
	if (!first) return;
	const rest = shownLength - length;
	const isErased = rest > eraseCost + styleChange(styleAt(wanted, length - 1), plainStyle).length;
	if (first.start <= wanted.lastUncertain) {
		// A glyph that turns out wider than thought covers what follows, so all of that is written anew.
		pen.moveTo(row, first.start);
		pen.writeCells(wanted, first.start, length);
		if (length < columns) {
			pen.moveTo(row, length);
			pen.eraseRest();
		}
		return;
	}
	const end = isErased ? length : Math.max(length, shownLength);
	for (
		let change = nextChange(shown, wanted, 0, end);
		change;
		change = nextChange(shown, wanted, change.end, end)
	) {
		reach(pen, row, wanted, change.start);
		pen.writeCells(wanted, change.start, change.end);
	}
	if (isErased) {
		pen.moveTo(row, length);
		pen.eraseRest();
	}
}

/** Gets the pen to a cell of a row: by writing the cells before it again when it stands close behind them. */
function reach(pen: Pen, row: number, wanted: LineCells, column: number): void {
	const style = styleAt(wanted, column);
	if (pen.isBefore(row, column) && pen.costOfCells(wanted, column, style) <= pen.costOfMove(column, style)) {
		pen.writeCells(wanted, pen.column(), column);
	} else pen.moveTo(row, column);
}
