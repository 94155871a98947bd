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
	isAscii: true,
	status: status => statusRow(status).asciiGlyph,
};

/** The sign that something was cut off is the one of ours that is put in without asking what the terminal can show. */
export function spell(text: string, isAscii: boolean): string {
	return isAscii ? text.replaceAll('…', '~') : text;
}

export function glyphsFor(isAscii: boolean): Glyphs {
	return isAscii ? ascii : unicode;
}
