/** Lines that have room, and how many there are below them. */
export type ScrolledLines = {readonly lines: readonly string[]; readonly below: number};

/** The part of all lines that begins at `top`, or as near to it as fills the room. */
export function scrolled(all: readonly string[], top: number, rows: number): ScrolledLines {
	const first = Math.max(0, Math.min(top, all.length - rows));
	return {lines: all.slice(first, first + rows), below: Math.max(0, all.length - first - rows)};
}
