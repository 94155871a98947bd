import {displayWidth, graphemesOf, graphemeWidth, isPlainAscii} from '../../../terminal/display-width.ts';

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

/** The first row of a line, when lines are cut instead of broken. */
export function cutLine(line: string, width: number): Piece {
	if (displayWidth(line.slice(0, width * 24)) <= width && line.length <= width * 24)
		return {text: line, start: 0};
	return wrapLine(line.slice(0, width * 24), width)[0]!;
}
