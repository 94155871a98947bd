import {describe, expect, it} from 'vitest';
import {ownWords, withOwnWords} from '../../source/tapis/replies/own-words.ts';

describe('the words of a service in a sentence of ours', () => {
	it('are one clean line without secrets, and show where they were cut', () => {
		expect(ownWords(' The \u001b[1mkey\r\ns3cret is wrong. ', ['s3cret'])).toBe(
			'The [1mkey [hidden] is wrong.',
		);
		expect(ownWords('x'.repeat(300), [])).toBe(`${'x'.repeat(240)}…`);
		expect(ownWords(`${'x'.repeat(239)}😀 and more`, [])).toBe(`${'x'.repeat(239)}…`);
	});

	it('follow the sentence where there are any', () => {
		expect(withOwnWords('It did not work', 'No disk.')).toBe('It did not work: No disk.');
		expect(withOwnWords('It did not work', '')).toBe('It did not work.');
	});
});
