import {displayWidth} from '../../terminal/display-width.ts';
import {cutText} from '../../terminal/fit-text.ts';
import {firstShown, outOfSightText} from '../layout/scrolled.ts';
import {tinyWidth} from '../layout/widths.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';

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
	const indent = view.width >= tinyWidth ? '  ' : '';
	return indent + view.paint(role, cutText(text, view.width - indent.length));
}

/** The part of some lines that has room, with the chosen one in its middle as far as the ends allow. */
export function windowAround(lines: readonly string[], chosen: number, rows: number): LinesWindow {
	const room = Math.max(0, rows);
	const top = firstShown(chosen - Math.floor(room / 2), lines.length, room);
	const note = outOfSightText(top, lines.length - top - room);
	return {shown: lines.slice(top, top + room), note};
}

/** `note` tells how many lines are out of sight; empty when none is. */
export type LinesWindow = {readonly shown: readonly string[]; readonly note: string};
