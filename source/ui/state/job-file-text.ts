import {cleanText} from '../../terminal/clean-text.ts';

/** Text of a file, line by line, ready to be shown; only the last part of a long one. */
export type FileText = {
	/** Clean lines, oldest first. */
	readonly lines: readonly string[];
	/** What came after the last line break, as it was received. */
	readonly rest: string;
	/** Characters in `lines`. */
	readonly length: number;
	/** Lines dropped from the front. */
	readonly dropped: number;
};

export const emptyFileText: FileText = {lines: [], rest: '', length: 0, dropped: 0};

export const mostLines = 5000;
export const mostCharacters = 2_000_000;
/** Longer lines are broken, so that a file without line breaks stays bounded as well. */
const longestLine = 10_000;

/** Adds text at the end; drops lines at the front when there are too many. */
export function appendText(text: FileText, added: string): FileText {
	if (added === '') return text;
	const pieces = (text.rest + added).split('\n');
	let rest = pieces.pop()!;
	const lines = pieces.flatMap(piece => breakLong(readableLine(piece)));
	if (rest.length > longestLine) {
		// Of a progress bar that rewrites one line for ever only its last state counts.
		const whole = rest.includes('\r') ? [] : breakLong(rest);
		rest = whole.pop() ?? rest.slice(rest.lastIndexOf('\r', rest.length - 2) + 1).slice(-longestLine);
		lines.push(...whole.map(readableLine));
	}
	return dropOldest({
		lines: lines.length === 0 ? text.lines : [...text.lines, ...lines],
		rest,
		length: text.length + lines.reduce((sum, line) => sum + line.length, 0),
		dropped: text.dropped,
	});
}

function dropOldest(text: FileText): FileText {
	let {length} = text;
	let gone = Math.max(0, text.lines.length - mostLines);
	for (let index = 0; index < gone; index++) length -= text.lines[index]!.length;
	while (length > mostCharacters) {
		length -= text.lines[gone]!.length;
		gone++;
	}
	return gone === 0 ? text : {...text, lines: text.lines.slice(gone), length, dropped: text.dropped + gone};
}

/** All lines to show, the unfinished last one with them. */
export function shownLines(text: FileText): readonly string[] {
	return text.rest === '' ? text.lines : [...text.lines, readableLine(text.rest)];
}

function breakLong(line: string): string[] {
	if (line.length <= longestLine) return [line];
	const parts: string[] = [];
	let at = 0;
	while (at < line.length) {
		let end = Math.min(line.length, at + longestLine);
		const code = line.charCodeAt(end - 1);
		if (end < line.length && code >= 0xd800 && code < 0xdc00) end--;
		parts.push(line.slice(at, end));
		at = end;
	}
	return parts;
}

/**
 * A line as a terminal would have shown it in the end: colours left out, what a carriage return wrote over gone, tabs as
 * blanks; every other control character made visible.
 */
export function readableLine(raw: string): string {
	let line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
	line = line.slice(line.lastIndexOf('\r') + 1);
	if (line.includes('\u001B')) line = line.replace(/\u001B\[[0-?]*[ -/]*[@-~]/g, '');
	if (line.includes('\t')) line = expandTabs(line);
	return cleanText(line);
}

function expandTabs(line: string): string {
	let text = '';
	for (const [index, part] of line.split('\t').entries()) {
		if (index > 0) text += ' '.repeat(8 - (text.length % 8));
		text += part;
	}
	return text;
}
