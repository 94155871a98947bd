/** Lines that have room, and how many there are below them. */
export type ScrolledLines = {readonly lines: readonly string[]; readonly below: number};

/** How much is out of sight on both sides of what is shown, in words; empty when nothing is. */
export function outOfSightText(above: number, below: number): string {
	if (above > 0 && below > 0) return `${above} above, ${below} below`;
	if (above > 0) return `${above} more above`;
	return below > 0 ? `${below} more below` : '';
}

/** The first line shown of so many: `top`, or as near to it as fills the room, which may have grown since it was scrolled. */
export function firstShown(top: number, count: number, rows: number): number {
	return Math.max(0, Math.min(top, count - rows));
}

/** The first row shown, so that the cursor is in sight and no room is wasted below the last row. */
export function windowTop(top: number, index: number, rows: number, count: number): number {
	const room = Math.max(1, rows);
	const kept = Math.min(Math.max(top, index - room + 1), index);
	return firstShown(kept, count, room);
}

/** The part of all lines that begins at `top`, or as near to it as fills the room. */
export function scrolled(all: readonly string[], top: number, rows: number): ScrolledLines {
	const first = firstShown(top, all.length, rows);
	return {lines: all.slice(first, first + rows), below: Math.max(0, all.length - first - rows)};
}
