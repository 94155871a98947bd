import {cleanText} from '../../terminal/clean-text.ts';
import {displayWidth} from '../../terminal/display-width.ts';
import {cutText} from '../../terminal/fit-text.ts';

/** A painted line without its colours. */
export function unstyled(line: string): string {
	return line.replace(/\u001B\[[0-9;]*m/g, '');
}

/** A painted line with spaces behind it up to a width. */
export function padLine(line: string, width: number): string {
	return line + ' '.repeat(Math.max(0, width - displayWidth(unstyled(line))));
}

/** A text of the service as one clean line, whatever breaks it had. */
export function oneLine(text: string): string {
	return cleanText(text.replace(/\s+/g, ' '));
}

/** Breaks words into lines of a width; words longer than a line are cut into pieces. */
export function wrapWords(text: string, width: number): readonly string[] {
	const room = Math.max(1, width);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/).filter(Boolean)) {
		if (line !== '' && displayWidth(line) + 1 + displayWidth(word) <= room) {
			line += ` ${word}`;
			continue;
		}
		if (line !== '') lines.push(line);
		line = '';
		for (const point of word) {
			if (displayWidth(line + point) > room) {
				lines.push(line);
				line = '';
			}
			line += point;
		}
	}
	if (line !== '') lines.push(line);
	return lines;
}

/** The same, in no more lines than there is room for: `…` ends a text that is longer. */
export function wrapWithin(text: string, width: number, rows: number): readonly string[] {
	const lines = wrapWords(text, width);
	if (lines.length <= rows) return lines;
	if (rows <= 0) return [];
	return [...lines.slice(0, rows - 1), cutText(`${lines[rows - 1]} ${lines[rows]}`, Math.max(1, width))];
}

/** A bar of so many cells, filled by a share between 0 and 1. */
export function barOf(share: number, cells: number, full: string, empty: string): string {
	const filled = Math.round(Math.min(1, Math.max(0, share)) * cells);
	return full.repeat(filled) + empty.repeat(cells - filled);
}
