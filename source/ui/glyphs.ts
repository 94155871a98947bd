import {type JobStatus, statusRow} from '../domain/status.ts';

/** The signs drawn, each one cell wide; a second set for terminals and fonts without them (`--ascii`). */
export type Glyphs = {
	readonly selected: string;
	readonly marked: string;
	readonly pending: string;
	readonly watched: string;
	readonly changed: string;
	readonly live: string;
	readonly lost: string;
	readonly paused: string;
	/** Nothing has come yet. */
	readonly waiting: string;
	readonly down: string;
	readonly up: string;
	readonly full: string;
	readonly empty: string;
	readonly line: string;
	readonly bar: string;
	readonly updown: string;
	/** In front of a line where something to look for is typed. */
	readonly find: string;
	/** In place of each letter of a password. */
	readonly mask: string;
	readonly isAscii: boolean;
	readonly status: (status: JobStatus) => string;
};

const unicode: Glyphs = {
	selected: '❯',
	marked: '✚',
	pending: '⟳',
	watched: '◎',
	changed: '•',
	live: '●',
	lost: '✗',
	paused: '‖',
	waiting: '○',
	down: '▾',
	up: '▴',
	full: '█',
	empty: '░',
	line: '─',
	bar: '│',
	updown: '↑↓',
	find: '/',
	mask: '•',
	isAscii: false,
	status: status => statusRow(status).glyph,
};

const ascii: Glyphs = {
	selected: '>',
	marked: '+',
	pending: '~',
	watched: 'w',
	changed: '&',
	live: '*',
	lost: 'x',
	paused: '=',
	waiting: 'o',
	down: 'v',
	up: '^',
	full: '#',
	empty: '.',
	line: '-',
	bar: '|',
	updown: 'up/down',
	find: '/',
	mask: '*',
	isAscii: true,
	status: status => statusRow(status).asciiGlyph,
};

export function glyphsFor(isAscii: boolean): Glyphs {
	return isAscii ? ascii : unicode;
}
