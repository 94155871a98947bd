import stringWidth from 'string-width';

const plain = /^[\u0020-\u007E]*$/;
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** A cluster of more code units than this is no character that anybody writes; a replacement character stands for it. */
const longestGrapheme = 40;
const rememberedWidths = 4096;
const widths = new Map<string, number>();

/** Whether every character is printable ASCII, and so one column wide. */
export function isPlainAscii(text: string): boolean {
	return plain.test(text);
}

/** The characters of a text as a person counts them, each with its marks. */
export function* graphemesOf(text: string): Generator<string> {
	for (const {segment} of segmenter.segment(text)) {
		yield segment.length > longestGrapheme ? '\uFFFD' : segment;
	}
}

/** Columns of one grapheme. */
export function graphemeWidth(grapheme: string): number {
	const known = widths.get(grapheme);
	if (known !== undefined) return known;
	const width = stringWidth(grapheme, {countAnsiEscapeCodes: true});
	if (widths.size >= rememberedWidths) widths.clear();
	widths.set(grapheme, width);
	return width;
}

/** How many columns a clean text takes on a terminal. */
export function displayWidth(text: string): number {
	if (isPlainAscii(text)) return text.length;
	let width = 0;
	for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
	return width;
}
