import type {Environment} from '../domain/environment.ts';
import type {Multiplexer} from './passthrough.ts';

/** How many colours may be used: none, the 16 of the terminal's own palette, 256, or any. */
export type ColourDepth = 'none' | '16' | '256' | 'full';

export type Capabilities = {
	readonly colours: ColourDepth;
	/** Whether only ASCII is drawn. */
	readonly isAscii: boolean;
	/** Whether the terminal is known to hold back a frame until all of it has come (mode 2026). */
	readonly hasSynchronizedOutput: boolean;
	readonly hasTitle: boolean;
	readonly multiplexer: Multiplexer;
	/** Whether the terminal tells of itself that its background is light; most tell nothing. */
	readonly hasLightBackground: boolean;
};

/** What the person has asked for, by flags or settings. */
export type Wishes = {readonly isAscii?: boolean; readonly isWithoutColour?: boolean};

/** Terminals of which no more is known than that they show text. */
const plainTerminals = /^(?:dumb|unknown|)$/;

/** Consoles whose fonts and titles are not to be counted on. */
const oldTerminals = /^(?:linux|vt\d)/;

/** Terminals known to keep the marks of mode 2026, by the variable each of them sets. They do not come along over SSH. */
function knowsSynchronizedOutput(env: Environment): boolean {
	const program = env['TERM_PROGRAM'] ?? '';
	const term = env['TERM'] ?? '';
	return (
		['iTerm.app', 'WezTerm', 'ghostty', 'contour', 'rio'].includes(program) ||
		/^(?:xterm-kitty|xterm-ghostty|foot|alacritty|contour|rio)/.test(term) ||
		Boolean(env['KITTY_WINDOW_ID'])
	);
}

function colourDepth(env: Environment): ColourDepth {
	const forced = env['FORCE_COLOR'];
	if (forced !== undefined && forced !== '') {
		if (forced === '0' || forced === 'false') return 'none';
		return forced === '3' ? 'full' : forced === '2' ? '256' : '16';
	}
	const term = env['TERM'] ?? '';
	if (plainTerminals.test(term) || /^vt[12]\d\d/.test(term)) return 'none';
	if (/^(?:truecolor|24bit)$/.test(env['COLORTERM'] ?? '') || /-direct$/.test(term)) return 'full';
	return /-256(?:color)?$|^(?:alacritty|foot|xterm-kitty|xterm-ghostty)/.test(term) ? '256' : '16';
}

/** The language setting that names the character set: the first variable that is set, as POSIX has it. Empty when none is. */
export function languageSetting(env: Environment): string {
	return env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
}

/**
 * The character set of the language settings. Containers and new machines set none at all although every terminal of today takes
 * UTF-8; then the terminal's kind decides.
 */
function isUtf8(env: Environment): boolean {
	const language = languageSetting(env);
	return language === '' ? !oldTerminals.test(env['TERM'] ?? '') : /utf-?8/i.test(language);
}

/** Asking the terminal for its background would mix its answer with the keys; some terminals tell it unasked. */
function hasLightBackground(env: Environment): boolean {
	const background = env['COLORFGBG']?.split(';').at(-1);
	return background === '7' || background === '15';
}

/**
 * Whether the cursor can be moved about, which every screen needs. Only a terminal that says it is dumb is taken at its word:
 * Windows and some ways to start a program set no TERM at all, in terminals that can.
 */
export function canDraw(env: Environment): boolean {
	return env['TERM'] !== 'dumb';
}

function multiplexerOf(env: Environment): Multiplexer {
	const term = env['TERM'] ?? '';
	if (env['TMUX'] || term.startsWith('tmux')) return 'tmux';
	return env['STY'] && term.startsWith('screen') ? 'screen' : 'none';
}

/** What the terminal can do, as far as the environment tells. Where it is silent the answer is the careful one. */
export function readCapabilities(env: Environment, {isAscii, isWithoutColour}: Wishes = {}): Capabilities {
	const term = env['TERM'] ?? '';
	const multiplexer = multiplexerOf(env);
	return {
		colours: isWithoutColour || env['NO_COLOR'] ? 'none' : colourDepth(env),
		isAscii: isAscii === true || !isUtf8(env),
		// Older multiplexers drop the marks or, worse, hold the frame back.
		hasSynchronizedOutput: multiplexer === 'none' && knowsSynchronizedOutput(env),
		hasTitle: !plainTerminals.test(term) && !oldTerminals.test(term),
		multiplexer,
		hasLightBackground: hasLightBackground(env),
	};
}
