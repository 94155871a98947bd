import type {OpenFile} from '../../state/job-file-state.ts';
import {shownLines} from '../../state/job-file-text.ts';
import {cutLine, type Piece, wrapLine} from './wrap-line.ts';

/** A row of the screen: a piece of the file's line number `line`. */
export type FileRow = Piece & {readonly line: number};

export type FileWindow = {
	readonly rows: readonly FileRow[];
	/** The first line shown. */
	readonly top: number;
	/** The first line with which the end of the file is still at the bottom of the screen. */
	readonly lastTop: number;
	readonly count: number;
};

/** The part of a file that fits on the screen: its end while it is followed, else from its top line on. */
export function fileWindow(file: OpenFile, width: number, height: number): FileWindow {
	const lines = shownLines(file.text);
	const room = Math.max(1, height);
	const piecesOf = (line: number): readonly Piece[] =>
		file.isWrapped ? wrapLine(lines[line]!, width) : [cutLine(lines[line]!, width)];
	const end: FileRow[] = [];
	let lastTop = lines.length;
	while (lastTop > 0 && end.length < room) {
		lastTop--;
		end.unshift(...piecesOf(lastTop).map(piece => ({...piece, line: lastTop})));
	}
	if (file.isFollowing || file.top >= lastTop) {
		const rows = end.slice(-room);
		return {rows, top: rows[0]?.line ?? 0, lastTop, count: lines.length};
	}
	const rows: FileRow[] = [];
	for (let line = Math.max(0, file.top); line < lines.length && rows.length < room; line++) {
		rows.push(...piecesOf(line).map(piece => ({...piece, line})));
	}
	return {rows: rows.slice(0, room), top: Math.max(0, file.top), lastTop, count: lines.length};
}
