import fc from 'fast-check';
import {expect, it} from 'vitest';
import {Failure, type FailureKind} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import {CANCELLED, FAILED, FINISHED, hasEnded, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {createWorld, type Run, type World} from '../helpers/run-monitor.ts';
import {runs} from '../trust/figures.ts';

/** What people, the service and the line can do, in any order. A number picks a job. */
const act = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('wait' as const),
			ms: fc.constantFrom(100, 2 * SECOND, 15 * SECOND, 2 * MINUTE, 20 * MINUTE),
		}),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constantFrom('run', 'queue', 'finish', 'fail-job', 'stop-job', 'beat', 'submit', 'hide', 'show'),
			job: fc.nat(40),
		}),
	},
	{
		weight: 6,
		arbitrary: fc.record({do: fc.constantFrom('cancel', 'watch', 'unwatch', 'put', 'drop'), job: fc.nat(40)}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('fault' as const),
			kind: fc.constantFrom<FailureKind | 'redirect'>(
				'unreachable',
				'timeout',
				'server',
				'limit',
				'sign-in',
				'reply',
				'redirect',
				'refused',
			),
			times: fc.integer({min: 1, max: 12}),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constantFrom(
				'heal',
				'refresh',
				'pause',
				'resume',
				'sign-in',
				'restart',
				'crash',
				'second-starts',
				'second-ends',
				'slow',
				'hang',
				'quick',
				'cancels-work',
				'cancels-are-lost',
				'sleep',
				'clock-forward',
				'clock-back',
				'no-filter',
				'filter',
			),
		}),
	},
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const shapes = fc.record({
	jobs: fc.integer({min: 0, max: 40}),
	/** All jobs within one created second, or one a second. */
	isOneSecond: fc.boolean(),
	skewMs: fc.constantFrom(0, 90 * SECOND, -90 * SECOND),
	hasServerTime: fc.boolean(),
	canCount: fc.boolean(),
	readsEarly: fc.boolean(),
	random: fc.constantFrom(0, 0.5, 0.999),
});

/** The truth the monitor is held against. */
function createHistory({api, clock}: World) {
	const said = new Map<JobUuid, Set<string>>();
	const hiddenOnce = new Set<JobUuid>();
	const confirmed = new Set<JobUuid>();
	const watched = new Set<JobUuid>();
	return {
		said,
		hiddenOnce,
		confirmed,
		watched,
		note: () => {
			for (const {uuid, status} of api.jobs()) said.set(uuid, (said.get(uuid) ?? new Set()).add(status));
		},
		/** Every cancel was confirmed, and follows a look at the status that came after the cancel before. */
		checkCalls: () => {
			const looked = new Set<JobUuid>();
			for (const call of api.calls) {
				if (call.name === 'getJobStatus') looked.add(call.uuid);
				if (call.name !== 'cancelJob') continue;
				expect(confirmed.has(call.uuid), `${call.uuid} was confirmed`).toBe(true);
				expect(
					looked.delete(call.uuid),
					`the status of ${call.uuid} was read first, at ${clock.monotonic()}`,
				).toBe(true);
			}
		},
		checkShown: (run: Run) => {
			for (const {uuid, status} of run.monitor.getState().jobs.values())
				expect([...(said.get(uuid) ?? [])], `statuses of ${uuid}`).toContain(status);
		},
	};
}

async function play(
	acts: readonly Act[],
	shape: typeof shapes extends fc.Arbitrary<infer One> ? One : never,
): Promise<void> {
	const world = createWorld(() => shape.random);
	const {api, clock, disk} = world;
	const options = {firstPageSize: 7, pageSize: 11};
	let created = 0;
	const submit = (): void => {
		created++;
		const at =
			shape.isOneSecond && created <= shape.jobs
				? clock.trueNow()
				: clock.trueNow() - (100 - created) * SECOND;
		api.put(buildJob(created, {status: QUEUED, created: at, lastUpdated: clock.trueNow() + shape.skewMs}));
	};
	for (let number = 0; number < shape.jobs; number++) submit();
	api.set({
		skewMs: shape.skewMs,
		hasServerTime: shape.hasServerTime,
		canCount: shape.canCount,
		readsEarly: shape.readsEarly,
	});
	const history = createHistory(world);
	const runs: Run[] = [];
	const start = (program: string): Run => {
		const run = world.run(options, program);
		runs.push(run);
		return run;
	};
	let first = start('first');
	let second: Run | undefined;
	let pauses = 0;

	const perform = async (one: Act): Promise<void> => {
		const uuid = 'job' in one ? jobUuid(1 + (one.job % Math.max(1, created))) : jobUuid(1);
		const exists = created > 0;
		const held = first.monitor.getState().jobs.get(uuid);
		const move = (status: string): void => {
			if (exists && !hasEnded(api.job(uuid).status)) api.setStatus(uuid, status);
		};
		switch (one.do) {
			case 'wait':
				await clock.advance(one.ms);
				break;
			case 'run':
				return move(RUNNING);
			case 'queue':
				return move(QUEUED);
			case 'finish':
				return move(FINISHED);
			case 'fail-job':
				return move(FAILED);
			case 'stop-job':
				return move(CANCELLED);
			case 'beat':
				if (exists && !hasEnded(api.job(uuid).status)) api.setStatus(uuid, api.job(uuid).status);
				return;
			case 'submit':
				return submit();
			case 'hide':
				history.hiddenOnce.add(uuid);
				if (exists) api.hide(uuid);
				return;
			case 'show':
				if (exists) api.show(uuid);
				return;
			case 'cancel': {
				if (held === undefined || hasEnded(held.status)) return;
				history.confirmed.add(uuid);
				return first.monitor.cancel([held]);
			}
			case 'watch':
				if (held === undefined || hasEnded(held.status)) return;
				history.watched.add(uuid);
				return first.monitor.watch(uuid, true);
			case 'unwatch':
				history.watched.delete(uuid);
				return first.monitor.watch(uuid, false);
			case 'put':
				if (exists) first.monitor.putJob(api.job(uuid));
				return;
			case 'drop':
				if (held !== undefined && hasEnded(held.status)) first.monitor.dropJob(uuid);
				return;
			case 'fault':
				return api.fail(
					() =>
						one.kind === 'redirect'
							? new Failure('reply', 'It redirects elsewhere.', {canRetry: false})
							: new Failure(one.kind, 'A fault.'),
					one.times,
					name => one.kind !== 'refused' || name === 'getJobList',
				);
			case 'heal':
				return api.heal();
			case 'refresh':
				return first.monitor.refresh();
			case 'pause':
				pauses++;
				return first.monitor.pause();
			case 'resume':
				pauses = Math.max(0, pauses - 1);
				return first.monitor.resume();
			case 'sign-in':
				return first.monitor.signedIn();
			case 'restart':
				await first.end();
				pauses = 0;
				first = start('first');
				return;
			case 'crash':
				first.crash();
				pauses = 0;
				first = start('first');
				return;
			case 'second-starts':
				second ??= start('second');
				return;
			case 'second-ends':
				await second?.end();
				second = undefined;
				return;
			case 'slow':
				return api.setDelay(700);
			case 'hang':
				return api.setDelay(null);
			case 'quick':
				return api.setDelay(0);
			case 'cancels-work':
				return api.set({onCancel: one => api.setStatus(one, CANCELLED, {remoteJobId: '88'})});
			case 'cancels-are-lost':
				return api.set({onCancel: undefined});
			case 'sleep':
				return clock.sleep(3 * HOUR);
			case 'clock-forward':
				return clock.setWall(clock.now() + HOUR);
			case 'clock-back':
				return clock.setWall(clock.now() - HOUR);
			case 'no-filter':
				return api.set({canFilter: false});
			case 'filter':
				return api.set({canFilter: true});
		}
	};

	for (const one of acts) {
		await perform(one);
		history.note();
		await clock.settle();
		for (const run of [first, ...(second ? [second] : [])]) history.checkShown(run);
	}

	// The line is good again, and stays so for hours.
	api.heal();
	api.setDelay(0);
	for (; pauses > 0; pauses--) first.monitor.resume();
	for (const run of [first, second]) run?.monitor.signedIn();
	await clock.advance(3 * HOUR);
	history.checkCalls();

	for (const run of [first, ...(second ? [second] : [])]) {
		const state = run.monitor.getState();
		expect(state.link.kind).toBe('live');
		expect([...state.cancels.values()].filter(({phase}) => phase !== 'ended')).toEqual([]);
		const visible = await api.getJobList({listType: 'MY_JOBS', limit: 1000});
		const shown = [...state.jobs.values()].map(({uuid, status}) => `${uuid} ${status}`).sort();
		expect(shown).toEqual(visible.jobs.map(({uuid, status}) => `${uuid} ${status}`).sort());
	}
	expect([...disk.cancels]).toEqual([]);
	// Every way a cancel was confirmed has led to an end that was told.
	for (const uuid of history.confirmed) {
		const told = runs
			.flatMap(run => run.eventsOf('cancel-ended'))
			.filter(event => event.cancellation.uuid === uuid);
		expect(told.length, `ends of the cancel of ${uuid}`).toBeGreaterThan(0);
	}
	for (const run of runs) {
		const ends = run.eventsOf('job-ended').map(({job}) => job.uuid);
		expect(ends).toEqual([...new Set(ends)]);
	}
	for (const uuid of created > 0 ? api.jobs().map(job => job.uuid) : []) {
		const told = runs
			.flatMap(run => run.eventsOf('job-ended'))
			.filter(({job, isInteresting}) => isInteresting && job.uuid === uuid);
		if (history.confirmed.has(uuid) || history.hiddenOnce.has(uuid)) continue;
		if (history.watched.has(uuid) && hasEnded(api.job(uuid).status))
			expect(told, `the end of the watched ${uuid}`).toHaveLength(1);
		else expect(told.length, `ends of ${uuid}`).toBeLessThanOrEqual(1);
	}
	for (const run of [first, second]) await run?.end();
	expect(clock.timerCount()).toBe(0);
}

it('whatever people, the service and the line do, no job is lost, no cancel forgotten, and no other job touched', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(act, {maxLength: 40}), shapes, (acts, shape) => play(acts, shape)),
		{
			numRuns: Number(process.env['MODEL_RUNS'] ?? runs(60)),
			...(process.env['MODEL_SEED']
				? {seed: Number(process.env['MODEL_SEED']), path: process.env['MODEL_PATH'] ?? ''}
				: {}),
		},
	);
}, 300_000);
