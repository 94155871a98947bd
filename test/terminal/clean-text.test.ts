import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cleanJson, cleanText} from '../../source/terminal/clean-text.ts';
import {runs} from '../trust/figures.ts';

describe('text from the service on one line', () => {
	it.each([
		['escape sequences', '\u001B]0;owned\u0007', '␛]0;owned␇'],
		['8-bit control characters', 'a\u009B2Jb\u0085', 'a<U+009B>2Jb<U+0085>'],
		['line ends, tabs, DEL', 'a\r\nb\tc\u007F', 'a␍␊b␉c␡'],
		['bidi overrides and marks', 'a\u202Etxt.exe\u2066\u200F', 'a<U+202E>txt.exe<U+2066><U+200F>'],
		[
			'invisible characters',
			'ru\u200Bn\u00AD\u2060\uFEFF\u{E0041}',
			'ru<U+200B>n<U+00AD><U+2060><U+FEFF><U+E0041>',
		],
		['joiners outside of emoji', 'ru\u200Dn\u200C', 'ru<U+200D>n<U+200C>'],
		['variation selectors outside of emoji', 'a\uFE0F', 'a<U+FE0F>'],
		['line and paragraph separators', 'a\u2028b\u2029', 'a<U+2028>b<U+2029>'],
		['lone surrogates', 'a\uD800b\uDC00', 'a<U+D800>b<U+DC00>'],
		['marks heaped on one letter', `a${'\u0301'.repeat(500)}b`, `a${'\u0301'.repeat(6)}\uFFFDb`],
	])('shows %s', (_, text, expected) => {
		expect(cleanText(text)).toBe(expected);
	});

	it.each(['plain', 'Größe', '模擬', 'e\u0301', '👩‍🚀 🏳️‍🌈 👍🏽 1️⃣ ❤️', 'שלום', 'नमस्ते', '─│▶✓'])(
		'leaves %s as it is',
		text => {
			expect(cleanText(text)).toBe(text);
		},
	);

	it('leaves nothing that steers, of whatever it is given, and cleaning again changes nothing', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const clean = cleanText(text);
				expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200B\u2028\u2029\uFEFF]/u);
				expect(cleanText(clean)).toBe(clean);
			}),
			{numRuns: runs(2000)},
		);
	});
});

describe('JSON', () => {
	it('is left with nothing that steers, and says the same, of whatever is in it', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const clean = cleanJson(JSON.stringify(text));
				expect(cleanText(clean)).toBe(clean);
				expect(JSON.parse(clean)).toBe(text);
			}),
			{numRuns: runs(2000)},
		);
	});

	it('keeps what can be seen, but for marks heaped on one letter', () => {
		expect(cleanJson('"Größe 👩‍🚀"')).toBe('"Größe 👩‍🚀"');
		expect(cleanJson(`"a${'\u0301'.repeat(8)}"`)).toBe(`"a${'\u0301'.repeat(6)}${'\\u0301'.repeat(2)}"`);
	});
});
