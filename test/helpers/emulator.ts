import xterm from '@xterm/headless';

/** How one cell looks; only what can be seen, so that two ways of drawing it compare equal. */
export type CellLook = {
	readonly text: string;
	/** `default`, `#rrggbb`, or the number of a palette colour. */
	readonly foreground: string;
	readonly background: string;
	/** Such as `bold inverse`; empty for none. */
	readonly attributes: string;
};

export type EmulatorModes = {
	readonly isAlternateScreen: boolean;
	readonly isCursorHidden: boolean;
	readonly hasBracketedPaste: boolean;
	readonly breaksLines: boolean;
	readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
	readonly reportsFocus: boolean;
	readonly isInSynchronizedFrame: boolean;
};

export type Emulator = {
	/** Resolves when the terminal has read it. */
	readonly write: (data: string | Uint8Array) => Promise<void>;
	/** The visible lines, without the blanks at their ends. */
	readonly lines: () => string[];
	/** The visible lines cell by cell; a wide character is followed by a cell with an empty text. */
	readonly cells: () => CellLook[][];
	readonly modes: () => EmulatorModes;
	readonly title: () => string;
	/** Depth of the stack of pushed titles. */
	readonly pushedTitles: () => number;
	/** What was put in the clipboard by OSC 52, decoded, in order. */
	readonly clipboard: () => readonly string[];
	/** Texts of OSC 9 and OSC 777, in order. */
	readonly notifications: () => readonly string[];
	readonly bells: () => number;
	/** Replies the terminal would send to the program. */
	readonly replies: () => readonly string[];
	/** Lines that were pushed out at the top; any in a full screen is a fault. */
	readonly scrolledLines: () => number;
	readonly cursor: () => {readonly row: number; readonly column: number};
	readonly resize: (columns: number, rows: number) => void;
	readonly dispose: () => void;
};

type Cell = ReturnType<NonNullable<ReturnType<xterm.IBuffer['getLine']>>['getCell']>;

const visibleOnBlank = /underline|inverse|strike|overline/;

function colourOf(isDefault: boolean, isRgb: boolean, value: number): string {
	if (isDefault) return 'default';
	return isRgb ? `#${value.toString(16).padStart(6, '0')}` : String(value);
}

function lookOf(cell: Exclude<Cell, undefined>): CellLook {
	const attributes = [
		cell.isBold() && 'bold',
		cell.isDim() && 'dim',
		cell.isItalic() && 'italic',
		cell.isUnderline() && 'underline',
		cell.isInverse() && 'inverse',
		cell.isStrikethrough() && 'strike',
		cell.isOverline() && 'overline',
		cell.isBlink() && 'blink',
		cell.isInvisible() && 'hidden',
	]
		.filter(Boolean)
		.join(' ');
	const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
	const foreground = colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
	const background = colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
	if (text !== ' ' || visibleOnBlank.test(attributes)) return {text, foreground, background, attributes};
	return {text, foreground: 'default', background, attributes: ''};
}

export type EmulatorOptions = {
	readonly columns: number;
	readonly rows: number;
	/** Draws every emoji two columns wide, each part of a joined one on its own; otherwise most are one column wide. */
	readonly hasWideEmoji?: boolean;
};

/** Widths as a newer terminal has them, in the form that xterm.js packs them: width in bits 1 and 2, whether it joins in bit 0. */
function widenEmoji(terminal: xterm.Terminal): void {
	const wcwidth = (code: number): 0 | 1 | 2 => {
		const letter = String.fromCodePoint(code);
		if (code === 0x200d || /^[\p{Mn}\p{Me}]$/u.test(letter)) return 0;
		if (/^\p{Emoji_Presentation}$/u.test(letter) || (code >= 0x1100 && code < 0x115f)) return 2;
		return /^[\u3000-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF60]$/u.test(letter) ? 2 : 1;
	};
	terminal.unicode.register({
		version: 'wide emoji',
		wcwidth,
		charProperties: (code, preceding) => {
			const width = wcwidth(code);
			const before = (preceding >> 1) & 3;
			const joins = width === 0 && preceding !== 0 && before !== 0;
			return ((joins ? Math.max(before, width) : width) << 1) | (joins ? 1 : 0);
		},
	});
	terminal.unicode.activeVersion = 'wide emoji';
}

/** A terminal without a window, which shows what a person would see. */
export function createEmulator({columns, rows, hasWideEmoji = false}: EmulatorOptions): Emulator {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
	if (hasWideEmoji) widenEmoji(terminal);
	let title = '';
	let pushedTitles = 0;
	let bells = 0;
	let isCursorHidden = false;
	const clipboard: string[] = [];
	const notifications: string[] = [];
	const replies: string[] = [];
	terminal.onTitleChange(text => {
		title = text;
	});
	terminal.onBell(() => {
		bells++;
	});
	terminal.onData(data => replies.push(data));
	const {parser} = terminal;
	parser.registerOscHandler(52, data => {
		clipboard.push(Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString());
		return true;
	});
	for (const number of [9, 777]) {
		parser.registerOscHandler(number, data => {
			notifications.push(data);
			return true;
		});
	}
	parser.registerCsiHandler({final: 't'}, parameters => {
		if (parameters[0] === 22) pushedTitles++;
		if (parameters[0] === 23) pushedTitles--;
		return false;
	});
	for (const final of ['h', 'l']) {
		parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.includes(25)) isCursorHidden = final === 'l';
			return false;
		});
	}
	const visibleRows = (): number[] => {
		const {baseY} = terminal.buffer.active;
		return Array.from({length: terminal.rows}, (_, row) => baseY + row);
	};
	return {
		write: data => new Promise(resolve => terminal.write(data, resolve)),
		lines: () =>
			visibleRows().map(row => terminal.buffer.active.getLine(row)?.translateToString(true).trimEnd() ?? ''),
		cells: () =>
			visibleRows().map(row => {
				const line = terminal.buffer.active.getLine(row);
				return Array.from({length: terminal.cols}, (_, column) => lookOf(line!.getCell(column)!));
			}),
		modes: () => ({
			isAlternateScreen: terminal.buffer.active.type === 'alternate',
			isCursorHidden,
			hasBracketedPaste: terminal.modes.bracketedPasteMode,
			breaksLines: terminal.modes.wraparoundMode,
			mouse: terminal.modes.mouseTrackingMode,
			reportsFocus: terminal.modes.sendFocusMode,
			isInSynchronizedFrame: terminal.modes.synchronizedOutputMode,
		}),
		title: () => title,
		pushedTitles: () => pushedTitles,
		clipboard: () => clipboard,
		notifications: () => notifications,
		bells: () => bells,
		replies: () => replies,
		scrolledLines: () => terminal.buffer.active.baseY,
		cursor: () => ({row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX}),
		resize: (toColumns, toRows) => terminal.resize(toColumns, toRows),
		dispose: () => terminal.dispose(),
	};
}
