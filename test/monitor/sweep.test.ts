import {describe, expect, it} from 'vitest';
import type {JobUuid} from '../../source/domain/job.ts';
import type {JobPage} from '../../source/domain/tapis-api.ts';
import {createSweep, type Sweep} from '../../source/monitor/polling/sweep.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi, type FakeJobsApi} from '../helpers/fake-jobs-api.ts';

const size = {lists: ['MY_JOBS'], firstPageSize: 10, pageSize: 50, limit: undefined} as const;

/** Reads everything; `between` happens after each page. */
async function readAll(api: FakeJobsApi, sweep: Sweep, between: (page: number) => void = () => {}) {
	const seen = new Set<JobUuid>();
	let pages = 0;
	for (let query = sweep.next(); query !== null && pages < 200; query = sweep.next()) {
		const page = await api.getJobList(query);
		for (const job of sweep.accept(page, query)) seen.add(job.uuid);
		between(++pages);
	}
	return {seen, pages};
}

/** Of no page more than the first four rows. */
function capped(page: JobPage): JobPage {
	const jobs = page.jobs.slice(0, 4);
	return {...page, jobs, rowCount: jobs.length};
}

/** Nothing but the same four jobs. */
function newestFour(page: JobPage): JobPage {
	const jobs = page.jobs.filter(({uuid}) => uuid <= jobUuid(4));
	return {...page, jobs, rowCount: jobs.length};
}

function createApi(count: number, createdOf: (number: number) => number): FakeJobsApi {
	const api = createFakeJobsApi(createFakeClock());
	for (let number = 1; number <= count; number++) api.put(buildJob(number, {created: createdOf(number)}));
	return api;
}

describe('reading the whole list', () => {
	it.each([
		['one job a second', (number: number) => worldStart - number * 1000],
		['a thousand jobs in one second', () => worldStart],
		['jobs some milliseconds apart', (number: number) => worldStart - number * 7],
		['bursts', (number: number) => worldStart - Math.floor(number / 130) * 60_000],
	])('finds every job: %s', async (_name, createdOf) => {
		const api = createApi(1000, createdOf);
		const sweep = createSweep(size);
		const {seen, pages} = await readAll(api, sweep);
		expect(seen.size).toBe(1000);
		expect(pages).toBeLessThan(50);
		expect(sweep.isWhole()).toBe(true);
	});

	it('loses none while jobs are hidden and submitted meanwhile', async () => {
		const api = createApi(600, number => worldStart - Math.floor(number / 300) * 5000);
		const hidden = new Set<JobUuid>();
		const {seen} = await readAll(api, createSweep(size), page => {
			for (let one = 0; one < 9; one++) {
				const uuid = jobUuid(page * 9 + one);
				if (page > 30) return;
				api.hide(uuid);
				hidden.add(uuid);
			}
			api.put(buildJob(10_000 + page, {created: worldStart + page}));
		});
		const lost = api
			.jobs()
			.filter(({uuid}) => !hidden.has(uuid) && !seen.has(uuid) && uuid < jobUuid(10_000));
		expect(lost.map(({name}) => name)).toEqual([]);
	});

	it('is not whole when the server counts more than it sends', async () => {
		const api = createApi(30, number => worldStart - number * 1000);
		api.set({onPage: newestFour});
		const sweep = createSweep(size);
		const {pages} = await readAll(api, sweep);
		expect(pages).toBe(2);
		expect(sweep.isWhole()).toBe(false);
		expect(sweep.missing()).toBe(26);
	});

	it.each([
		['one job a second', (number: number) => worldStart - number * 1000],
		['all in one second', () => worldStart],
	])(
		'finds every job where the server gives fewer at once and does not say so: %s',
		async (_case, createdOf) => {
			const api = createApi(29, createdOf);
			api.set({onPage: capped});
			const sweep = createSweep(size);
			const {seen} = await readAll(api, sweep);
			expect(seen.size).toBe(29);
			expect(sweep.isWhole()).toBe(true);
		},
	);

	it('ends where the server counts more and gives the same few again and again', async () => {
		const api = createApi(30, () => worldStart);
		api.set({onPage: newestFour});
		const {pages} = await readAll(api, createSweep(size));
		expect(pages).toBeLessThan(10);
	});

	it('ends although rows cannot be read and move', async () => {
		const api = createApi(500, () => worldStart);
		api.set({onPage: page => ({...page, jobs: page.jobs.slice(-3), setAside: page.rowCount - 3})});
		const {pages} = await readAll(api, createSweep(size));
		expect(pages).toBeLessThan(100);
	});

	it('takes as many as the limit says, whatever the size of a page', async () => {
		const api = createApi(500, number => worldStart - number * 1000);
		const {seen} = await readAll(api, createSweep({...size, limit: 70}));
		expect(seen.has(jobUuid(70))).toBe(true);
		expect(seen.size).toBe(70);
	});

	it.each([
		['one list ends at it', 500, true],
		['neither does, though both together hold more', 60, false],
	])('is whole with a limit for each list where %s', async (_case, count, isCut) => {
		const own = createApi(count, number => worldStart - number * 1000);
		const shared = createApi(10, number => worldStart - number * 1000);
		const sweep = createSweep({...size, lists: ['MY_JOBS', 'SHARED_JOBS'], limit: 65});
		for (let query = sweep.next(); query !== null; query = sweep.next())
			sweep.accept(await (query.listType === 'MY_JOBS' ? own : shared).getJobList(query), query);
		expect(sweep.seenToLimit('MY_JOBS') !== null).toBe(isCut);
		expect(sweep.seenToLimit('SHARED_JOBS')).toBe(null);
		expect(sweep.total()).toBe(Math.min(count, 65) + 10);
		expect(sweep.isWhole()).toBe(true);
	});

	it('is not whole when one list falls short of its own count', async () => {
		const api = createApi(60, number => worldStart - number * 1000);
		const sweep = createSweep({...size, lists: ['MY_JOBS', 'SHARED_JOBS'], limit: 50});
		api.set({
			onPage: (page, query) => (query.listType === 'MY_JOBS' ? page : newestFour(page)),
		});
		await readAll(api, sweep);
		expect(sweep.isWhole()).toBe(false);
	});

	it('reads all jobs as the two lists they are made of', async () => {
		const api = createApi(5, number => worldStart - number * 1000);
		await readAll(api, createSweep({...size, lists: ['MY_JOBS', 'SHARED_JOBS']}));
		expect(api.calls.map(call => call.name === 'getJobList' && call.query.listType)).toEqual([
			'MY_JOBS',
			'SHARED_JOBS',
		]);
	});
});
