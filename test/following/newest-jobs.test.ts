import {describe, expect, it} from 'vitest';
import {emptyFilter, type JobFilter, parseFilter} from '../../source/domain/filter/filter.ts';
import type {ListType, TapisApi} from '../../source/domain/tapis-api.ts';
import {newestJobs} from '../../source/following/newest-jobs.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';

const {signal} = new AbortController();
const jobs = [1, 2, 3, 4, 5, 6].map(number =>
	buildJob(number, {created: worldStart - number * 1000, name: number % 2 === 0 ? 'even' : 'odd'}),
);

/** A service whose user owns the jobs with even numbers, and shares in the others. */
function world() {
	const lists = {
		MY_JOBS: createFakeJobsApi(createFakeClock()),
		SHARED_JOBS: createFakeJobsApi(createFakeClock()),
	};
	for (const job of jobs) lists[job.name === 'even' ? 'MY_JOBS' : 'SHARED_JOBS'].put(job);
	const api: Pick<TapisApi, 'getJobList'> = {
		getJobList: (query, options) =>
			lists[query.listType as 'MY_JOBS' | 'SHARED_JOBS'].getJobList(query, options),
	};
	const find = (listType: ListType, limit?: number, filter: JobFilter = emptyFilter) =>
		newestJobs(api as TapisApi, {listType, limit, filter, now: worldStart, signal});
	return {find, mine: lists.MY_JOBS};
}

function filterOf(text: string): JobFilter {
	const parsed = parseFilter(text);
	if (!parsed.ok) throw new Error(parsed.problem.message);
	return parsed.filter;
}

describe('the newest jobs', () => {
	it('are all of them without a limit', async () => {
		const {jobs: found, hasOlder} = await world().find('ALL_JOBS');

		expect(found.map(job => job.uuid)).toEqual([1, 2, 3, 4, 5, 6].map(jobUuid));
		expect(hasOlder).toBe(false);
	});

	it('are those of both lists together, and not the first of one', async () => {
		const {jobs: found, hasOlder} = await world().find('ALL_JOBS', 3);

		expect(found.map(job => job.uuid)).toEqual([1, 2, 3].map(jobUuid));
		expect(hasOlder).toBe(true);
	});

	it('cost no more rows than are wanted, and one', async () => {
		const {find, mine} = world();

		expect(await find('MY_JOBS', 2)).toMatchObject({hasOlder: true});
		expect(mine.calls).toMatchObject([{query: {limit: 3}}]);
		expect(await find('MY_JOBS', 3)).toMatchObject({hasOlder: false});
	});

	it('are said to be fewer than the service counts', async () => {
		const {find, mine} = world();
		mine.set({
			onPage: page => {
				const jobs = page.jobs.filter(({uuid}) => uuid !== jobUuid(6));
				return {...page, jobs, rowCount: jobs.length};
			},
		});

		expect(await find('ALL_JOBS')).toMatchObject({missing: 1});
		expect(await find('MY_JOBS', 1)).toMatchObject({missing: 0});
	});

	it('that match a filter may not be all, which is not looked into', async () => {
		const {find} = world();

		expect(await find('MY_JOBS', 2, filterOf('name:even'))).toMatchObject({
			jobs: [{uuid: jobUuid(2)}, {uuid: jobUuid(4)}],
			hasOlder: 'unknown',
		});
		expect(await find('MY_JOBS', 4, filterOf('name:even'))).toMatchObject({hasOlder: false});
		expect(await find('ALL_JOBS', 2, filterOf('name:e,o'))).toMatchObject({
			jobs: [{uuid: jobUuid(1)}, {uuid: jobUuid(2)}],
			hasOlder: true,
		});
	});
});
