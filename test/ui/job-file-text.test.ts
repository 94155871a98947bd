import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {displayWidth} from '../../source/terminal/display-width.ts';
import {wrapLine} from '../../source/ui/screens/job/wrap-line.ts';
import {
	appendText,
	emptyFileText,
	mostCharacters,
	mostLines,
	readableLine,
	shownLines,
} from '../../source/ui/state/job-file-text.ts';
import {findLine, matchesIn} from '../../source/ui/state/job-search.ts';

const words = fc.string({
	unit: fc.constantFrom('a', 'é', '模', '🚀', '\n', '\r', '\t', '\u001B', '[3', '1m'),
	maxLength: 200,
});

describe('the text of a file', () => {
	it('comes out the same in whatever pieces it came', () => {
		fc.assert(
			fc.property(words, fc.array(fc.nat(200), {maxLength: 6}), (text, cuts) => {
				const places = [
					0,
					...cuts.map(cut => Math.min(cut, text.length)).sort((one, other) => one - other),
					text.length,
				];
				let pieces = emptyFileText;
				for (const [index, place] of places.entries()) {
					pieces = appendText(pieces, text.slice(place, places[index + 1] ?? text.length));
				}
				expect(shownLines(pieces)).toEqual(shownLines(appendText(emptyFileText, text)));
			}),
		);
	});

	it('keeps the last lines, and counts those it dropped', () => {
		let text = emptyFileText;
		for (let line = 0; line < mostLines + 123; line++) text = appendText(text, `${line}\n`);
		expect(text.lines).toHaveLength(mostLines);
		expect(text.lines[0]).toBe('123');
		expect(text.dropped).toBe(123);
	});

	it('keeps no more characters than it may, however long its lines', () => {
		let text = emptyFileText;
		for (let line = 0; line < 300; line++) text = appendText(text, `${'x'.repeat(9000)}\n`);
		expect(text.length).toBeLessThanOrEqual(mostCharacters);
		expect(text.length).toBe(text.lines.reduce((sum, line) => sum + line.length, 0));
	});

	it('of a progress bar that rewrites its one line for ever stays small', () => {
		let text = emptyFileText;
		for (let step = 0; step < 30_000; step++) text = appendText(text, `\r${step} of 30000 done`);
		expect(shownLines(text)).toEqual(['29999 of 30000 done']);
		expect(text.rest.length).toBeLessThan(20_000);
	});

	it('is shown as a terminal would have left it', () => {
		expect(readableLine('\u001B[1;32mok\u001B[0m\r')).toBe('ok');
		expect(readableLine('10%\r20%\r30%')).toBe('30%');
		expect(readableLine('a\tb')).toBe('a       b');
		expect(readableLine('bell\u0007 \u001B]0;x')).toBe('bell␇ ␛]0;x');
	});
});

describe('a line broken into rows', () => {
	it('loses nothing, and no row is too wide', () => {
		fc.assert(
			fc.property(
				fc.string({unit: fc.constantFrom('a', 'é', '模', '🚀', ' ')}),
				fc.integer({min: 2, max: 20}),
				(line, width) => {
					const pieces = wrapLine(line, width);
					expect(pieces.map(piece => piece.text).join('')).toBe(line);
					for (const {text, start} of pieces) {
						expect(displayWidth(text)).toBeLessThanOrEqual(width);
						expect(line.startsWith(text, start)).toBe(true);
					}
				},
			),
		);
	});
});

describe('searching', () => {
	it('minds capitals only when the text has some', () => {
		expect(matchesIn('Error error', 'error')).toHaveLength(2);
		expect(matchesIn('Error error', 'Error')).toEqual([{start: 0, end: 5}]);
		expect(matchesIn('aaaa', 'aa')).toEqual([
			{start: 0, end: 2},
			{start: 2, end: 4},
		]);
		expect(matchesIn('anything', '')).toEqual([]);
	});

	it('goes round, in both directions', () => {
		const lines = ['x', 'hit', 'x', 'hit'];
		expect(findLine(lines, 'hit', 2, 1)).toBe(3);
		expect(findLine(lines, 'hit', 4, 1)).toBe(1);
		expect(findLine(lines, 'hit', 0, -1)).toBe(3);
		expect(findLine(lines, 'none', 0, 1)).toBeNull();
		expect(findLine([], 'hit', 0, 1)).toBeNull();
	});
});
