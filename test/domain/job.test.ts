import {describe, expect, it} from 'vitest';
import {parseJobUuid} from '../../source/domain/job.ts';

const whole = '6b6a0f0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b-007';

describe('the uuid of a job as it is typed', () => {
	it.each([whole, ` ${whole}\n`, whole.toUpperCase(), whole.slice(0, 36), whole.slice(0, 36).toUpperCase()])(
		'is completed and in small letters: %j',
		text => expect(parseJobUuid(text)).toBe(whole),
	);

	it.each([
		'',
		whole.slice(0, 35),
		whole.slice(0, 37),
		`${whole}0`,
		`${whole}-007`,
		'g'.repeat(36),
		`${whole} ${whole}`,
	])('is not %j', text => {
		expect(parseJobUuid(text)).toBeUndefined();
	});
});
