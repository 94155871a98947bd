import {cutText} from '../../../terminal/fit-text.ts';
import {type RequestRow, requestRows} from '../../state/job-request-rows.ts';
import {windowTop} from '../../state/reduce-list.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {drawAbsent, drawOld} from './draw-loading.ts';

const roles: Readonly<Record<RequestRow['kind'], Role>> = {
	text: 'good',
	number: 'accent',
	word: 'held',
	bracket: 'dim',
};

/** The request as it was submitted, pretty, with a cursor. */
export function drawRequest(view: View, height: number): readonly string[] {
	const {request, folded, requestIndex, top} = view.ui.job!;
	if (request.value === null) return drawAbsent(view, request, 'the request');
	const old = drawOld(view, request);
	const rows = requestRows(request.value, folded);
	const room = Math.max(1, height - old.length);
	const first = windowTop(top, requestIndex, room, rows.length);
	const shown = rows
		.slice(first, first + room)
		.map((row, index) => drawRow(view, row, first + index === requestIndex));
	return [...old, ...shown];
}

function drawRow(view: View, row: RequestRow, isSelected: boolean): string {
	const {paint, glyphs, width} = view;
	const sign = row.isFoldable ? (row.hidden === null ? glyphs.down : '+') : ' ';
	const cursor = isSelected ? paint('accent', glyphs.selected) : ' ';
	const indent = '  '.repeat(Math.min(row.depth, Math.floor(width / 4)));
	const hidden = row.hidden === null ? '' : `  ${row.hidden} hidden`;
	const room = Math.max(0, width - 3 - indent.length);
	const label = cutText(row.label, room);
	const left = Math.max(0, room - label.length);
	const value = cutText(row.value, left);
	const more = cutText(hidden, Math.max(0, left - value.length));
	const text = isSelected
		? paint('selected', `${label}${value}${more}`)
		: `${label}${paint(roles[row.kind], value)}${paint('dim', more)}`;
	return `${cursor}${paint('dim', sign)} ${indent}${text}`;
}
