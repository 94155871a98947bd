import {describe, expect, it} from 'vitest';
import {formatBytes} from '../../source/domain/byte-size.ts';
import {statusSpans} from '../../source/domain/status-spans.ts';
import {worldStart as start} from '../helpers/build-job.ts';
import {statusEvent} from '../helpers/build-job-detail.ts';

describe('the stretches of time a job spent in its statuses', () => {
	it('follow one another, the last one open while the job goes on', () => {
		const events = [
			statusEvent('PENDING', start),
			statusEvent('QUEUED', start + 10),
			statusEvent('RUNNING', start + 50),
		];
		expect(statusSpans(events)).toEqual([
			{status: 'PENDING', from: start, to: start + 10},
			{status: 'QUEUED', from: start + 10, to: start + 50},
			{status: 'RUNNING', from: start + 50, to: null},
		]);
	});

	it('end with the job, which is a moment and no stretch', () => {
		const events = [statusEvent('RUNNING', start), statusEvent('FINISHED', start + 10)];
		expect(statusSpans(events)).toEqual([
			{status: 'RUNNING', from: start, to: start + 10},
			{status: 'FINISHED', from: start + 10, to: start + 10},
		]);
	});

	it('are closed by the row when that knows of the end before the history does', () => {
		const spans = statusSpans([statusEvent('RUNNING', start)], {status: 'CANCELLED', ended: start + 30});
		expect(spans).toEqual([
			{status: 'RUNNING', from: start, to: start + 30},
			{status: 'CANCELLED', from: start + 30, to: start + 30},
		]);
	});

	it('are not ended twice when both know of the end', () => {
		const events = [statusEvent('RUNNING', start), statusEvent('FAILED', start + 10)];
		expect(statusSpans(events, {status: 'FAILED', ended: start + 10})).toHaveLength(2);
	});

	it('go on through a status that is told again', () => {
		const events = [
			statusEvent('QUEUED', start),
			statusEvent('QUEUED', start + 5),
			statusEvent('RUNNING', start + 9),
		];
		expect(statusSpans(events).map(span => span.status)).toEqual(['QUEUED', 'RUNNING']);
	});

	it('come back to a status after a time in another', () => {
		const events = ['RUNNING', 'BLOCKED', 'RUNNING'].map((status, index) =>
			statusEvent(status, start + index),
		);
		expect(statusSpans(events).map(span => span.status)).toEqual(['RUNNING', 'BLOCKED', 'RUNNING']);
	});

	it('never run backwards, whatever the stamps say', () => {
		const events = [
			statusEvent('QUEUED', start + 5),
			statusEvent('RUNNING', start + 2),
			statusEvent('ARCHIVING', start + 9),
		];
		expect(statusSpans(events).map(({from, to}) => [from - start, to === null ? null : to - start])).toEqual([
			[5, 5],
			[5, 9],
			[9, null],
		]);
	});

	it('may be statuses nobody knows', () => {
		expect(statusSpans([statusEvent('HIBERNATING', start)])).toEqual([
			{status: 'HIBERNATING', from: start, to: null},
		]);
	});

	it('leave out what is no status or has no time', () => {
		const events = [
			statusEvent('QUEUED', start - 1, {eventDetail: null}),
			statusEvent('RUNNING', start),
			{...statusEvent('QUEUED', start + 1), created: null},
			{...statusEvent('IN_PROGRESS', start + 2), event: 'JOB_INPUT_TRANSACTION_ID'},
		];
		expect(statusSpans(events)).toHaveLength(1);
		expect(statusSpans([])).toEqual([]);
	});
});

describe('a number of bytes', () => {
	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '1.0 kB'],
		[9949, '9.9 kB'],
		[9950, '10 kB'],
		[999_499, '999 kB'],
		[999_500, '1.0 MB'],
		[1_234_567_890, '1.2 GB'],
		[2e18, '2000 PB'],
	])('%d is told as %s', (bytes, text) => {
		expect(formatBytes(bytes)).toBe(text);
	});
});
