import stringWidth from 'string-width';

const plain = /^[\u0020-\u007E]*$/;

/**
 * Besides printable ASCII: letters with accents, dashes and quotes, arrows, lines, blocks, geometric shapes and signs that
 * stand alone, never join with a neighbour and are one column wide everywhere. All that the program itself draws is among
 * them, so that neither the segmenter nor the tables of Unicode are made before a text needs them (30 ms).
 */
const narrowRanges =
	'\\u0020-\\u007E\\u00A1-\\u00A8\\u00AA-\\u00AC\\u00AF-\\u02FF\\u2010-\\u2027\\u2030-\\u203B\\u203D-\\u2048\\u204A-\\u205E' +
	'\\u2190-\\u2319\\u231C-\\u2328\\u232B-\\u23E8\\u23ED-\\u23EF\\u2500-\\u25FC\\u2710-\\u2727\\u2758-\\u2794\\u27C0-\\u2AFF';
const narrow = new RegExp(`^[${narrowRanges}]*$`);

let segmenter: Intl.Segmenter | undefined;

/** A cluster of more code units than this is no character that anybody writes; a replacement character stands for it. */
const longestGrapheme = 40;
const rememberedWidths = 4096;
const widths = new Map<string, number>();

/** Whether every character is printable ASCII, and so one column wide. */
export function isPlainAscii(text: string): boolean {
	return plain.test(text);
}

/** Whether every character stands alone and is certainly one column wide, so that columns are code units. */
export function isNarrow(text: string): boolean {
	return narrow.test(text);
}

/**
 * Letters and signs that Unicode joins with whatever follows them (grapheme break Prepend). A terminal does not, so each stands
 * alone here too; else the space that pads a text would count as part of its last letter.
 */
const joinsTheNext =
	/^[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u0D4E\u{110BD}\u{110CD}\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}]/u;

function* apart(segment: string): Generator<string> {
	let rest = segment;
	for (;;) {
		const first = joinsTheNext.exec(rest)?.[0];
		if (first === undefined || first.length === rest.length) break;
		yield first;
		rest = rest.slice(first.length);
	}
	yield rest.length > longestGrapheme ? '\uFFFD' : rest;
}

/** The characters of a text as a person counts them, each with its marks. */
export function* graphemesOf(text: string): Generator<string> {
	if (isNarrow(text)) {
		yield* text;
		return;
	}
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const {segment} of segmenter.segment(text)) {
		if (segment.length === 1) yield segment;
		else yield* apart(segment);
	}
}

/** Columns of one grapheme. */
export function graphemeWidth(grapheme: string): number {
	if (grapheme.length === 1 && isNarrow(grapheme)) return 1;
	const known = widths.get(grapheme);
	if (known !== undefined) return known;
	const width = stringWidth(grapheme, {countAnsiEscapeCodes: true});
	if (widths.size >= rememberedWidths) widths.clear();
	widths.set(grapheme, width);
	return width;
}

/** How many columns a clean text takes on a terminal. */
export function displayWidth(text: string): number {
	if (isNarrow(text)) return text.length;
	let width = 0;
	for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
	return width;
}
