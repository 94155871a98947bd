import {isPlainAscii} from './display-width.ts';

/**
 * Everything that steers a terminal or cannot be seen: control characters of both sets, line and paragraph separators, bidi
 * overrides, zero-width and other ignorable characters, lone surrogates. Joiners and variation selectors stay where they make
 * an emoji.
 */
const unprintable =
	/(?!(?<=\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[\d#*])\uFE0F(?=\u20E3))[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** Marks heaped on one character would be drawn over the lines above and below. */
const heapedMarks = /(\p{M}{6})\p{M}+/gu;
/** The marks of such a heap that are too many. */
const furtherMarks = /(?<=\p{M}{6})\p{M}/gu;

function makeVisible(letter: string): string {
	const code = letter.codePointAt(0)!;
	if (code < 0x20) return String.fromCodePoint(0x2400 + code);
	if (code === 0x7f) return '\u2421';
	return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * Text from the service as it may reach a terminal, on one line: control characters are shown as their pictures (␛ for escape,
 * ␊ for a line feed), and bidi overrides and other invisible characters as their code point, so that nothing in a job's name
 * can steer the terminal.
 */
export function cleanText(text: string): string {
	if (isPlainAscii(text)) return text;
	return text.replace(unprintable, makeVisible).replace(heapedMarks, '$1\uFFFD');
}

/** A line of JSON as it may reach a terminal: what `cleanText` would change is escaped, so that it says the same still. */
export function cleanJson(line: string): string {
	if (isPlainAscii(line)) return line;
	return line.replace(unprintable, escaped).replace(furtherMarks, escaped);
}

function escaped(letter: string): string {
	return letter
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}
