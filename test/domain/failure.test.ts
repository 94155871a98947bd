import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';

describe('an expected failure', () => {
	it('carries no trace, which would keep alive what was going on where it was made', () => {
		expect(new Failure('server', 'It has a problem.').stack).not.toMatch(/^\s+at /m);
	});

	it('leaves the traces of true errors alone', () => {
		new Failure('server', 'It has a problem.');
		expect(new Error('unexpected').stack).toMatch(/^\s+at /m);
	});

	it('says what to do next, in its own words or in those of its kind', () => {
		expect(new Failure('server', 'It has a problem.').advice).not.toBe('');
		expect(new Failure('server', 'It has a problem.', {advice: 'Wait.'}).advice).toBe('Wait.');
	});
});
