import {describe, expect, it} from 'vitest';
import {eventWords, type HistoryEvent} from '../../source/domain/history.ts';
import {RUNNING} from '../../source/domain/status.ts';

const event = (different: Partial<HistoryEvent>): HistoryEvent => ({
	event: 'JOB_NEW_STATUS',
	created: null,
	eventDetail: null,
	message: null,
	transferTaskUuid: null,
	transfer: null,
	...different,
});

describe('an event in words', () => {
	it('names a new status by itself, and what a transfer or an error says by its kind', () => {
		expect(eventWords(event({eventDetail: RUNNING, message: 'It runs.'}))).toEqual({
			title: RUNNING,
			text: 'It runs.',
		});
		expect(
			eventWords(event({event: 'JOB_INPUT_TRANSACTION_ID', eventDetail: 'FAILED', message: 'No.'})),
		).toEqual({title: 'inputs', text: 'FAILED: No.'});
		expect(
			eventWords(event({event: 'JOB_ERROR_MESSAGE', eventDetail: 'FINAL_MESSAGE', message: 'Too long.'})),
		).toEqual({title: 'error', text: 'Too long.'});
		expect(eventWords(event({event: 'JOB_BRAND_NEW', message: 'Hm.'}))).toEqual({
			title: 'brand new',
			text: 'Hm.',
		});
	});
});
