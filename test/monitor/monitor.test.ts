import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {CANCELLED, FAILED, FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createWorld} from '../helpers/run-monitor.ts';

const ended = {status: FINISHED, ended: worldStart - 1} as const;

describe('the first load', () => {
	it('shows the newest page first and the older ones behind it, each job once', async () => {
		const {clock, api, run} = createWorld();
		for (let number = 1; number <= 1500; number++) api.put(buildJob(number, ended));
		api.setDelay(200);
		const {monitor, events} = run();

		await clock.advance(200);
		expect(monitor.getState().jobs.size).toBe(100);
		expect(monitor.getState().jobs.has(jobUuid(1))).toBe(true);
		expect(monitor.getState().loading).toEqual({loaded: 100, total: 1500});

		await clock.advance(600);
		expect(monitor.getState().jobs.size).toBe(1500);
		expect(monitor.getState().loading).toBeNull();
		expect(api.calls).toHaveLength(4);
		expect(events).toEqual([]);
	});
});

describe('a poll', () => {
	it('costs one request and calls nobody when nothing has changed', async () => {
		const {clock, api, run} = createWorld();
		for (let number = 1; number <= 300; number++) api.put(buildJob(number));
		const {monitor, notified} = run();
		await clock.advance(5000);
		api.clearCalls();
		const before = notified();

		await clock.advance(60_000);

		expect(api.calls).toHaveLength(6);
		expect(notified()).toBe(before);
		expect(monitor.getState().asOf).toBe(worldStart + 60_000);
	});

	it('brings what has changed, as one event each', async () => {
		const {clock, api, run} = createWorld();
		api.put(buildJob(1, {status: QUEUED}), buildJob(2));
		const {events, statusOf} = run();
		await clock.advance(5000);

		api.setStatus(jobUuid(1), RUNNING);
		api.setStatus(jobUuid(2), FAILED);
		await clock.advance(30_000);

		expect(statusOf(jobUuid(1))).toBe(RUNNING);
		expect(events).toMatchObject([
			{kind: 'status-changed', job: {uuid: jobUuid(1)}, from: QUEUED},
			{kind: 'job-ended', job: {uuid: jobUuid(2)}, from: RUNNING, isInteresting: false},
		]);
	});

	it('keeps the rows through an outage, and tells of it once', async () => {
		const {clock, api, run} = createWorld();
		api.put(buildJob(1));
		const {monitor, events, statusOf} = run();
		await clock.advance(5000);

		api.fail(() => new Failure('unreachable', 'No route.'));
		await clock.advance(300_000);
		expect(statusOf(jobUuid(1))).toBe(RUNNING);
		expect(monitor.getState().link.kind).toBe('failing');
		api.heal();
		await clock.advance(300_000);

		expect(monitor.getState().link.kind).toBe('live');
		expect(events.map(({kind}) => kind)).toEqual(['link-lost', 'link-back']);
	});
});

describe('a cancel', () => {
	it('is sent after a fresh look, and its end is told with the scheduler’s id', async () => {
		const {clock, api, run} = createWorld();
		api.put(buildJob(1), buildJob(2));
		const {monitor, events, statusOf} = run();
		await clock.advance(5000);
		api.clearCalls();

		monitor.cancel([api.job(jobUuid(1))]);
		await clock.settle();
		expect(api.calls.map(({name}) => name)).toEqual(['getJobStatus', 'cancelJob']);
		expect(statusOf(jobUuid(1))).toBe(RUNNING);
		expect(monitor.getState().cancels.get(jobUuid(1))).toMatchObject({phase: 'accepted', sendCount: 1});

		api.setStatus(jobUuid(1), CANCELLED, {remoteJobId: '8831245'});
		await clock.advance(5000);
		expect(monitor.getState().cancels.get(jobUuid(1))).toMatchObject({
			phase: 'ended',
			outcome: {kind: 'cancelled', remoteJobId: '8831245'},
		});
		expect(events.map(({kind}) => kind)).toEqual([
			'cancel-asked',
			'cancel-sent',
			'job-ended',
			'cancel-ended',
		]);
		expect([...api.accepted.keys()]).toEqual([jobUuid(1)]);
	});
});

it('releases every timer when it stops', async () => {
	const {clock, api, run} = createWorld();
	api.put(buildJob(1));
	const {monitor} = run();
	await clock.advance(5000);
	monitor.cancel([api.job(jobUuid(1))]);
	await clock.settle();

	await monitor.stop();

	expect(clock.timerCount()).toBe(0);
});
