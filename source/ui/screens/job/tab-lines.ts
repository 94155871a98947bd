/** The lines of a tab that have room on the screen, and how many there are below them. */
export type TabLines = {readonly lines: readonly string[]; readonly below: number};

/** The part of all lines that begins at `top`, or as near to it as fills the room. */
export function scrolled(all: readonly string[], top: number, rows: number): TabLines {
	const first = Math.max(0, Math.min(top, all.length - rows));
	return {lines: all.slice(first, first + rows), below: Math.max(0, all.length - first - rows)};
}
