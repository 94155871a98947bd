import {graphemesOf, graphemeWidth, isPlainAscii} from '../../../terminal/display-width.ts';
import {cutText} from '../../../terminal/fit-text.ts';

/** A part of a line that fills one row of the screen; `start` is its first character's place in the line. */
export type Piece = {readonly text: string; readonly start: number};

/** Breaks a clean line into rows of a width, between characters. An empty line is one empty row. */
export function wrapLine(line: string, width: number): readonly Piece[] {
	const room = Math.max(2, width);
	if (line.length <= room && isPlainAscii(line)) return [{text: line, start: 0}];
	const pieces: Piece[] = [];
	if (isPlainAscii(line)) {
		for (let start = 0; start < line.length; start += room) {
			pieces.push({text: line.slice(start, start + room), start});
		}
		return pieces;
	}
	let text = '';
	let start = 0;
	let used = 0;
	for (const grapheme of graphemesOf(line)) {
		const wide = graphemeWidth(grapheme);
		if (used + wide > room && text !== '') {
			pieces.push({text, start});
			start += text.length;
			text = '';
			used = 0;
		}
		text += grapheme;
		used += wide;
	}
	if (text !== '' || pieces.length === 0) pieces.push({text, start});
	return pieces;
}

/** The one row of a line that is cut instead of broken. */
export function cutLine(line: string, width: number): Piece {
	return {text: cutText(line, width), start: 0};
}
