import {type ColumnRow, narrowWidth} from '../columns.ts';
import type {View} from '../view.ts';

export type PlacedColumn = {readonly row: ColumnRow; readonly width: number};

const gap = 2;

/** Which columns fit into a width, and how wide each is. Dropped by rank; what is left over goes to those that can grow. */
export function placeColumns(
	rows: readonly ColumnRow[],
	view: View,
	width: number,
	wanted: readonly string[] | null = null,
): readonly PlacedColumn[] {
	const chosen = wanted?.flatMap(id => rows.find(row => row.id === id) ?? []) ?? [];
	// Words that name no column are passed over; with none left the choice is the program's again.
	let shown = chosen.length > 0 ? chosen : rows.filter(row => row.isShown?.(view) ?? true);
	if (view.width < narrowWidth) shown = shown.filter(row => row.rank === 0);
	const widthOf = (row: ColumnRow): number =>
		Math.max(row.width(view), row.title.length + (row.sortKey ? 2 : 0));
	const total = (): number => shown.reduce((sum, row) => sum + widthOf(row) + gap, -gap);
	while (total() > width && shown.some(row => row.rank > 0)) {
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
