import type {Key} from 'ink';

/** One press of a key, under the name that the key rows use. */
export type Press = {
	/** `up`, `enter`, `ctrl-c`, or the letter itself: `c`, `S`, `/`. */
	readonly name: string;
	/** True when it stands for a letter that can be typed. */
	readonly isText: boolean;
};

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\u007F': 'backspace',
	'\b': 'backspace',
};

/**
 * What the terminal says by itself, or a key that it sends as a sequence, whose escape byte came in a read of its own: parameters
 * and a final byte (CSI), a setting (OSC), the name or a setting of the terminal (DCS). `OPEN`, `P4ss` and `[x]` are text that
 * somebody types.
 */
const terminalReply =
	/^(?:(?:\[[\d;:<=>?!$ ]*[@-~])+|\]\d+;.*|P(?:[01]?[$+]r|>\|).*|P!\|[\dA-Fa-f]*(?:\u001B\\)?)$/s;
/** A key sent with one letter (SS3). Two letters that are typed look the same, but no escape byte comes before them. */
const letterKey = /^O[A-DFHMP-S]$/;

function isTerminalReply(input: string, isAfterEscape: boolean): boolean {
	return input.length > 1 && (terminalReply.test(input) || (isAfterEscape && letterKey.test(input)));
}

/**
 * The presses in one call of Ink's input hook. Over a slow line several keys come in one read, and Ink hands a run of letters
 * over as one text; each of its code points is a press of its own. Replies of the terminal (mouse, focus, colour reports)
 * look like text too and are left out. `isAfterEscape`: the last call brought an escape byte alone.
 */
export function readPresses(input: string, key: Key, isAfterEscape = false): readonly Press[] {
	const special = named.find(([flag]) => key[flag] === true);
	if (special !== undefined) return [{name: special[1], isText: false}];
	if (key.tab) return [{name: key.shift ? 'shift-tab' : 'tab', isText: false}];
	if (key.ctrl && input.length === 1) return [{name: `ctrl-${input.toLowerCase()}`, isText: false}];
	// Alt and a letter: never taken for the plain letter.
	if (key.meta || isTerminalReply(input, isAfterEscape)) return [];
	return [...input].map(readPoint).filter(press => press !== null);
}

function readPoint(point: string): Press | null {
	const name = controls[point];
	if (name !== undefined) return {name, isText: false};
	if (point === ' ') return {name: 'space', isText: true};
	const code = point.codePointAt(0)!;
	if (code > 0 && code < 27) return {name: `ctrl-${String.fromCharCode(code + 96)}`, isText: false};
	return code < 32 || (code >= 0x7f && code < 0xa0) ? null : {name: point, isText: true};
}

/** The text a press would type, or undefined when it types none. */
export function typedText(press: Press): string | undefined {
	if (!press.isText) return undefined;
	return press.name === 'space' ? ' ' : press.name;
}

const shown: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	enter: '⏎',
	esc: 'Esc',
	space: 'Space',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	backspace: 'Backspace',
	delete: 'Del',
};

const shownAscii: Readonly<Record<string, string>> = {
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
	enter: 'Enter',
};

/** A key's name for people: `⏎`, `Ctrl-L`, `c`. */
export function showKey(name: string, isAscii = false): string {
	if (name.startsWith('ctrl-')) return `Ctrl-${name.slice(5).toUpperCase()}`;
	return (isAscii ? shownAscii[name] : undefined) ?? shown[name] ?? name;
}

export const digitKeys: readonly string[] = [...'0123456789'];

/** The names of a row's keys; all the digits together are one. */
export function showKeys(names: readonly string[], isAscii = false): readonly string[] {
	if (names === digitKeys) return [`0${isAscii ? '-' : '–'}9`];
	return names.map(name => showKey(name, isAscii));
}
