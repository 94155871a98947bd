import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {cutMiddle, cutText, fitMiddle, fitText} from '../../source/terminal/fit-text.ts';
import {runs} from '../trust/figures.ts';

const text = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.string({unit: 'grapheme'}),
	fc
		.array(fc.constantFrom('a', '日', '👩‍🚀', 'e\u0301', '\u001B[31m', '\u200B', '🇩🇪'), {maxLength: 40})
		.map(all => all.join('')),
);

describe('text in a given width', () => {
	it.each([
		['job', 6, 'job   '],
		['mesh-refine-12', 8, 'mesh-re…'],
		['mesh', 4, 'mesh'],
		['日本語', 6, '日本語'],
		['日本語', 5, '日本…'],
		['日本語', 4, '日… '],
		['a', 1, 'a'],
		['ab', 1, '…'],
		['日', 1, '…'],
		['ab', 0, ''],
		['ab', -3, ''],
		['', 3, '   '],
		['a\u001B[2J', 8, 'a␛[2J   '],
		['👩‍🚀👩‍🚀', 3, '👩‍🚀…'],
		['\u0D4E', 3, '\u0D4E  '],
		['a\u{11A84}', 3, 'a\u{11A84} '],
	])('%s in %i columns is "%s"', (given, width, expected) => {
		expect(fitText(given, width)).toBe(expected);
	});

	it('stands at the right where numbers do', () => {
		expect(fitText('7', 3, 'right')).toBe('  7');
		expect(fitText('123456', 4, 'right')).toBe('123…');
	});

	it('is cut without padding, and with another ellipsis where the terminal knows only ASCII', () => {
		expect(cutText('job', 6)).toBe('job');
		expect(cutText('calibrate', 5, '~')).toBe('cali~');
	});

	it('keeps both ends of a name where that is wanted', () => {
		expect(cutMiddle('hurricane-katrina-adcirc-mesh-run-0041', 22)).toBe('hurricane-kat…run-0041');
		expect(cutMiddle('short', 22)).toBe('short');
		expect(cutMiddle('eleven-chars', 8)).toBe('eleven-…');
		expect(displayWidth(fitMiddle('計算ジョブの名前はとても長いのです-0041', 21))).toBe(21);
	});

	it('is always exactly that wide', () => {
		fc.assert(
			fc.property(text, fc.integer({min: 0, max: 30}), (given, width) => {
				expect(displayWidth(fitText(given, width))).toBe(width);
				expect(displayWidth(cutText(given, width))).toBeLessThanOrEqual(width);
			}),
			{numRuns: runs(2000)},
		);
	});

	it('shows the whole text wherever it has room', () => {
		fc.assert(
			fc.property(text, given => {
				const whole = cutText(given, 10_000);
				// A mark that takes no column of its own has room where there is a column at all.
				expect(cutText(given, Math.max(1, displayWidth(whole)))).toBe(whole);
			}),
		);
	});

	it.each([
		['letters', 'x'.repeat(1_000_000)],
		['wide characters', '日'.repeat(1_000_000)],
		['marks', `a${'\u0301'.repeat(1_000_000)}`],
		['joined emoji', '👩\u200D'.repeat(300_000)],
		['zero-width characters', '\u200B'.repeat(1_000_000)],
		['surrogate halves', '\uD83D'.repeat(1_000_000)],
	])('holds for a million %s', (_, given) => {
		expect(displayWidth(fitText(given, 20))).toBe(20);
		expect(fitText(given, 20).length).toBeLessThan(1000);
	});
});
