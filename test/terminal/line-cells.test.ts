import {describe, expect, it} from 'vitest';
import {readCells} from '../../source/terminal/line-cells.ts';

describe('a line where only ASCII can be shown', () => {
	it('keeps the punctuation of sentences, letter for letter, and says of the rest that it cannot be shown', () => {
		const line = 'QUEUED → RUNNING: the job’s “name”, 5–10 m…, 計';

		expect(readCells(line, 80, true).glyphs.join('')).toBe(
			'QUEUED > RUNNING: the job\'s "name", 5-10 m~, ??',
		);
	});
});
