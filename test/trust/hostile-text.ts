import fc from 'fast-check';

/** Texts that want something of the terminal, each with what it is after. The marks `OWNED` and `PWNED` must never take effect. */
export const hostileTexts: readonly string[] = [
	'\u001B]0;OWNED\u0007title',
	'\u001B]2;OWNED\u001B\\title',
	'\u009D2;OWNED\u009Ctitle',
	'\u001B]52;c;T1dORUQ=\u0007clipboard',
	'\u001B]9;OWNED\u0007told',
	'\u001B]777;notify;OWNED;OWNED\u0007told',
	'\u001B]8;;https://example.org\u0007link\u001B]8;;\u0007',
	'\u001B]4;1;rgb:ff/00/00\u0007palette',
	'\u001B[2J\u001B[Hcleared',
	'\u001B[?1049lleft',
	'\u001B[?25h\u001B[?2004l\u001B[?7hmodes',
	'\u001B[?1000h\u001B[?1004hmouse',
	'\u001B[5ireply\u001B[6n\u001B[c',
	'\u009B2J\u009B31mC1',
	'\u001BP$q"p\u001B\\DCS\u0090q#0\u009C',
	'\u001B^PM\u001B\\\u001B_APC\u001B\\\u001BXSOS\u001B\\',
	'\u001Bc\u001B#8\u001B(0reset',
	'\u001BPtmux;\u001B\u001B]52;c;UFdORUQ=\u0007\u001B\\',
	'bell\u0007\u0007\u0007',
	'over\rwritten\b\b\b\u007F',
	'one\ntwo\r\nthree\u000B\u000Cfour\u0085five\u2028six\u2029seven',
	'\t\ttabs\t\t\t',
	'\u202Egnp.exe\u202C \u2066\u2067\u2068\u2069\u200E\u200F\u061C',
	'zero\u200Bwidth\u200C\u200D\u2060\uFEFF\u00AD',
	'lone \uD800 and \uDC00',
	`heap${'\u0301'.repeat(300)}`,
	'wide 日本語ｆｕｌｌ👩‍🚀🎉🇩🇪한',
	'\u{E0041}\u{E0042} tags, \uFFF9notes\uFFFB, \u180E\u3164',
	`\u001B]0;OWNED\u0007${'x'.repeat(1_000_000)}`,
	`${'\u001B[31m'.repeat(20_000)}`,
	`${'日'.repeat(100_000)}\u0007`,
	'\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u000E\u000F\u0011\u0013\u0018\u001A\u001C\u001D\u001E\u001F',
	'',
	' '.repeat(500),
];

const piece = fc.oneof(
	fc.constantFrom(...hostileTexts.map(text => text.slice(0, 200))),
	fc.string({unit: 'binary', maxLength: 30}),
	fc.uint8Array({maxLength: 30}).map(bytes => Buffer.from(bytes).toString('latin1')),
	fc
		.array(
			fc.constantFrom(0x1b, 0x5b, 0x5d, 0x9b, 0x9d, 0x90, 0x50, 0x3b, 0x3f, 0x31, 0x32, 0x68, 0x6c, 0x07),
			{maxLength: 20},
		)
		.map(codes => String.fromCharCode(...codes)),
	fc.constantFrom('\uD800', '\uDFFF', '\u202E', '\u200B', '\u0085', '日', '👩‍🚀', '\u0301', '\n', '\r'),
);

/** Any text at all, with a liking for what steers terminals. */
export const hostileText: fc.Arbitrary<string> = fc
	.array(piece, {maxLength: 6})
	.map(pieces => pieces.join(''));

/** The same texts for the same seed. */
export function randomHostileTexts(seed: number, count: number): readonly string[] {
	return fc.sample(hostileText, {seed, numRuns: count});
}
