import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import type {JobQuery} from '../../source/domain/tapis-api.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {eventText} from '../../source/monitor/event-text.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeJobsApi, type FakeCall} from '../helpers/fake-jobs-api.ts';
import {createWorld} from '../helpers/run-monitor.ts';

const over = {status: FINISHED, ended: worldStart - 1} as const;
const isPage = (call: FakeCall): boolean =>
	call.name === 'getJobList' && call.query.updatedSince === undefined;

/** A world with some jobs, loaded. */
async function createLoaded(count: number, different: Parameters<typeof buildJob>[1] = {}, options = {}) {
	const world = createWorld();
	for (let number = 1; number <= count; number++) world.api.put(buildJob(number, different));
	const run = world.run(options);
	await world.clock.advance(SECOND);
	world.api.clearCalls();
	return {...world, ...run, start: world.run};
}

describe('how often', () => {
	it('polls slowly when every job has ended, and at its usual pace once one is active', async () => {
		const {clock, api, monitor} = await createLoaded(3, over);
		await clock.advance(5 * MINUTE);
		expect(api.calls).toHaveLength(5);
		expect(monitor.getState().intervalMs).toBe(MINUTE);

		api.put(buildJob(9, {status: QUEUED, created: clock.now(), lastUpdated: clock.now()}));
		await clock.advance(MINUTE);
		api.clearCalls();
		await clock.advance(MINUTE);
		expect(api.calls).toHaveLength(6);
	});

	it('has one request open at a time, and asks at once on a wish', async () => {
		const {clock, api, monitor} = await createLoaded(3);
		api.setDelay(3 * SECOND);
		for (let time = 0; time < 20; time++) {
			monitor.refresh();
			await clock.advance(SECOND);
		}
		expect(api.mostOpen()).toBe(1);
		expect(api.calls.length).toBeGreaterThan(5);
	});

	it('asks exactly once more for a wish that comes while an answer is awaited', async () => {
		const {clock, api, monitor, statusOf} = await createLoaded(3);
		api.set({readsEarly: true});
		api.setDelay(SECOND);
		monitor.refresh();
		await clock.advance(SECOND / 2);
		api.setStatus(jobUuid(1), FINISHED);
		monitor.refresh();
		monitor.refresh();
		await clock.advance(SECOND / 2);
		expect(statusOf(jobUuid(1))).toBe(RUNNING);
		await clock.advance(SECOND);
		expect(statusOf(jobUuid(1))).toBe(FINISHED);
		await clock.advance(5 * SECOND);
		expect(api.calls).toHaveLength(2);
	});

	it('keeps a wish whose answer did not come', async () => {
		const {clock, api, monitor} = await createLoaded(3, over);
		api.fail(() => new Failure('unreachable', 'No route.'), 1);
		monitor.refresh();
		await clock.advance(15 * SECOND);
		expect(api.calls).toHaveLength(2);
		expect(monitor.getState().link.kind).toBe('live');
	});

	it('polls at once after the machine has slept', async () => {
		const {clock, api, monitor} = await createLoaded(3, over);
		await clock.advance(2 * SECOND);
		api.setStatus(jobUuid(1), FINISHED);
		clock.sleep(8 * HOUR);
		await clock.advance(6 * SECOND);
		expect(api.calls.filter(call => !isPage(call))).toHaveLength(1);
		expect(monitor.getState().asOf).toBeGreaterThan(worldStart + 8 * HOUR);
	});

	it.each([HOUR, -HOUR])('is not harmed by a wall clock that jumps by %i', async byMs => {
		const {clock, api, events, statusOf} = await createLoaded(3);
		clock.setWall(clock.now() + byMs);
		await clock.advance(MINUTE);
		api.setStatus(jobUuid(1), FINISHED);
		await clock.advance(11 * SECOND);
		expect(statusOf(jobUuid(1))).toBe(FINISHED);
		expect(events.map(({kind}) => kind)).toEqual(['job-ended']);
	});

	it('holds still until every pause was resumed', async () => {
		const {clock, api, monitor} = await createLoaded(3);
		monitor.pause();
		monitor.pause();
		monitor.resume();
		await clock.advance(5 * MINUTE);
		expect(api.calls).toEqual([]);
		expect(monitor.getState().link.kind).toBe('paused');
		monitor.resume();
		await clock.advance(0);
		expect(api.calls).toHaveLength(1);
		expect(monitor.getState().link.kind).toBe('live');
		monitor.resume();
		monitor.pause();
		expect(monitor.getState().link.kind).toBe('paused');
	});

	it('goes on after a request that never comes back', async () => {
		const {clock, api, monitor} = await createLoaded(3);
		api.setDelay(null);
		await clock.advance(3 * MINUTE);
		expect(monitor.getState().link).toMatchObject({kind: 'failing', failure: {kind: 'timeout'}});
		api.setDelay(0);
		await clock.advance(10 * MINUTE);
		expect(monitor.getState().link.kind).toBe('live');
	});

	it('waits for a sign-in, says so once, and goes on after it', async () => {
		const {clock, api, monitor, events} = await createLoaded(3);
		api.fail(() => new Failure('sign-in', 'Expired.'));
		await clock.advance(HOUR);
		expect(monitor.getState().link.kind).toBe('signed-out');
		expect(api.calls).toHaveLength(1);
		api.heal();
		monitor.signedIn();
		await clock.advance(SECOND);
		expect(events.map(({kind}) => kind)).toEqual(['signed-out', 'link-back']);
		expect(eventText(events[1]!)).toBe('Signed in; polling goes on.');
	});
});

describe('what the list holds', () => {
	it('loses a job that was hidden, once both the list and the search say so', async () => {
		const {clock, api, monitor, events} = await createLoaded(30);
		api.hide(jobUuid(7));
		await clock.advance(11 * MINUTE);
		expect(monitor.getState().jobs.has(jobUuid(7))).toBe(false);
		expect(events).toMatchObject([{kind: 'job-gone', job: {uuid: jobUuid(7)}}]);
	});

	it('still hears of changes at their pace while many jobs that were hidden are asked for one by one', async () => {
		const world = createWorld();
		const perJobMs = SECOND / 5;
		for (let number = 1; number <= 300; number++) world.api.put(buildJob(number, over));
		world.api.put(buildJob(301));
		// The service is asked for each of them that its search does not find.
		const search = world.api.getJobsByUuid;
		const getJobsByUuid: typeof search = async (uuids, options) => {
			const page = await search(uuids, options);
			await new Promise<void>(resolve => void world.clock.after(page.hidden!.length * perJobMs, resolve));
			return page;
		};
		Object.assign(world.api, {getJobsByUuid});
		const {monitor, events, eventsOf, statusOf} = world.run();
		await world.clock.advance(SECOND);
		for (let number = 1; number <= 300; number++) world.api.hide(jobUuid(number));
		for (let second = 0; second < 1200 && events.length === 0; second++) await world.clock.advance(SECOND);
		world.api.setStatus(jobUuid(301), QUEUED);
		await world.clock.advance(15 * SECOND);
		expect(statusOf(jobUuid(301))).toBe(QUEUED);
		const goneSoFar = eventsOf('job-gone').length;
		expect(goneSoFar).toBeGreaterThan(10);
		expect(goneSoFar).toBeLessThan(300);

		world.api.fail(
			() => new Failure('unreachable', 'No route.'),
			1,
			name => name === 'getJobsByUuid',
		);
		await world.clock.advance(2 * MINUTE);
		expect(eventsOf('job-gone')).toHaveLength(300);
		expect(monitor.getState().jobs.size).toBe(1);
	});

	it('loses nothing because a page came short', async () => {
		const {clock, api, monitor, events} = await createLoaded(30);
		api.set({canCount: false, onPage: page => ({...page, jobs: page.jobs.slice(0, 2), rowCount: 2})});
		await clock.advance(3 * HOUR);
		expect(monitor.getState().jobs.size).toBe(30);
		expect(events).toEqual([]);
	});

	it('is all of the jobs and of their changes where the server gives fewer at once and does not say so', async () => {
		const world = createWorld();
		for (let number = 1; number <= 29; number++)
			world.api.put(buildJob(number, {created: worldStart - number * MINUTE}));
		world.api.set({
			onPage: page => ({...page, jobs: page.jobs.slice(0, 10), rowCount: Math.min(10, page.rowCount)}),
		});
		const {monitor, events, statusOf} = world.run();
		await world.clock.advance(2 * MINUTE);
		expect(monitor.getState().jobs.size).toBe(29);
		world.api.clearCalls();
		await world.clock.advance(MINUTE);
		expect(world.api.calls).toHaveLength(6);
		for (let number = 1; number <= 29; number++) world.api.setStatus(jobUuid(number), FINISHED);
		await world.clock.advance(11 * SECOND);
		expect([1, 15, 29].map(number => statusOf(jobUuid(number)))).toEqual([FINISHED, FINISHED, FINISHED]);
		expect(events.every(({kind}) => kind === 'job-ended')).toBe(true);
	});

	it('says once that it is not whole by the count of the service', async () => {
		const world = createWorld();
		for (let number = 1; number <= 29; number++) world.api.put(buildJob(number));
		world.api.set({
			onPage: page => {
				const jobs = page.jobs.filter(({uuid}) => uuid <= jobUuid(17));
				return {...page, jobs, rowCount: jobs.length};
			},
		});
		const {events} = world.run();
		await world.clock.advance(HOUR);
		expect(events.map(event => eventText(event))).toEqual(['The service counts 12 jobs more than it lists.']);
	});

	it('is compared by one small question while the numbers agree', async () => {
		const {clock, api} = await createLoaded(300);
		await clock.advance(50 * MINUTE);
		const pages = api.calls.filter(isPage);
		expect(pages.length).toBeGreaterThanOrEqual(4);
		expect(pages.every(call => call.name === 'getJobList' && call.query.limit === 1)).toBe(true);
	});

	it('waits as long as the service asks before it is counted again, and is not read whole for that', async () => {
		const {clock, api, monitor} = await createLoaded(300, over, {intervalMs: 20 * MINUTE});
		await clock.advance(9 * MINUTE);
		api.clearCalls();
		api.fail(() => new Failure('limit', 'Too many requests.', {retryAfterMs: 5 * MINUTE}), 1);
		await clock.advance(4 * MINUTE);
		expect(api.calls).toHaveLength(1);
		expect(monitor.getState().link.kind).toBe('failing');
		await clock.advance(3 * MINUTE);
		expect(api.calls).toMatchObject([{query: {limit: 1}}, {query: {limit: 1}}]);
		expect(monitor.getState().link.kind).toBe('live');
	});

	it.each([
		['at once where the server refuses to count', 'refused', 1],
		['after a second try where the server has trouble with counting', 'server', 2],
	] as const)('is read whole %s', async (_case, kind, counts) => {
		const {clock, api, monitor} = await createLoaded(30);
		api.set({
			onPage: (page, query) => {
				if (query.limit === 1) throw new Failure(kind, 'No count.');
				return page;
			},
		});
		api.hide(jobUuid(7));
		await clock.advance(11 * MINUTE);
		expect(api.calls.filter(call => call.name === 'getJobList' && call.query.limit === 1)).toHaveLength(
			counts,
		);
		expect(monitor.getState().jobs.has(jobUuid(7))).toBe(false);
		expect(monitor.getState().link.kind).toBe('live');
	});

	it('is asked as many times less often as the whole of it takes pages, where the server cannot filter', async () => {
		const {clock, api, monitor, statusOf} = await createLoaded(30, {}, {pageSize: 10});
		api.set({canFilter: false});
		await clock.advance(MINUTE);
		expect(monitor.getState().intervalMs).toBe(30 * SECOND);
		api.clearCalls();
		api.setStatus(jobUuid(3), FINISHED);
		await clock.advance(2 * MINUTE);
		expect(statusOf(jobUuid(3))).toBe(FINISHED);
		const polls = api.calls.filter(
			call => call.name === 'getJobList' && call.query.updatedSince !== undefined,
		);
		// Each three pauses of 10 s, where it would be twelve polls.
		expect(polls.length).toBeGreaterThanOrEqual(3);
		expect(polls.length).toBeLessThanOrEqual(6);
	});

	it('is the newest few when the person wants no more, and stays so', async () => {
		const {clock, api, monitor} = await createLoaded(500, {}, {limit: 150});
		const loaded = monitor.getState().jobs.size;
		expect(loaded).toBe(150);
		for (let number = 300; number < 400; number++) api.setStatus(jobUuid(number), RUNNING);
		await clock.advance(MINUTE);
		expect(monitor.getState().jobs.size).toBe(loaded);
		for (let number = 1001; number <= 1100; number++)
			api.put(buildJob(number, {created: clock.now(), lastUpdated: clock.now()}));
		await clock.advance(MINUTE);
		expect(monitor.getState().jobs.size).toBe(loaded);
		expect(monitor.getState().jobs.has(jobUuid(1100))).toBe(true);
		await clock.advance(2 * HOUR);
		expect(monitor.getState().jobs.size).toBe(loaded);
	});

	it('is filled up again by older jobs, which are not told as new, when some of the newest few are hidden', async () => {
		const world = createWorld();
		for (let number = 1; number <= 500; number++) {
			const at = worldStart - number * MINUTE;
			world.api.put(buildJob(number, {...over, created: at, lastUpdated: at}));
		}
		const {monitor, eventsOf} = world.run({limit: 20});
		await world.clock.advance(SECOND);
		for (let number = 1; number <= 15; number++) world.api.hide(jobUuid(number));
		await world.clock.advance(25 * MINUTE);
		expect(monitor.getState().jobs.size).toBe(20);
		expect(monitor.getState().jobs.has(jobUuid(35))).toBe(true);
		for (let number = 16; number <= 35; number++) {
			world.api.hide(jobUuid(number));
			monitor.dropJob(jobUuid(number));
		}
		await world.clock.advance(25 * MINUTE);
		expect(monitor.getState().jobs.size).toBe(20);
		expect(eventsOf('job-added')).toEqual([]);
	});

	it('loses a job that was hidden from one of two lists of which the other ends at the limit', async () => {
		const world = createWorld();
		for (let number = 1; number <= 80; number++)
			world.api.put(buildJob(number, {...over, created: worldStart - number * MINUTE}));
		const isShared = ({uuid}: {readonly uuid: string}): boolean => uuid <= jobUuid(10);
		world.api.set({
			onPage: (page, {listType}) => {
				const jobs = page.jobs.filter(job => isShared(job) === (listType === 'SHARED_JOBS'));
				if (page.totalCount === null) return {...page, jobs};
				return {...page, jobs, totalCount: listType === 'MY_JOBS' ? 70 : page.totalCount - 70};
			},
		});
		const {monitor, eventsOf} = world.run({listType: 'ALL_JOBS', limit: 50});
		await world.clock.advance(SECOND);
		expect(monitor.getState().jobs.has(jobUuid(7))).toBe(true);
		world.api.hide(jobUuid(7));
		await world.clock.advance(25 * MINUTE);
		expect(eventsOf('job-gone')).toMatchObject([{job: {uuid: jobUuid(7)}}]);
	});

	it('is the newest few of each of two lists, however old those of the other are', async () => {
		const world = createWorld();
		const own = createFakeJobsApi(world.clock);
		for (let number = 1; number <= 500; number++) {
			const at = worldStart - number * MINUTE;
			own.put(buildJob(number, {created: at, lastUpdated: at}));
		}
		for (let number = 1001; number <= 1003; number++)
			world.api.put(buildJob(number, {...over, created: worldStart - 1000 * HOUR, owner: 'other'}));
		const shared = world.api.getJobList;
		Object.assign(world.api, {
			getJobList: ((query, options) =>
				(query.listType === 'MY_JOBS' ? own.getJobList : shared)(query, options)) satisfies typeof shared,
		});
		const {monitor, events} = world.run({listType: 'ALL_JOBS', limit: 20});
		await world.clock.advance(SECOND);
		expect(monitor.getState().jobs.size).toBe(23);
		for (let number = 101; number < 200; number++) own.setStatus(jobUuid(number), QUEUED);
		await world.clock.advance(15 * SECOND);
		expect(monitor.getState().jobs.size).toBe(23);
		expect(events).toEqual([]);

		own.put(buildJob(501, {created: world.clock.now(), lastUpdated: world.clock.now()}));
		await world.clock.advance(15 * SECOND);
		expect(monitor.getState().jobs.size).toBe(23);
		expect(monitor.getState().jobs.has(jobUuid(501))).toBe(true);
		expect(monitor.getState().jobs.has(jobUuid(20))).toBe(false);
	});

	it('still follows a job that was put in by hand and is not in the list', async () => {
		const {clock, api, monitor, statusOf} = await createLoaded(500, {}, {limit: 50});
		monitor.putJob(api.job(jobUuid(400)));
		api.setStatus(jobUuid(400), FINISHED);
		await clock.advance(15 * SECOND);
		expect(statusOf(jobUuid(400))).toBe(FINISHED);
	});

	it('still follows a job of somebody else, which no list of one’s own brings', async () => {
		const {clock, api, monitor, statusOf} = await createLoaded(5);
		const theirs = buildJob(99, {owner: 'other', lastUpdated: worldStart});
		api.put(theirs);
		api.set({onPage: page => ({...page, jobs: page.jobs.filter(({owner}) => owner === 'jdoe')})});
		monitor.putJob(theirs);
		api.setStatus(theirs.uuid, FINISHED);
		await clock.advance(15 * SECOND);
		expect(statusOf(theirs.uuid)).toBe(FINISHED);
		await clock.advance(3 * HOUR);
		expect(statusOf(theirs.uuid)).toBe(FINISHED);
	});

	it('does not call the line lost and found again while one page cannot be read', async () => {
		const world = createWorld();
		for (let number = 1; number <= 300; number++) world.api.put(buildJob(number));
		world.api.set({
			onPage: (page, query) => {
				if (query.createdUntil !== undefined) throw new Failure('server', 'Broken row.');
				return page;
			},
		});
		const {monitor, events, statusOf} = world.run();
		await world.clock.advance(10 * MINUTE);
		world.api.setStatus(jobUuid(1), FINISHED);
		await world.clock.advance(MINUTE);
		expect(statusOf(jobUuid(1))).toBe(FINISHED);
		expect(monitor.getState().link.kind).toBe('failing');
		expect(events.map(({kind}) => kind)).toEqual(['link-lost', 'job-ended']);
	});

	it.each([
		['a page of the first load', (query: JobQuery) => query.createdUntil !== undefined, 0],
		['the count', (query: JobQuery) => query.limit === 1, 11 * MINUTE],
	])(
		'asks ever less often for %s that cannot be read, while changes come at their pace',
		async (_what, isBroken, afterMs) => {
			const world = createWorld();
			for (let number = 1; number <= 300; number++) world.api.put(buildJob(number));
			let failures = 0;
			world.api.set({
				onPage: (page, query) => {
					if (query.updatedSince !== undefined || !isBroken(query)) return page;
					failures++;
					throw new Failure('limit', 'Too many requests.');
				},
			});
			const {monitor, events} = world.run({fullReconcileMs: 3 * HOUR});
			await world.clock.advance(afterMs + SECOND);
			expect(failures).toBeGreaterThan(0);
			world.api.clearCalls();
			failures = 0;
			await world.clock.advance(HOUR);
			// With half of five minutes as the longest pause; each 5 s it would be hundreds.
			expect(failures).toBeGreaterThan(20);
			expect(failures).toBeLessThan(35);
			expect(world.api.calls.filter(call => !isPage(call)).length).toBeGreaterThan(340);
			expect(monitor.getState().link).toMatchObject({kind: 'failing'});
			expect(events.map(({kind}) => kind)).toEqual(['link-lost']);

			world.api.set({onPage: page => page});
			monitor.refresh();
			await world.clock.advance(SECOND);
			expect(monitor.getState().link.kind).toBe('live');
		},
	);
});

it('keeps the newest two thousand events', async () => {
	const {clock, api, monitor, events} = await createLoaded(1500, {status: QUEUED});
	for (const status of [RUNNING, FINISHED]) {
		for (let number = 1; number <= 1500; number++) api.setStatus(jobUuid(number), status);
		await clock.advance(15 * SECOND);
	}
	expect(events).toHaveLength(3000);
	expect(monitor.getState().log).toHaveLength(2000);
	expect(monitor.getState().log.at(-1)?.event.kind).toBe('job-ended');
});
