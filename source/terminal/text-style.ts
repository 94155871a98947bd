/** How a cell is drawn: its SGR parameters, in one canonical order, so that equal looks are equal texts. */
export type TextStyle = {
	/** All parameters that lead from plain text to this style; empty for plain text. */
	readonly parameters: string;
	/** Bits of `attributes`. */
	readonly attributes: number;
	/** Parameters of the colour, empty for the terminal's own. */
	readonly foreground: string;
	readonly background: string;
};

type Attribute = {readonly on: number; readonly off: number; readonly bit: number};

/** Blinking and hidden text are left out on purpose: nothing here uses them, and hidden text could deceive. */
const attributes: readonly Attribute[] = [
	{on: 1, off: 22, bit: 1},
	{on: 2, off: 22, bit: 2},
	{on: 3, off: 23, bit: 4},
	{on: 4, off: 24, bit: 8},
	{on: 7, off: 27, bit: 16},
	{on: 9, off: 29, bit: 32},
	{on: 53, off: 55, bit: 64},
];

/** Bits that can be seen on a blank cell: underline, inverse, strike-through, overline. */
const visibleOnBlank = 8 | 16 | 32 | 64;

export const plainStyle: TextStyle = {parameters: '', attributes: 0, foreground: '', background: ''};

function makeStyle(bits: number, foreground: string, background: string): TextStyle {
	const parts = attributes.filter(({bit}) => bits & bit).map(({on}) => String(on));
	if (foreground) parts.push(foreground);
	if (background) parts.push(background);
	return parts.length === 0
		? plainStyle
		: {parameters: parts.join(';'), attributes: bits, foreground, background};
}

/** The style of a blank cell: what cannot be seen there is left away. */
export function blankStyle(style: TextStyle): TextStyle {
	if (style === plainStyle || style.attributes & visibleOnBlank) return style;
	return style.background ? makeStyle(0, '', style.background) : plainStyle;
}

/** Whether a blank drawn in one of these styles looks like a blank drawn in the other. */
export function isSameOnBlank(one: TextStyle, other: TextStyle): boolean {
	return blankStyle(one).parameters === blankStyle(other).parameters;
}

/** The colour that starts at `codes[at]` (38 or 48) and how many parameters it takes; undefined when it is malformed. */
function extendedColour(
	codes: readonly number[],
	at: number,
): {readonly text: string; readonly length: number} | undefined {
	const length = codes[at + 1] === 5 ? 3 : codes[at + 1] === 2 ? 5 : 0;
	const colour = codes.slice(at, at + length);
	if (length === 0 || colour.length < length || colour.slice(2).some(code => code > 255)) return undefined;
	return {text: colour.join(';'), length};
}

/** The style after an SGR sequence with these parameters (the text between `ESC [` and `m`). Unknown ones change nothing. */
export function applySgr(style: TextStyle, parameters: string): TextStyle {
	let {attributes: bits, foreground, background} = style;
	const codes = parameters.split(';').map(Number);
	for (let at = 0; at < codes.length; at++) {
		const code = codes[at]!;
		if (code === 0) {
			bits = 0;
			foreground = '';
			background = '';
		} else if (code === 38 || code === 48) {
			const colour = extendedColour(codes, at);
			if (!colour) break;
			if (code === 38) foreground = colour.text;
			else background = colour.text;
			at += colour.length - 1;
		} else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) foreground = String(code);
		else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = String(code);
		else if (code === 39) foreground = '';
		else if (code === 49) background = '';
		else {
			for (const {on, off, bit} of attributes) {
				if (code === on) bits |= bit;
				else if (code === off) bits &= ~bit;
			}
		}
	}
	return makeStyle(bits, foreground, background);
}

const rememberedChanges = 2048;
const changes = new Map<string, string>();

/** The shortest sequence that leads from one style to another; empty when they are the same. */
export function styleChange(from: TextStyle, to: TextStyle): string {
	if (from.parameters === to.parameters) return '';
	if (to.parameters === '') return '\u001B[m';
	const key = `${from.parameters}>${to.parameters}`;
	const known = changes.get(key);
	if (known !== undefined) return known;
	const anew = `0;${to.parameters}`;
	const removed = from.attributes & ~to.attributes;
	// Bold and dim are taken back by one code, which takes both.
	const lost = removed & 3 ? removed | 3 : removed;
	const parts: (number | string)[] = [];
	for (const {off, bit} of attributes) if (removed & bit && !parts.includes(off)) parts.push(off);
	for (const {on, bit} of attributes) {
		if (to.attributes & bit && (!(from.attributes & bit) || lost & bit)) parts.push(on);
	}
	if (from.foreground !== to.foreground) parts.push(to.foreground || 39);
	if (from.background !== to.background) parts.push(to.background || 49);
	const stepwise = parts.join(';');
	const result = `\u001B[${stepwise.length <= anew.length ? stepwise : anew}m`;
	if (changes.size >= rememberedChanges) changes.clear();
	changes.set(key, result);
	return result;
}
