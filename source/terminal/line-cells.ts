import {cleanText} from './clean-text.ts';
import {graphemesOf, graphemeWidth, isPlainAscii} from './display-width.ts';
import {plainAsciiOf} from './plain-ascii.ts';
import {applySgr, blankStyle, plainStyle, type TextStyle} from './text-style.ts';

/** One line of the screen, cell by cell, without the plain blanks at its end. */
export type LineCells = {
	/** The grapheme that starts in each cell; a cell covered by a wide one holds that one behind `coveredMark`. */
	readonly glyphs: readonly string[];
	readonly styles: readonly TextStyle[];
	/** The last cell whose glyph is drawn in another width by some terminals, or -1. */
	readonly lastUncertain: number;
};

/** Stands before the glyph in the cells that a wide glyph covers, so that they differ whenever the glyph differs. */
export const coveredMark = '\u0000';

export const emptyLine: LineCells = {glyphs: [], styles: [], lastUncertain: -1};

type Glyph = {readonly text: string; readonly width: number; readonly isCertain: boolean};

const replacement: Glyph = {text: '\uFFFD', width: 1, isCertain: true};
const rememberedGlyphs = 4096;
const glyphs = new Map<string, Glyph>();

/** Characters that every terminal draws two columns wide: CJK, Hangul, full-width forms. */
const certainlyWide =
	/^[\u3001-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF60]$/;

function lookAt(grapheme: string): Glyph {
	// Whatever a view forgot to clean stops here. One column, so that the layout holds.
	if (cleanText(grapheme) !== grapheme) return replacement;
	const width = graphemeWidth(grapheme);
	if (width === 0) return replacement;
	const code = grapheme.codePointAt(0)!;
	const isSingle = grapheme.length === 1;
	const isKnown = isSingle && (width === 1 ? code < 0xd800 || code > 0xf8ff : certainlyWide.test(grapheme));
	return {text: grapheme, width, isCertain: isKnown};
}

function glyphOf(grapheme: string): Glyph {
	const known = glyphs.get(grapheme);
	if (known) return known;
	const glyph = lookAt(grapheme);
	if (glyphs.size >= rememberedGlyphs) glyphs.clear();
	glyphs.set(grapheme, glyph);
	return glyph;
}

/** Whether every terminal draws this glyph as wide as it is taken for here. */
export function isCertain(glyph: string): boolean {
	return isPrintable(glyph.charCodeAt(0)) && glyph.length === 1 ? true : glyphOf(glyph).isCertain;
}

const sgr = /\u001B\[([\d;]*)m/y;

/** Whether this code unit is printable ASCII. */
const isPrintable = (code: number): boolean => code >= 0x20 && code < 0x7f;

/**
 * Reads a line of text and SGR sequences into cells, at most `columns` of them. Nothing else gets through: every other control
 * character becomes its picture, every other invisible one a replacement character. With `isAscii` whatever is not ASCII
 * becomes what stands for it there, or `?`.
 */
export function readCells(line: string, columns: number, isAscii = false): LineCells {
	const texts: string[] = [];
	const styles: TextStyle[] = [];
	let style = plainStyle;
	let lastUncertain = -1;
	const put = (glyph: string): void => {
		texts.push(glyph);
		styles.push(glyph === ' ' ? blankStyle(style) : style);
	};
	const putGrapheme = (grapheme: string): void => {
		const {text, width, isCertain: isKnown} = glyphOf(grapheme);
		const isForeign = isAscii && !isPlainAscii(text);
		if (texts.length + width > columns || isForeign) {
			const stand = isForeign ? plainAsciiOf(text) : ' ';
			for (let at = 0; at < width && texts.length < columns; at++) put(stand);
			return;
		}
		if (!isKnown) lastUncertain = texts.length;
		put(text);
		for (let at = 1; at < width; at++) put(coveredMark + text);
	};
	let at = 0;
	while (at < line.length && texts.length < columns) {
		const code = line.charCodeAt(at);
		if (code === 0x1b) {
			sgr.lastIndex = at;
			const match = sgr.exec(line);
			if (match) {
				style = applySgr(style, match[1]!);
				at = sgr.lastIndex;
				continue;
			}
		}
		const next = line.charCodeAt(at + 1);
		if (isPrintable(code) && !(next > 0x7f)) {
			put(line[at]!);
			at++;
		} else if (code < 0x20 || code === 0x7f) {
			putGrapheme(cleanText(line[at]!));
			at++;
		} else {
			let end = at + 1;
			while (end < line.length && line.charCodeAt(end) > 0x7f) end++;
			for (const grapheme of graphemesOf(line.slice(at, end))) {
				if (texts.length >= columns) break;
				putGrapheme(grapheme);
			}
			at = end;
		}
	}
	while (texts.length > 0 && texts.at(-1) === ' ' && styles.at(-1) === plainStyle) {
		texts.pop();
		styles.pop();
	}
	return {glyphs: texts, styles, lastUncertain};
}
