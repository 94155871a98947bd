import {cleanText} from '../../../terminal/clean-text.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText} from '../../../terminal/fit-text.ts';
import {type ScrolledLines, windowTop} from '../../layout/scrolled.ts';
import {type RequestRow, requestRows} from '../../state/job-request-rows.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {drawAbsent, drawOld} from './draw-loading.ts';
import {wrapLine} from './wrap-line.ts';

const roles: Readonly<Record<RequestRow['kind'], Role>> = {
	text: 'good',
	number: 'accent',
	word: 'held',
	bracket: 'dim',
};

/** Rows under the request for a value that is too long for its line. */
const mostWhole = 4;

/** The request as it was submitted, pretty, with a cursor; a long value under the cursor stands below in full. */
export function drawRequest(view: View, height: number): ScrolledLines {
	const {request, folded, requestIndex, top} = view.ui.job!;
	if (request.value === null) return {lines: drawAbsent(view, request, 'the request'), below: 0};
	const old = drawOld(view, request);
	const rows = requestRows(request.value, folded);
	const whole = height < 8 ? [] : drawWhole(view, rows[requestIndex]);
	const room = Math.max(1, height - old.length - whole.length);
	const first = windowTop(top, requestIndex, room, rows.length);
	const shown = rows
		.slice(first, first + room)
		.map((row, index) => drawRow(view, row, first + index === requestIndex));
	while (whole.length > 0 && shown.length < room) shown.push('');
	return {lines: [...old, ...shown, ...whole], below: Math.max(0, rows.length - first - room)};
}

function indentOf({width}: View, {depth}: RequestRow): string {
	return '  '.repeat(Math.min(depth, Math.floor(width / 4)));
}

function drawRow(view: View, row: RequestRow, isSelected: boolean): string {
	const {paint, glyphs, width} = view;
	const sign = row.isFoldable ? (row.hidden === null ? glyphs.down : '+') : ' ';
	const cursor = isSelected ? paint('accent', glyphs.selected) : ' ';
	const indent = indentOf(view, row);
	const hidden = row.hidden === null ? '' : `  ${row.hidden} hidden`;
	const room = Math.max(0, width - 3 - indent.length);
	const label = cutText(row.label, room);
	const left = Math.max(0, room - displayWidth(label));
	const value = cutText(row.value, left);
	const more = cutText(hidden, Math.max(0, left - displayWidth(value)));
	const text = isSelected
		? paint('selected', `${label}${value}${more}`)
		: `${label}${paint(roles[row.kind], value)}${paint('dim', more)}`;
	return `${cursor}${paint('dim', sign)} ${indent}${text}`;
}

function drawWhole(view: View, row: RequestRow | undefined): readonly string[] {
	if (row === undefined) return [];
	const text = cleanText(`${row.label}${row.value}`);
	if (displayWidth(text) <= view.width - 3 - indentOf(view, row).length) return [];
	const pieces = wrapLine(text, view.width);
	const shown = pieces.slice(0, mostWhole).map(piece => piece.text);
	const last = shown.at(-1);
	if (pieces.length > mostWhole && last !== undefined) shown[mostWhole - 1] = cutText(`${last}…`, view.width);
	return [view.paint('border', view.glyphs.line.repeat(view.width)), ...shown];
}
