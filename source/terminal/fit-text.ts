import {cleanText} from './clean-text.ts';
import {displayWidth, graphemesOf, graphemeWidth, isPlainAscii} from './display-width.ts';

/** No clean character takes more code units than this for a column, so more of a long text need not be looked at. */
const unitsPerColumn = 24;

type Cut = {readonly text: string; readonly width: number};

function cut(text: string, width: number, ellipsis: string): Cut {
	if (width <= 0) return {text: '', width: 0};
	const enough = (width + 1) * unitsPerColumn;
	const clean = cleanText(text.length > enough ? text.slice(0, enough) : text);
	if (isPlainAscii(clean)) {
		if (clean.length <= width && text.length <= enough) return {text: clean, width: clean.length};
		return {text: clean.slice(0, width - 1) + ellipsis, width: Math.min(clean.length, width - 1) + 1};
	}
	let whole = '';
	let wholeWidth = 0;
	let head = '';
	let headWidth = 0;
	for (const grapheme of graphemesOf(clean)) {
		const next = wholeWidth + graphemeWidth(grapheme);
		if (next > width) return {text: head + ellipsis, width: headWidth + 1};
		whole += grapheme;
		wholeWidth = next;
		if (next <= width - 1) {
			head = whole;
			headWidth = next;
		}
	}
	return text.length > enough
		? {text: head + ellipsis, width: headWidth + 1}
		: {text: whole, width: wholeWidth};
}

/**
 * A text cleaned and cut to at most so many columns, never within a character; an ellipsis (one column) shows that something
 * is missing.
 */
export function cutText(text: string, width: number, ellipsis = '…'): string {
	return cut(text, width, ellipsis).text;
}

/** A text cleaned, cut and padded to exactly so many columns. */
export function fitText(
	text: string,
	width: number,
	align: 'left' | 'right' = 'left',
	ellipsis = '…',
): string {
	const fitting = cut(text, width, ellipsis);
	const padding = ' '.repeat(Math.max(0, width - fitting.width));
	return align === 'left' ? fitting.text + padding : padding + fitting.text;
}

/**
 * A text cleaned and cut to at most so many columns with its beginning and its end, which often is what tells one name from the
 * next: `hurricane-katrina-…3-run-0041`.
 */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	const short = cut(text, width, ellipsis);
	const enough = (width + 1) * unitsPerColumn;
	if (width < leastForMiddle || (text.length <= enough && cleanText(text) === short.text)) return short.text;
	const tailWidth = Math.floor((width - 1) * 0.4);
	const tail = endOf(text.slice(-enough), tailWidth);
	const head = cut(text, width - displayWidth(tail), ellipsis);
	return head.text + tail;
}

/** Both parts of less would be too short to be read. */
const leastForMiddle = 12;

/** The last characters of a text that fit into so many columns. */
function endOf(text: string, width: number): string {
	let tail = '';
	let used = 0;
	for (const grapheme of [...graphemesOf(cleanText(text))].reverse()) {
		used += graphemeWidth(grapheme);
		if (used > width) break;
		tail = grapheme + tail;
	}
	return tail;
}

/** A text cleaned and, where it is wider than so many columns, cut at its start. */
export function cutStart(text: string, width: number, ellipsis = '…'): string {
	const clean = cleanText(text);
	return displayWidth(clean) <= width ? clean : ellipsis + endOf(clean, width - displayWidth(ellipsis));
}

/** A text cleaned, cut in its middle and padded to exactly so many columns. */
export function fitMiddle(text: string, width: number, ellipsis = '…'): string {
	const fitting = cutMiddle(text, width, ellipsis);
	return fitting + ' '.repeat(Math.max(0, width - displayWidth(fitting)));
}
