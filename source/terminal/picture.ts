import {emptyLine, type LineCells, readCells} from './line-cells.ts';
import {createPen} from './pen.ts';
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

type ShownLine = {readonly text: string; readonly cells: LineCells};

/** So few lines reach a terminal in one piece anyway, and the marks would cost more than they save. */
const linesWithoutMarks = 3;

const unknown: readonly ShownLine[] = [];

export function createPicture({
	isAscii = false,
	hasSynchronizedOutput = false,
}: PictureOptions = {}): Picture {
	let shown = unknown;
	let shownSize: PictureSize = {columns: 0, rows: 0};
	const forget = (): void => {
		shown = unknown;
	};
	return {
		forget,
		paint: (frame, {columns, rows}) => {
			if (columns !== shownSize.columns || rows !== shownSize.rows) forget();
			shownSize = {columns, rows};
			const texts = frame.split('\n', rows);
			const pen = createPen(columns);
			let changed = 0;
			const next: ShownLine[] = [];
			for (let row = 0; row < rows; row++) {
				const text = texts[row] ?? '';
				const before = shown[row];
				if (before && before.text === text) {
					next.push(before);
					continue;
				}
				const cells = text === '' ? emptyLine : readCells(text, columns, isAscii);
				next.push({text, cells});
				writeLine(pen, row, before?.cells, cells, columns);
				changed++;
			}
			shown = next;
			const bytes = pen.text();
			return hasSynchronizedOutput && bytes !== '' && changed > linesWithoutMarks
				? `\u001B[?2026h${bytes}\u001B[?2026l`
				: bytes;
		},
	};
}
