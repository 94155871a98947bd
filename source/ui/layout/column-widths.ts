import type {JobColumn} from '../../domain/job-columns.ts';
import type {ColumnRow} from '../columns.ts';
import type {View} from '../view.ts';
import {narrowWidth} from './widths.ts';

export type PlacedColumn = {readonly row: ColumnRow; readonly width: number};

const gap = 2;

/** Which columns fit into a width, and how wide each is. Dropped by rank; what is left over goes to those that can grow. */
export function placeColumns(
	rows: readonly ColumnRow[],
	view: View,
	width: number,
	wanted: readonly JobColumn[] | null = null,
): readonly PlacedColumn[] {
	const isUsual = ({isUsual: is = false}: ColumnRow): boolean => (typeof is === 'function' ? is(view) : is);
	let shown =
		wanted === null ? rows.filter(isUsual) : wanted.map(column => rows.find(row => row.column === column)!);
	const essential = shown.filter(row => row.rank === 0);
	// What the person has chosen may hold neither status nor name.
	if (view.width < narrowWidth) shown = essential.length > 0 ? essential : shown.slice(0, 1);
	const widthOf = (row: ColumnRow): number =>
		Math.max(
			typeof row.width === 'function' ? row.width(view) : row.width,
			row.title.length + (row.sortKey ? 2 : 0),
		);
	const total = (): number => shown.reduce((sum, row) => sum + widthOf(row) + gap, -gap);
	while (total() > width && shown.length > 1 && shown.some(row => row.rank > 0)) {
		const last = Math.max(...shown.map(row => row.rank));
		shown = shown.filter(row => row.rank !== last);
	}
	let left = Math.max(0, width - total());
	const placed = shown.map(row => ({row, width: widthOf(row)}));
	// Room goes to names first: it is by them that people know their jobs.
	for (const column of [...placed].sort((one, other) => one.row.rank - other.row.rank)) {
		const grown = Math.min(left, Math.max(0, (column.row.growsTo ?? 0) - column.width));
		column.width += grown;
		left -= grown;
	}
	if (total() > width) {
		const name = placed.find(column => column.row.growsTo !== undefined);
		if (name) name.width = Math.max(4, name.width - (total() - width));
	}
	return placed;
}

export const columnGap = ' '.repeat(gap);
