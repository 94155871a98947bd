/** What stands for the punctuation of our own sentences where only ASCII can be shown: one cell for one. */
const standIns: ReadonlyMap<string, string> = new Map([
	['…', '~'],
	['’', "'"],
	['‘', "'"],
	['“', '"'],
	['”', '"'],
	['–', '-'],
	['→', '>'],
]);

/** The ASCII letter in the place of another letter, `?` where there is none that is like it. */
export function plainAsciiOf(letter: string): string {
	return standIns.get(letter) ?? '?';
}

/** A drawn table or box with its lines in ASCII. */
export function plainAsciiLines(drawn: string): string {
	return drawn
		.replaceAll('─', '-')
		.replaceAll('│', '|')
		.replace(/[┌┬┐├┼┤└┴┘]/g, '+');
}

/** A text with its punctuation in ASCII; other letters stay, and become `?` only where the screen is put together. */
export function plainAscii(text: string): string {
	return text.replace(/[…’‘“”–→]/g, plainAsciiOf);
}
