import {Readable} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {narrowApi} from '../../source/commands/following/narrow-api.ts';
import {until} from '../../source/commands/following/until.ts';
import {withHiddenJobs} from '../../source/commands/following/with-hidden-jobs.ts';
import {resolveUuids, wordsFrom} from '../../source/commands/jobs/resolve-uuids.ts';
import {Failure, isFailure} from '../../source/domain/failure.ts';
import {type Job, type JobDetail, type JobUuid, jobUuidFromService} from '../../source/domain/job.ts';
import {nearestWord} from '../../source/domain/nearest.ts';
import {FINISHED, RUNNING} from '../../source/domain/status.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {DAY, HOUR} from '../../source/domain/time.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';
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

	function hidingApi() {
		const {fake, api} = apiWith(buildJob(1), buildJob(2));
		const reads: string[] = [];
		const getJob = async (uuid: JobUuid): Promise<JobDetail> => {
			reads.push(uuid);
			return buildJobDetail(1, fake.job(uuid));
		};
		return {fake, reads, api: {...api, getJob}};
	}

	it('are still there when they are hidden, and read no more once they have ended', async () => {
		const {fake, reads, api} = hidingApi();
		const lost: JobUuid[] = [];
		const {getJobsByUuid} = withHiddenJobs(api, uuid => lost.push(uuid));
		const statuses = async () => (await getJobsByUuid(uuids)).jobs.map(({uuid, status}) => [uuid, status]);
		await statuses();
		fake.hide(jobUuid(2));
		expect(await statuses()).toContainEqual([jobUuid(2), fake.job(jobUuid(2)).status]);
		fake.setStatus(jobUuid(2), 'FINISHED');
		for (let look = 0; look < 4; look++) expect(await statuses()).toContainEqual([jobUuid(2), 'FINISHED']);

		expect(reads).toHaveLength(2);
		expect(lost).toEqual([]);
	});

	it('are told as lost, once, when the service does not know them any more', async () => {
		const {api} = hidingApi();
		const lost: JobUuid[] = [];
		let isThere = true;
		const {getJobsByUuid} = withHiddenJobs(
			{
				...api,
				getJobsByUuid: (asked, options) => api.getJobsByUuid(isThere ? asked : asked.slice(0, 1), options),
				getJob: async () => {
					throw new Failure('not-found', 'There is no such job.');
				},
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

describe('uuids on the command line', () => {
	const named = (uuid: string): Job => buildJob(1, {uuid: jobUuidFromService(uuid)});
	const one = '0a0b0c0d-0000-4000-8000-000000000001-007';
	const two = '0a0bffff-0000-4000-8000-000000000002-007';

	it('may be cut where they fit one job only', async () => {
		const {api} = apiWith(named(one), named(two));

		expect(await resolveUuids(['0a0b0', '0A0BF'], api, signal)).toEqual([one, two]);
		expect(await resolveUuids([two.slice(0, 36), two], api, signal)).toEqual([two]);
	});

	it('that fit several jobs are refused with those they fit', async () => {
		const {api} = apiWith(named(one), named(two));

		await expect(resolveUuids(['0a0b'], api, signal)).rejects.toSatisfy(
			error => isFailure(error, 'usage') && error.advice.includes(one) && error.advice.includes(two),
		);
	});

	it.each(['0a', 'zzzz', '0a0b0c0d-0000-4000-8000-00000000000g-007', `${one}0`, '-rf', '0a0b0c0d0000'])(
		'%s is caught before any request',
		async word => {
			const {fake, api} = apiWith(named(one));

			await expect(resolveUuids([one.slice(0, 8), word], api, signal)).rejects.toSatisfy(error =>
				isFailure(error, 'usage'),
			);
			expect(fake.calls).toEqual([]);
		},
	);

	it('whole ones cost no request', async () => {
		const {fake, api} = apiWith(named(one));
		await resolveUuids([one, two], api, signal);

		expect(fake.calls).toEqual([]);
	});

	it('come from standard input in place of a minus', async () => {
		const stdin = Readable.from(['a\nb ', 'c\n']) as unknown as NodeJS.ReadStream;

		expect(await wordsFrom(['x', '-', 'y'], stdin)).toEqual(['x', 'a', 'b', 'c', 'y']);
		expect(await wordsFrom(['x'], stdin)).toEqual(['x']);
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

describe('the nearest word', () => {
	const words = ['list', 'status', 'cancel', 'wait', 'watch'];

	it.each([
		['lst', 'list'],
		['STATSU', 'status'],
		['cancle', 'cancel'],
		['wiat', 'wait'],
		['wach', 'watch'],
		['submit', undefined],
		['x', undefined],
	])('to %s is %s', (typed, expected) => expect(nearestWord(typed, words)).toBe(expected));
});
