import type {LineCells} from './line-cells.ts';

/** Lines `top` to `bottom` (both included) move up by so many lines, or down when negative; what comes free is blank. */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

/** Fewer lines than this are cheaper written than moved. */
const fewestLines = 6;

/** What a line of a list is recognised by: the text of its left part, since beside a list something else may stand. */
const recognisedShare = 0.4;

/** The mark of the selected row, which does not move with its line. */
const skippedColumns = 3;

function keyOf(cells: LineCells, columns: number): string {
	return cells.glyphs
		.slice(skippedColumns, Math.ceil(columns * recognisedShare))
		.join('')
		.trim();
}

/** Whether most of the lines that differ stand a few lines away from where they stood, as after scrolling a list. */
export function findScroll(
	shown: readonly LineCells[],
	wanted: readonly LineCells[],
	columns: number,
): Scroll | undefined {
	const places = new Map<string, number>();
	const changed: number[] = [];
	for (const [row, cells] of wanted.entries()) {
		const before = shown[row];
		if (before === undefined || before === cells) continue;
		changed.push(row);
		const key = keyOf(before, columns);
		// A line that stands there twice tells nothing.
		if (key !== '') places.set(key, places.has(key) ? -1 : row);
	}
	if (changed.length < fewestLines) return undefined;
	const votes = new Map<number, number[]>();
	for (const row of changed) {
		const from = places.get(keyOf(wanted[row]!, columns));
		if (from === undefined || from < 0 || from === row) continue;
		votes.set(from - row, [...(votes.get(from - row) ?? []), row]);
	}
	let by = 0;
	let rows: readonly number[] = [];
	for (const [distance, moved] of votes) {
		if (moved.length > rows.length) {
			by = distance;
			rows = moved;
		}
	}
	if (rows.length < fewestLines) return undefined;
	const first = rows[0]!;
	const last = rows.at(-1)!;
	return {top: Math.min(first, first + by), bottom: Math.max(last, last + by), by};
}

/** The sequence for it: margins around the lines, lines taken out or put in at the top, margins off again. */
export function scrollText({top, bottom, by}: Scroll): string {
	const margins = `\u001B[${top + 1};${bottom + 1}r\u001B[${top + 1}H`;
	return `${margins}\u001B[${Math.abs(by)}${by > 0 ? 'M' : 'L'}\u001B[r`;
}

/** What stands on the screen after it. */
export function scrolled<Line>(lines: readonly Line[], {top, bottom, by}: Scroll, blank: Line): Line[] {
	const region = lines.slice(top, bottom + 1);
	const blanks = Array.from({length: Math.abs(by)}, () => blank);
	const moved = by > 0 ? [...region.slice(by), ...blanks] : [...blanks, ...region.slice(0, by)];
	return [...lines.slice(0, top), ...moved, ...lines.slice(bottom + 1)];
}
