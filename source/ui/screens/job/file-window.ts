import type {OpenFile} from '../../state/job-file-state.ts';
import {shownLines} from '../../state/job-file-text.ts';
import {cutLine, type Piece, wrapLine} from './wrap-line.ts';

/** A row of the screen: the piece number `piece` of the file's line number `line`. */
export type FileRow = Piece & {readonly line: number; readonly piece: number};

/** Where the first row of the screen stands: the line, and how many of its pieces are above the screen. */
export type FilePlace = Pick<OpenFile, 'top' | 'skip'>;

export type FileWindow = FilePlace & {
	readonly rows: readonly FileRow[];
	/** The lines of the file that can be shown. */
	readonly lines: readonly string[];
	/** The place from which the end of the file is still at the bottom of the screen. */
	readonly last: FilePlace;
};

/** The part of a file that fits on the screen: its end while it is followed, else from its place on. */
export function fileWindow(file: OpenFile, width: number, height: number): FileWindow {
	const lines = shownLines(file.text);
	const room = Math.max(1, height);
	const end: FileRow[] = [];
	for (let line = lines.length - 1; line >= 0 && end.length < room; line--) {
		end.unshift(...rowsOf(file, lines, line, width));
	}
	const atEnd = end.slice(-room);
	const last = {top: atEnd[0]?.line ?? 0, skip: atEnd[0]?.piece ?? 0};
	if (file.isFollowing || !isBefore(file, last)) return {rows: atEnd, lines, last, ...last};
	const rows: FileRow[] = [];
	for (let line = file.top; line < lines.length && rows.length < room; line++) {
		const pieces = rowsOf(file, lines, line, width);
		rows.push(...(line === file.top ? pieces.slice(Math.min(file.skip, pieces.length - 1)) : pieces));
	}
	return {rows: rows.slice(0, room), lines, last, top: rows[0]?.line ?? 0, skip: rows[0]?.piece ?? 0};
}

function rowsOf(file: OpenFile, lines: readonly string[], line: number, width: number): readonly FileRow[] {
	// Some programs fill their lines up with blanks, which would make empty rows of their own.
	const text = lines[line]!.trimEnd();
	const pieces = file.isWrapped ? wrapLine(text, width) : [cutLine(text, width)];
	return pieces.map((piece, index) => ({...piece, line, piece: index}));
}

function isBefore(one: FilePlace, other: FilePlace): boolean {
	return one.top < other.top || (one.top === other.top && one.skip < other.skip);
}

/** The place so many rows of the screen further down, or up; not past the beginning or the end. */
export function movePlace(file: OpenFile, window: FileWindow, width: number, rows: number): FilePlace {
	const {lines, last} = window;
	const count = (line: number): number => rowsOf(file, lines, line, width).length;
	let {top, skip} = window;
	for (let left = rows; left > 0 && isBefore({top, skip}, last); left--) {
		if (skip + 1 < count(top)) skip++;
		else {
			top++;
			skip = 0;
		}
	}
	for (let left = -rows; left > 0 && (top > 0 || skip > 0); left--) {
		if (skip > 0) skip--;
		else {
			top--;
			skip = count(top) - 1;
		}
	}
	return {top, skip};
}
