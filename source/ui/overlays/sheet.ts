import {cutText, displayWidth} from '../../terminal/fit-text.ts';
import {type TextField, textOf} from '../state/text-field.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';

/** The sign that stands for each character of a password. */
const maskOf = (view: View): string => (view.glyphs.isAscii ? '*' : '•');

/**
 * Lines an overlay takes of a screen of so many rows, its title included; the keys that scroll count on it. Less than the screen
 * by what is always to be seen: the header, a row of the list, the key bar.
 */
export function sheetHeight(screenRows: number): number {
	return Math.max(5, Math.min(30, screenRows - 7));
}

/** Rows of an overlay below its title. */
export function sheetRows(screenRows: number): number {
	return sheetHeight(screenRows) - 1;
}

/** An overlay's lines under its title, cut to a height. `note` stands at the right of the title. */
export function drawSheet(
	view: View,
	title: string,
	lines: readonly string[],
	height: number,
	note = '',
): readonly string[] {
	if (height <= 0) return [];
	return [titleLine(view, title, note), ...lines].slice(0, height);
}

function titleLine({paint, glyphs, width}: View, title: string, note: string): string {
	const name = cutText(title, Math.max(0, width - 4));
	const room = width - displayWidth(name) - 3;
	const extra = note === '' || room < 12 ? '' : ` ${cutText(note, room - 6)} `;
	const tail = extra === '' ? '' : glyphs.line;
	const rule = glyphs.line.repeat(Math.max(0, room - displayWidth(extra) - tail.length));
	return `${paint('border', glyphs.line)} ${paint('title', name)} ${paint('border', rule)}${paint('dim', extra)}${paint('border', tail)}`;
}

/** One line of plain text of one role, two cells in where there is room. */
export function textLine(view: View, text: string, role: Role = 'text'): string {
	const indent = view.width >= 40 ? '  ' : '';
	return indent + view.paint(role, cutText(text, view.width - indent.length));
}

/** The part of some lines that has room, with the chosen one in its middle as far as the ends allow. */
export function windowAround(lines: readonly string[], chosen: number, rows: number): LinesWindow {
	const room = Math.max(0, rows);
	const top = Math.max(0, Math.min(chosen - Math.floor(room / 2), lines.length - room));
	const below = Math.max(0, lines.length - top - room);
	return {shown: lines.slice(top, top + room), note: top + below === 0 ? '' : `${top} above, ${below} below`};
}

/** `note` tells how many lines are out of sight; empty when none is. */
export type LinesWindow = {readonly shown: readonly string[]; readonly note: string};

/** A text field of a width, with its cursor as a cell turned round when it has the focus. */
export function drawField(
	view: View,
	field: TextField,
	width: number,
	{isFocused = true, isMasked = false}: {readonly isFocused?: boolean; readonly isMasked?: boolean} = {},
): string {
	const {paint} = view;
	const points = isMasked ? field.points.map(() => maskOf(view)) : field.points;
	if (!isFocused) return cutText(isMasked ? points.join('') : textOf(field), width);
	// From the first point on that still lets the cursor be seen at the right end.
	let from = field.cursor;
	let before = 0;
	while (from > 0) {
		const step = cellWidth(points[from - 1]!);
		if (before + step > Math.max(1, width - 2)) break;
		before += step;
		from -= 1;
	}
	let text = '';
	let used = 0;
	for (let place = from; place <= points.length; place++) {
		const cell = place === points.length ? ' ' : cutText(points[place]!, 8);
		if (place === points.length && place !== field.cursor) break;
		if (used + displayWidth(cell) > width) break;
		text += place === field.cursor ? paint('selected', cell) : cell;
		used += displayWidth(cell);
	}
	return text;
}

function cellWidth(point: string): number {
	return displayWidth(cutText(point, 8));
}
