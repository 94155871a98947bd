import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {CANCELLED, FINISHED, RUNNING} from '../../source/domain/status.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {isAccepted} from '../../source/monitor/cancel/cancel-standing.ts';
import {pendingOf} from '../../source/monitor/cancel/cancel-state.ts';
import type {Cancellation} from '../../source/monitor/monitor-state.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {createFakeMemory} from '../helpers/fake-memory.ts';
import {createWorld} from '../helpers/run-monitor.ts';

async function createLoaded(count: number, options = {}) {
	const world = createWorld();
	for (let number = 1; number <= count; number++) world.api.put(buildJob(number));
	const first = world.run(options);
	await world.clock.advance(SECOND);
	world.api.clearCalls();
	const sends = (): number => world.api.calls.filter(({name}) => name === 'cancelJob').length;
	return {...world, first, sends};
}

const one = jobUuid(1);

describe('many cancels at once', () => {
	it('keep at most three requests open, and each job has its own outcome', async () => {
		const {clock, api, first} = await createLoaded(200);
		api.setDelay(100);
		api.set({
			onCancel: uuid => {
				if (uuid === jobUuid(2)) throw new Failure('not-yours', 'Only the owner may.');
				api.setStatus(uuid, uuid === jobUuid(3) ? FINISHED : CANCELLED);
			},
		});
		first.monitor.pause();
		first.monitor.cancel(api.jobs());
		await clock.advance(30 * SECOND);
		expect(api.mostOpen()).toBeLessThanOrEqual(3);
		first.monitor.resume();
		await clock.advance(30 * SECOND);

		const outcomes = [...first.monitor.getState().cancels.values()].map(({outcome}) => outcome?.kind);
		expect(outcomes.filter(kind => kind === 'cancelled')).toHaveLength(198);
		expect(first.monitor.getState().cancels.get(jobUuid(2))?.outcome).toMatchObject({kind: 'refused'});
		expect(first.monitor.getState().cancels.get(jobUuid(3))?.outcome).toMatchObject({
			kind: 'ended-otherwise',
		});
		expect(first.eventsOf('cancel-ended')).toHaveLength(200);
		expect([...api.accepted.values()].every(times => times === 1)).toBe(true);
	});

	it('are read and sent job by job, so that each request follows a fresh status', async () => {
		const {clock, api, first} = await createLoaded(60);
		api.setDelay(100);
		first.monitor.cancel(api.jobs());
		await clock.advance(10 * SECOND);
		const names = api.calls.map(({name}) => name).filter(name => name !== 'getJobList');
		const ahead = names.map(
			(_, at) =>
				names.slice(0, at + 1).filter(name => name === 'getJobStatus').length -
				names.slice(0, at + 1).filter(name => name === 'cancelJob').length,
		);
		expect(names.filter(name => name === 'cancelJob')).toHaveLength(60);
		expect(Math.max(...ahead)).toBeLessThanOrEqual(3);
	});

	it('leave the service alone for as long as it asks, every one of them', async () => {
		const {clock, api, first, sends} = await createLoaded(30);
		api.fail(
			() => new Failure('limit', 'Fewer requests.', {retryAfterMs: 5 * MINUTE}),
			1,
			name => name === 'cancelJob',
		);
		first.monitor.cancel(api.jobs());
		await clock.advance(4 * MINUTE);
		expect(sends()).toBeLessThanOrEqual(3);
		first.monitor.signedIn();
		await clock.advance(30 * SECOND);
		expect(sends()).toBeLessThanOrEqual(3);
		await clock.advance(2 * MINUTE);
		expect(new Set(api.accepted.keys()).size).toBe(30);
	});

	it('can be taken back as long as no request has left, and nothing is left of them on the disk', async () => {
		const {clock, api, disk, first, sends} = await createLoaded(3);
		api.fail(() => new Failure('unreachable', 'No route.'));
		first.monitor.cancel(api.jobs());
		await clock.advance(10 * SECOND);
		expect(disk.cancels.size).toBe(3);
		expect(first.monitor.withdrawUnsent()).toBe(3);
		await first.end();
		api.heal();

		expect(disk.cancels.size).toBe(0);
		expect(sends()).toBe(0);
	});

	it('leave out what has ended or is pending already', async () => {
		const {clock, api, first, sends} = await createLoaded(2);
		api.setStatus(jobUuid(2), FINISHED);
		await clock.advance(15 * SECOND);
		first.monitor.cancel(api.jobs());
		first.monitor.cancel(api.jobs());
		await clock.settle();
		expect([...first.monitor.getState().cancels.keys()]).toEqual([one]);
		expect(sends()).toBe(1);
	});
});

describe('a cancel', () => {
	it('turns polling fast until it has taken effect', async () => {
		const {clock, api, first} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		api.clearCalls();
		await clock.advance(20 * SECOND);
		expect(api.calls.length).toBeGreaterThanOrEqual(8);
		expect(api.calls.every(({name}) => name === 'getJobList')).toBe(true);
	});

	it('that the service lost is sent again', async () => {
		const {clock, api, first, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.advance(30 * SECOND);
		expect(sends()).toBe(1);
		api.set({onCancel: uuid => api.setStatus(uuid, CANCELLED)});
		await clock.advance(MINUTE);
		expect(sends()).toBe(2);
		expect(first.monitor.getState().cancels.get(one)?.outcome?.kind).toBe('cancelled');
	});

	it('that is never heard of ends as unknown, and its late end is still told', async () => {
		const {clock, api, disk, first, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.advance(2 * HOUR);
		expect(first.monitor.getState().cancels.get(one)?.outcome).toEqual({kind: 'unknown', status: RUNNING});
		expect(sends()).toBe(5);
		expect(disk.cancels.size).toBe(0);

		api.setStatus(one, CANCELLED);
		await clock.advance(MINUTE);
		expect(first.eventsOf('cancel-ended').map(({cancellation}) => cancellation.outcome?.kind)).toEqual([
			'unknown',
			'cancelled',
		]);
		expect(first.eventsOf('job-ended')).toMatchObject([{isInteresting: true}]);
	});

	it('goes out as soon as the line is back', async () => {
		const {clock, api, first, sends} = await createLoaded(1);
		api.fail(() => new Failure('unreachable', 'No route.'));
		first.monitor.cancel(api.jobs());
		await clock.advance(HOUR);
		expect(first.monitor.getState().cancels.get(one)).toMatchObject({
			phase: 'asked',
			trouble: {kind: 'unreachable'},
		});
		api.heal();
		first.monitor.refresh();
		await clock.advance(SECOND);
		expect(sends()).toBe(1);
	});

	it('is believed by its row when the status endpoint answers oddly', async () => {
		const {clock, api, first, sends} = await createLoaded(1);
		api.fail(
			() => new Failure('not-found', 'Success.'),
			1,
			name => name === 'getJobStatus',
		);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		expect(sends()).toBe(1);
	});

	it('that is confirmed while polling is paused goes out all the same', async () => {
		const {clock, api, first, sends} = await createLoaded(2);
		first.monitor.cancel([api.job(one)]);
		await clock.settle();
		first.monitor.pause();
		first.monitor.cancel([api.job(jobUuid(2))]);
		await clock.settle();
		expect(sends()).toBe(2);
		await clock.advance(HOUR);
		expect(sends()).toBe(2);
	});

	it('can be taken back while it is held back', async () => {
		const {clock, api, first, sends} = await createLoaded(2, {cancelGraceMs: 5 * SECOND});
		first.monitor.cancel(api.jobs());
		await clock.advance(4 * SECOND);
		expect(first.monitor.withdrawCancels()).toBe(2);
		await clock.advance(HOUR);
		expect(sends()).toBe(0);
		expect(first.monitor.withdrawCancels()).toBe(0);
	});

	it('is sent although the memory cannot be written, which is said once', async () => {
		const {clock, api, disk, first, sends} = await createLoaded(2);
		disk.cancels.set = () => {
			throw new Failure('settings', 'The disk is full.');
		};
		first.monitor.cancel(api.jobs());
		await clock.advance(SECOND);
		expect(sends()).toBe(2);
		expect(first.eventsOf('note')).toHaveLength(1);
	});
});

describe('leaving the program', () => {
	it('sends what is held back at once, and says what is still pending', async () => {
		const {clock, api, disk, first, sends} = await createLoaded(3, {cancelGraceMs: 30 * SECOND});
		api.setDelay(100);
		first.monitor.cancel(api.jobs());
		await clock.advance(SECOND);
		expect({sends: sends(), onDisk: disk.cancels.size}).toEqual({sends: 0, onDisk: 0});
		const leaving = first.monitor.sendCancels(2 * SECOND);
		await clock.advance(SECOND);

		expect((await leaving).map(({sendCount}) => sendCount)).toEqual([1, 1, 1]);
		expect({sends: sends(), onDisk: disk.cancels.size}).toEqual({sends: 3, onDisk: 3});
	});

	it('waits for no service that does not answer, and leaves the cancel to the next start', async () => {
		const {clock, api, disk, first} = await createLoaded(1);
		api.setDelay(null);
		first.monitor.pause();
		first.monitor.cancel(api.jobs());
		let left: readonly unknown[] | undefined;
		void first.monitor.sendCancels(2 * SECOND).then(cancels => {
			left = cancels;
		});
		await clock.advance(2 * SECOND - 1);
		expect(left).toBeUndefined();
		await clock.advance(1);
		expect(left).toHaveLength(1);
		expect(disk.cancels.size).toBe(1);
	});

	it('takes no time when nothing was asked', async () => {
		const {first} = await createLoaded(1);

		expect(await first.monitor.sendCancels(2 * SECOND)).toEqual([]);
	});
});

describe('over a restart', () => {
	it('every confirmed cancel is on the disk, even when the program ends at once', async () => {
		const {api, clock, disk, first, run, sends} = await createLoaded(50);
		api.setDelay(null);
		first.monitor.cancel(api.jobs());
		await first.end();
		expect(disk.cancels.size).toBe(50);
		expect(sends()).toBe(0);

		api.setDelay(0);
		api.set({onCancel: uuid => api.setStatus(uuid, CANCELLED)});
		const next = run();
		await clock.advance(MINUTE);
		expect(next.eventsOf('cancel-ended')).toHaveLength(50);
		expect([...api.accepted.values()].every(times => times === 1)).toBe(true);
	});

	it('a cancel whose job has ended meanwhile is told, and not sent', async () => {
		const {api, clock, first, run, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		await first.end();
		api.setStatus(one, FINISHED);
		api.clearCalls();
		const next = run();
		await clock.advance(SECOND);
		expect(sends()).toBe(0);
		expect(next.eventsOf('cancel-ended')).toMatchObject([
			{cancellation: {outcome: {kind: 'ended-otherwise'}}},
		]);
		expect(next.eventsOf('job-ended')).toMatchObject([{isInteresting: true}]);
	});

	it('a cancel is taken up at the first sign-in too, which tells whose it is', async () => {
		const {api, clock, disk, run} = createWorld();
		api.put(buildJob(1, {status: RUNNING}));
		api.fail(() => new Failure('sign-in', 'Nobody is signed in.'));
		const program = run();
		await clock.advance(SECOND);
		const pending = {
			uuid: one,
			name: 'sim-1',
			askedAt: clock.now(),
			sentAt: null,
			sendCount: 0,
			acceptedCount: 0,
		};
		disk.cancels.set(one, {pending, holder: 'a program that has ended'});
		disk.watched.add(one);
		api.heal();
		program.monitor.signedIn();
		await clock.advance(5 * SECOND);

		expect(program.monitor.getState().cancels.get(one)).toMatchObject({sendCount: 1, trouble: null});
		expect(program.monitor.getState().watched).toEqual(new Set([one]));
		expect(api.accepted.get(one)).toBe(1);
	});

	it('the end of a watched job is told although it could not be written down', async () => {
		const {api, clock, run} = await createLoaded(1);
		const full = new Failure('settings', 'The disk is full.');
		const {monitor, eventsOf} = run({}, 'second', {addWatched: () => Promise.reject(full)});
		await clock.advance(SECOND);
		monitor.watch(one, true);
		await clock.settle();
		api.setStatus(one, FINISHED);
		await clock.advance(MINUTE);

		expect(eventsOf('job-ended')).toMatchObject([{isInteresting: true}]);
	});

	it('the end of a watched job is told once, by one program', async () => {
		const {api, clock, first, run} = await createLoaded(1);
		first.monitor.watch(one, true);
		await clock.settle();
		await first.end();
		api.setStatus(one, FINISHED);
		const runs = [run({}, 'a'), run({}, 'b')];
		await clock.advance(SECOND);
		runs.push(run({}, 'c'));
		await clock.advance(MINUTE);
		const told = runs.flatMap(each => each.eventsOf('job-ended')).filter(({isInteresting}) => isInteresting);
		expect(told).toHaveLength(1);
	});
});

describe('two programs at once', () => {
	it('take no request for accepted that the service did not take', async () => {
		const {api, clock, disk, first, run} = await createLoaded(1);
		api.fail(
			() => new Failure('server', 'The queue is down.'),
			Number.POSITIVE_INFINITY,
			name => name === 'cancelJob',
		);
		first.monitor.cancel(api.jobs());
		await clock.advance(SECOND);
		const second = run({}, 'second');
		second.monitor.cancel(api.jobs());
		await clock.advance(5 * SECOND);
		const seen = (): Cancellation => second.monitor.getState().cancels.get(one)!;
		expect(seen()).toMatchObject({isHeldElsewhere: true});
		expect(seen().sendCount).toBeGreaterThan(0);
		expect(isAccepted(seen())).toBe(false);

		api.heal();
		await clock.advance(MINUTE);
		expect(disk.cancels.get(one)?.pending.acceptedCount).toBe(1);
		expect(isAccepted(seen())).toBe(true);
	});

	it('send a cancel once, and both show its end', async () => {
		const {api, clock, first, run, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		const second = run({}, 'second');
		await clock.advance(40 * SECOND);
		expect(second.monitor.getState().cancels.get(one)).toMatchObject({isHeldElsewhere: true});
		expect(sends()).toBe(1);
		api.setStatus(one, CANCELLED);
		await clock.advance(10 * SECOND);
		for (const each of [first, second])
			expect(each.monitor.getState().cancels.get(one)?.outcome?.kind).toBe('cancelled');
	});

	it('and what a command leaves is followed by the monitor that runs already', async () => {
		const {api, clock, first, run, sends} = await createLoaded(1);
		const command = run({}, 'command');
		await clock.advance(5 * SECOND);
		command.monitor.cancel(api.jobs());
		await clock.advance(5 * SECOND);
		await command.end();
		expect(first.monitor.getState().cancels.size).toBe(0);
		await clock.advance(5 * MINUTE);

		expect(first.monitor.getState().cancels.get(one)).toMatchObject({outcome: null, isHeldElsewhere: false});
		expect(sends()).toBeGreaterThan(1);
	});

	it('and one that has ended is not begun again because it could not be forgotten', async () => {
		const {api, clock, disk, first, sends} = await createLoaded(1);
		api.set({onCancel: uuid => api.setStatus(uuid, CANCELLED)});
		first.monitor.cancel(api.jobs());
		await clock.advance(5 * SECOND);
		const [ended] = first.monitor.getState().cancels.values();
		disk.cancels.set(one, {pending: pendingOf(ended!), holder: 'gone'});
		await clock.advance(5 * MINUTE);

		expect(sends()).toBe(1);
		expect(first.eventsOf('note')).toEqual([]);
	});

	it('and one that ends lets the others go on at once, wherever they run', async () => {
		const {api, clock, disk, first} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.advance(5 * SECOND);
		await first.monitor.stop();

		expect(disk.cancels.get(one)).toMatchObject({holder: 'nobody', pending: {acceptedCount: 1}});
	});

	it('and the second does not begin anew what was taken back between its look and its reach', async () => {
		const {api, clock, disk, first, run, sends} = await createLoaded(1);
		api.setDelay(null);
		first.monitor.cancel(api.jobs());
		await clock.advance(SECOND);
		const memory = createFakeMemory(disk, 'second');
		const claimed = new Set<string>();
		const second = run({}, 'second', {
			...memory,
			takeOverCancel: async pending => {
				if (!claimed.has(pending.uuid)) disk.cancels.delete(pending.uuid);
				claimed.add(pending.uuid);
				return memory.takeOverCancel(pending);
			},
		});
		api.setDelay(0);
		await clock.advance(5 * SECOND);
		expect([...claimed]).toEqual([one]);
		expect(second.monitor.getState().cancels.size).toBe(0);
		expect(sends()).toBe(0);
	});

	it('and the second takes over when the first is gone', async () => {
		const {api, clock, first, run, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		const second = run({}, 'second');
		await clock.advance(10 * SECOND);
		await first.end();
		api.set({onCancel: uuid => api.setStatus(uuid, CANCELLED)});
		await clock.advance(2 * MINUTE);
		expect(sends()).toBe(2);
		expect(second.monitor.getState().cancels.get(one)?.outcome?.kind).toBe('cancelled');
	});

	it('and what the first gave up is not begun again by the second', async () => {
		const {api, clock, first, run, sends} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		const second = run({}, 'second');
		await clock.advance(3 * HOUR);
		expect(first.monitor.getState().cancels.get(one)?.outcome?.kind).toBe('unknown');
		expect(sends()).toBe(5);
		expect(second.monitor.getState().cancels.has(one)).toBe(false);
	});

	it('and one that was asked for in both is told in both, though the second had once taken up an earlier one', async () => {
		const {api, clock, first, run} = await createLoaded(1);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		const second = run({}, 'second');
		await clock.advance(3 * HOUR);
		first.monitor.cancel(api.jobs());
		await clock.settle();
		second.monitor.cancel(api.jobs());
		await clock.advance(3 * HOUR);
		for (const each of [first, second])
			expect(each.monitor.getState().cancels.get(one)?.outcome?.kind).toBe('unknown');
	});
});
