import {describe, expect, it} from 'vitest';
import {isWithin, rowsOf} from '../../source/domain/job-query.ts';
import type {JobQuery} from '../../source/domain/tapis-api.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';

const query: JobQuery = {listType: 'MY_JOBS', limit: 10};
const at = 1_700_000_000_000;

describe('a query applied to rows in memory', () => {
	it('bounds by whole seconds, as it would be sent', () => {
		const job = buildJob(1, {created: at + 900, lastUpdated: at + 100});

		expect(isWithin({...query, updatedSince: at + 500}, job)).toBe(true);
		expect(isWithin({...query, updatedSince: at + 1000}, job)).toBe(false);
		expect(isWithin({...query, createdUntil: at + 500}, job)).toBe(true);
		expect(isWithin({...query, createdUntil: at}, job)).toBe(false);
	});

	it('lets pass what does not tell its times', () => {
		const job = buildJob(1, {created: null, lastUpdated: null});

		expect(isWithin({...query, updatedSince: at, createdUntil: at}, job)).toBe(true);
	});

	it('gives the newest first, those of one moment by uuid and those of none last, in pages', () => {
		const jobs = [
			buildJob(4, {created: null}),
			buildJob(2, {created: at}),
			buildJob(1, {created: at}),
			buildJob(3, {created: at + 1}),
		];
		const first = rowsOf({...query, limit: 2}, jobs);
		const second = rowsOf({...query, limit: 2, skip: 2}, jobs);

		expect([...first, ...second].map(job => job.uuid)).toEqual([3, 1, 2, 4].map(jobUuid));
	});

	it('gives changes with the oldest first', () => {
		const jobs = [buildJob(1, {lastUpdated: at + 1}), buildJob(2, {lastUpdated: at})];

		expect(rowsOf({...query, updatedSince: at}, jobs).map(job => job.uuid)).toEqual([2, 1].map(jobUuid));
	});
});
