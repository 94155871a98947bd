import {emptyLine, type LineCells, readCells} from './line-cells.ts';
import {createPen} from './pen.ts';
import {findScroll, scrolled, scrollText} from './scroll.ts';
import {writeLine} from './write-line.ts';

export type PictureSize = {readonly columns: number; readonly rows: number};

export type PictureOptions = {
	/** Nothing but ASCII reaches the terminal. */
	readonly isAscii?: boolean;
	/** Whether the terminal holds back a frame until all of it has come (mode 2026). */
	readonly hasSynchronizedOutput?: boolean;
};

/** What stands on the screen, as far as it is known. */
export type Picture = {
	/** Everything that leads from what is on the screen to this frame; empty when that is the same. */
	readonly paint: (frame: string, size: PictureSize) => string;
	/** From now on nobody knows what is on the screen; the next frame is painted whole. */
	readonly forget: () => void;
};

/** So few lines reach a terminal in one piece anyway, and the marks would cost more than they save. */
const linesWithoutMarks = 3;

/** Less than this is not worth a look at whether the lines only moved. */
const smallChange = 200;

/** The bytes that turn the lines of one picture into those of another, and how many lines differ. */
function change(
	shown: readonly LineCells[],
	wanted: readonly LineCells[],
	columns: number,
): {readonly text: string; readonly lines: number} {
	const pen = createPen(columns);
	let lines = 0;
	for (const [row, cells] of wanted.entries()) {
		if (shown[row] === cells) continue;
		writeLine(pen, row, shown[row], cells, columns);
		lines++;
	}
	return {text: pen.text(), lines};
}

export function createPicture({
	isAscii = false,
	hasSynchronizedOutput = false,
}: PictureOptions = {}): Picture {
	let texts: readonly string[] = [];
	let shown: readonly LineCells[] = [];
	let size: PictureSize = {columns: 0, rows: 0};
	const forget = (): void => {
		texts = [];
		shown = [];
	};
	return {
		forget,
		paint: (frame, {columns, rows}) => {
			if (columns !== size.columns || rows !== size.rows) forget();
			size = {columns, rows};
			const lines = frame.split('\n', rows);
			while (lines.length < rows) lines.push('');
			const wanted = lines.map((line, row) => {
				if (texts[row] === line) return shown[row]!;
				return line === '' ? emptyLine : readCells(line, columns, isAscii);
			});
			let best = change(shown, wanted, columns);
			if (best.text.length > smallChange && shown.length > 0) {
				const scroll = findScroll(shown, wanted, columns);
				if (scroll) {
					const rest = change(scrolled(shown, scroll, emptyLine), wanted, columns);
					const text = scrollText(scroll) + rest.text;
					if (text.length < best.text.length) best = {text, lines: best.lines};
				}
			}
			texts = lines;
			shown = wanted;
			return hasSynchronizedOutput && best.text !== '' && best.lines > linesWithoutMarks
				? `\u001B[?2026h${best.text}\u001B[?2026l`
				: best.text;
		},
	};
}
