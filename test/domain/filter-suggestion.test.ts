import {describe, expect, it} from 'vitest';
import {parseFilter} from '../../source/domain/filter/filter.ts';
import {suggestFilter} from '../../source/domain/filter/filter-suggestion.ts';

describe('what a filter that finds nothing may have been meant as', () => {
	it.each([
		['running', 'status:running'],
		['RUNNING', 'status:running'],
		['Queued', 'status:queued'],
		['run', 'status:running'],
		['fail', 'status:failed'],
		['proc', 'status:processing_inputs'],
		['active', 'status:active'],
		['canceled', 'status:cancelled'],
		['"finished"', 'status:finished'],
		['wrf failed age<2h', 'status:failed'],
	])('is a status where %s is one', (text, suggestion) => {
		expect(suggestFilter(text)).toBe(suggestion);
		expect(parseFilter(suggestion).ok).toBe(true);
	});

	it.each(['', 'ru', 'wrf', 'runner', 'status:failed', '-failed', 'name:running', 'running-1'])(
		'is not known for “%s”',
		text => expect(suggestFilter(text)).toBeNull(),
	);
});
