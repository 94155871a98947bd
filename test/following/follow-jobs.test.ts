import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {Job, JobUuid} from '../../source/domain/job.ts';
import {FINISHED, hasEnded, RUNNING} from '../../source/domain/status.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {DAY, HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {followJobs} from '../../source/following/follow-jobs.ts';
import {narrowApi} from '../../source/following/narrow-api.ts';
import {until} from '../../source/following/until.ts';
import {withHiddenJobs} from '../../source/following/with-hidden-jobs.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi, type FakeJobsApi} from '../helpers/fake-jobs-api.ts';
import {createFakeMemory} from '../helpers/fake-memory.ts';
import {createWorld} from '../helpers/run-monitor.ts';

const {signal} = new AbortController();

function apiWith(...jobs: readonly Job[]) {
	const fake = createFakeJobsApi(createFakeClock());
	fake.put(...jobs);
	// The output of jobs is not asked for here.
	return {fake, api: fake as unknown as TapisApi};
}

describe('a narrowed api', () => {
	const jobs = [1, 2, 3, 4].map(number => buildJob(number));
	const uuids = [jobUuid(1), jobUuid(3), jobUuid(4)];

	it('knows only the jobs it was made for, newest first, and asks for no list', async () => {
		const {fake, api} = apiWith(...jobs);
		const page = await narrowApi(api, uuids).getJobList({listType: 'MY_JOBS', limit: 10});

		expect(page.jobs.map(job => job.uuid)).toEqual(uuids);
		expect(page).toMatchObject({rowCount: 3, totalCount: 3});
		expect(fake.calls.map(call => call.name)).toEqual(['getJobsByUuid']);
	});

	it('pages and bounds as the service does', async () => {
		const {api} = apiWith(...jobs);
		const narrow = narrowApi(api, uuids);

		const second = await narrow.getJobList({listType: 'MY_JOBS', limit: 2, skip: 2});
		expect(second.jobs.map(job => job.uuid)).toEqual([jobUuid(4)]);
		const older = await narrow.getJobList({listType: 'MY_JOBS', limit: 9, createdUntil: worldStart - 3000});
		expect(older.jobs.map(job => job.uuid)).toEqual([jobUuid(3), jobUuid(4)]);
		const changed = await narrow.getJobList({listType: 'MY_JOBS', limit: 9, updatedSince: worldStart - 3000});
		expect(changed.jobs.map(job => job.uuid)).toEqual([jobUuid(3), jobUuid(1)]);
	});
});

describe('the monitor on a few jobs only', () => {
	it('goes on asking for changes after one of them has ended', async () => {
		const world = createWorld();
		world.api.put(buildJob(1), buildJob(2));
		const uuids = [jobUuid(1), jobUuid(2)];
		const monitor = createMonitor({
			api: narrowApi(world.api as unknown as TapisApi, uuids),
			clock: world.clock,
			memory: createFakeMemory(world.disk, 'first'),
			random: () => 0.5,
			options: {},
		});
		const notes: string[] = [];
		monitor.onEvent(({event}) => {
			if (event.kind === 'note') notes.push(event.text);
		});
		monitor.start();
		await world.clock.advance(20_000);
		world.api.setStatus(jobUuid(1), FINISHED, {ended: world.clock.now()});
		for (let minute = 0; minute < 5; minute++) {
			await world.clock.advance(60_000);
			world.api.setStatus(jobUuid(2), RUNNING, {lastUpdated: world.clock.now()});
		}
		await monitor.stop();

		expect(monitor.getState().jobs.get(jobUuid(1))?.status).toBe(FINISHED);
		expect(notes).toEqual([]);
	});
});

describe('jobs that are waited for', () => {
	const uuids = [jobUuid(1), jobUuid(2)];

	it('are still there when they are hidden, and not asked for a second time', async () => {
		const {fake, api} = apiWith(buildJob(1), buildJob(2));
		const lost: JobUuid[] = [];
		const {getJobsByUuid} = withHiddenJobs(api, uuid => lost.push(uuid));
		const statuses = async () => (await getJobsByUuid(uuids)).jobs.map(({uuid, status}) => [uuid, status]);
		await statuses();
		fake.hide(jobUuid(2));
		expect(await statuses()).toContainEqual([jobUuid(2), fake.job(jobUuid(2)).status]);
		fake.setStatus(jobUuid(2), 'FINISHED');
		for (let look = 0; look < 4; look++) expect(await statuses()).toContainEqual([jobUuid(2), 'FINISHED']);

		expect(fake.calls.map(({name}) => name)).toEqual(Array(6).fill('getJobsByUuid'));
		expect(lost).toEqual([]);
	});

	it('are told as lost, once, when the service does not know them any more', async () => {
		const {api} = apiWith(buildJob(1), buildJob(2));
		const lost: JobUuid[] = [];
		let isThere = true;
		const {getJobsByUuid} = withHiddenJobs(
			{
				...api,
				getJobsByUuid: (asked, options) => api.getJobsByUuid(isThere ? asked : asked.slice(0, 1), options),
			},
			uuid => lost.push(uuid),
		);
		// Never there, so nobody misses it.
		await getJobsByUuid([jobUuid(9)]);
		await getJobsByUuid(uuids);
		isThere = false;
		await getJobsByUuid(uuids);
		await getJobsByUuid(uuids);
		expect(lost).toEqual([]);
		for (let look = 0; look < 3; look++) await getJobsByUuid(uuids);

		expect(lost).toEqual([jobUuid(2)]);
	});
});

describe('waiting', () => {
	const nothing = (): (() => void) => () => undefined;

	it('takes more time than a timer of Node can hold', async () => {
		const clock = createFakeClock();
		let answer: string | undefined;
		void until({clock, signal}, 60 * DAY, nothing, () => undefined).then(stop => {
			answer = stop;
		});
		await clock.advance(59 * DAY);
		expect(answer).toBeUndefined();
		await clock.advance(DAY + HOUR);
		expect(answer).toBe('time-over');
		expect(clock.timerCount()).toBe(0);
	});

	it('ends with the answer, and leaves no timer behind', async () => {
		const clock = createFakeClock();

		expect(await until({clock, signal}, 1000, nothing, () => 'here')).toBe('here');
		expect(clock.timerCount()).toBe(0);
	});

	it('ends at once for one who has been asked to stop before', async () => {
		expect(
			await until({clock: createFakeClock(), signal: AbortSignal.abort()}, undefined, nothing, () => 'here'),
		).toBe('asked');
	});
});

describe('who follows a job', () => {
	const gatewayDown = (): Failure =>
		new Failure('sign-in', 'The token was revoked, or the gateway could not check it.', {canRetry: true});

	/** Of how many jobs each request asked. */
	const asked = ({calls}: FakeJobsApi): readonly number[] =>
		calls.map(call => (call.name === 'getJobsByUuid' ? call.uuids.length : 0));

	function follow() {
		const world = createWorld();
		const job = buildJob(1, {status: RUNNING});
		world.api.put(job);
		const noJob = (): Promise<never> => Promise.reject(new Failure('not-found', 'There is no such job.'));
		const api = {...world.api, getJob: noJob} as unknown as TapisApi;
		const {
			monitor,
			gone,
			until: untilTold,
		} = followJobs(api, [job], {
			clock: world.clock,
			signal,
		});
		let told: unknown;
		void untilTold(undefined, () => {
			if (gone.has(job.uuid)) return 'gone';
			const {status} = monitor.getState().jobs.get(job.uuid)!;
			return hasEnded(status) ? status : undefined;
		}).then(answer => {
			told = answer;
		});
		return {...world, monitor, told: () => told};
	}

	it('asks, once a poll, for those alone that have not ended', async () => {
		const clock = createFakeClock();
		const api = createFakeJobsApi(clock);
		const jobs = Array.from({length: 1200}, (_, at) => buildJob(at + 1, {status: RUNNING}));
		api.put(...jobs);
		const {monitor} = followJobs(api as unknown as TapisApi, jobs, {clock, signal});
		await clock.advance(SECOND);
		expect(asked(api)).toEqual([1200]);
		for (const {uuid} of jobs.slice(2)) api.setStatus(uuid, FINISHED);
		await clock.advance(10 * SECOND);
		api.clearCalls();
		// Hidden ones would be asked for one by one.
		for (const {uuid} of jobs.slice(2)) api.hide(uuid);
		await clock.advance(HOUR);
		await monitor.stop();

		expect(asked(api)).toEqual(Array(asked(api).length).fill(2));
		expect(asked(api).length).toBeLessThan(HOUR / (5 * SECOND) + 20);
		expect(monitor.getState().jobs.size).toBe(1200);
	});

	it('does not take it for gone for a fault of some seconds, at whatever look that comes', async () => {
		for (const before of [3_000, 58_000, 118_000, 598_000, 601_000]) {
			const world = follow();
			await world.clock.advance(before);
			world.api.hide(jobUuid(1));
			await world.clock.advance(6_000);
			world.api.show(jobUuid(1));
			await world.clock.advance(30_000);
			expect(world.told(), `after ${before} ms`).toBeUndefined();
			expect(world.monitor.getState().jobs.has(jobUuid(1))).toBe(true);
			await world.monitor.stop();
		}
	});

	it('hears of its end over a gateway that cannot check tokens for a while', async () => {
		const world = follow();
		await world.clock.advance(10_000);
		world.api.fail(gatewayDown);
		await world.clock.advance(5 * MINUTE);
		expect(world.told()).toBeUndefined();
		world.api.heal();
		world.api.setStatus(jobUuid(1), FINISHED);
		await world.clock.advance(2 * MINUTE);
		expect(world.told()).toBe(FINISHED);
		await world.monitor.stop();
	});

	it('waits as long for the gateway when the line was lost before for another reason', async () => {
		const world = follow();
		await world.clock.advance(10_000);
		let failure = new Failure('unreachable', 'The service cannot be reached.');
		world.api.fail(() => failure);
		await world.clock.advance(15 * MINUTE);
		failure = gatewayDown();
		await world.clock.advance(5 * MINUTE);
		expect(world.told()).toBeUndefined();
		await world.clock.advance(15 * MINUTE);
		expect(world.told()).toMatchObject({kind: 'sign-in'});
		await world.monitor.stop();
	});

	it('is told that the sign-in has gone when that lasts', async () => {
		const world = follow();
		await world.clock.advance(10_000);
		world.api.fail(gatewayDown);
		await world.clock.advance(15 * MINUTE);
		expect(world.told()).toMatchObject({kind: 'sign-in'});
		await world.monitor.stop();
	});

	it('is told at once when only a new sign-in helps', async () => {
		const world = follow();
		await world.clock.advance(10_000);
		world.api.fail(() => new Failure('sign-in', 'The token has expired.'));
		await world.clock.advance(10_000);
		expect(world.told()).toMatchObject({kind: 'sign-in'});
		await world.monitor.stop();
	});
});
