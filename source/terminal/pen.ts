import {coveredMark, isCertain, type LineCells} from './line-cells.ts';
import {isSameOnBlank, plainStyle, styleChange, type TextStyle} from './text-style.ts';

/** Writes cells at places, and knows where the cursor stands and in which style, so that each step costs as few bytes as it can. */
export type Pen = {
	readonly moveTo: (row: number, column: number) => void;
	/** Writes the cells from `start` up to `end`; never begins within a wide one. */
	readonly writeCells: (cells: LineCells, start: number, end: number) => void;
	/** Makes everything from the cursor to the end of the line blank. */
	readonly eraseRest: () => void;
	/** Bytes that going on at this cell would take: by a move, or by writing the cells between again. */
	readonly costOfMove: (column: number, style: TextStyle) => number;
	readonly costOfCells: (cells: LineCells, end: number, style: TextStyle) => number;
	/** Whether it stands in this row, left of this column. */
	readonly isBefore: (row: number, column: number) => boolean;
	readonly column: () => number;
	/** All that was written, ending in plain style. */
	readonly text: () => string;
};

/** The cell's style; beyond the end of a line there are plain blanks. */
export function styleAt(cells: LineCells, column: number): TextStyle {
	return cells.styles[column] ?? plainStyle;
}

/** The cell's glyph; beyond the end of a line there are plain blanks. */
export function glyphAt(cells: LineCells, column: number): string {
	return cells.glyphs[column] ?? ' ';
}

function moveText(fromRow: number, fromColumn: number, row: number, column: number): string {
	if (fromRow !== row) {
		if (column > 0) return `\u001B[${row + 1};${column + 1}H`;
		return row === 0 ? '\u001B[H' : `\u001B[${row + 1}H`;
	}
	if (fromColumn === column) return '';
	if (column === 0) return '\r';
	const ahead = column - fromColumn;
	const toColumn = `\u001B[${column + 1}G`;
	if (fromColumn < 0 || ahead < 0) return toColumn;
	const forward = ahead === 1 ? '\u001B[C' : `\u001B[${ahead}C`;
	return forward.length <= toColumn.length ? forward : toColumn;
}

/** Starts with an unknown place and plain style, as every frame leaves it. */
export function createPen(columns: number): Pen {
	const parts: string[] = [];
	let row = -1;
	// -1 when the row is known and the column is not: at the right edge terminals differ in where the cursor stands.
	let column = -1;
	let style = plainStyle;
	const setStyle = (next: TextStyle): void => {
		const change = styleChange(style, next);
		if (change) parts.push(change);
		style = next;
	};
	return {
		isBefore: (ofRow, ofColumn) => row === ofRow && column >= 0 && column < ofColumn,
		column: () => column,
		text: () => parts.join('') + styleChange(style, plainStyle),
		moveTo: (toRow, toColumn) => {
			const move = moveText(row, column, toRow, toColumn);
			if (move) parts.push(move);
			row = toRow;
			column = toColumn;
		},
		writeCells: (cells, start, end) => {
			let uncertain = false;
			for (let at = start; at < end; at++) {
				const glyph = glyphAt(cells, at);
				if (glyph.startsWith(coveredMark)) continue;
				if (uncertain) {
					// Wherever the terminal thinks it is after that glyph, the next one has its own place.
					parts.push(`\u001B[${at + 1}G`);
					uncertain = false;
				}
				const wanted = styleAt(cells, at);
				if (glyph !== ' ' || !isSameOnBlank(style, wanted)) setStyle(wanted);
				if (at <= cells.lastUncertain && !isCertain(glyph)) {
					let width = 1;
					while (glyphAt(cells, at + width) === coveredMark + glyph) width++;
					// A terminal that draws it narrower must not leave old text in the rest of its cells.
					parts.push(' '.repeat(width), `\u001B[${at + 1}G`);
					uncertain = true;
				}
				parts.push(glyph);
			}
			column = uncertain || end >= columns ? -1 : end;
		},
		eraseRest: () => {
			setStyle(plainStyle);
			parts.push('\u001B[K');
		},
		costOfMove: (toColumn, next) => {
			return moveText(row, column, row, toColumn).length + styleChange(style, next).length;
		},
		costOfCells: (cells, end, next) => {
			let cost = 0;
			let current = style;
			for (let at = column; at < end; at++) {
				const glyph = glyphAt(cells, at);
				if (glyph.startsWith(coveredMark)) continue;
				const wanted = styleAt(cells, at);
				cost += glyph.length === 1 && glyph < '\u0080' ? 1 : 3;
				if (glyph === ' ' && isSameOnBlank(current, wanted)) continue;
				cost += styleChange(current, wanted).length;
				current = wanted;
			}
			return cost + styleChange(current, next).length;
		},
	};
}
