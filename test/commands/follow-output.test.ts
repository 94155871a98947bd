import {describe, expect, it} from 'vitest';
import type {CommandContext} from '../../source/commands/command-line/command.ts';
import {followOutput} from '../../source/commands/jobs/follow-output.ts';
import {Failure, isFailure} from '../../source/domain/failure.ts';
import type {JobDetail} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {MINUTE, SECOND} from '../../source/domain/time.ts';
import {buildJobDetail} from '../helpers/build-job-detail.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';

type World = {
	job: JobDetail | null;
	/** What stands at the two places; null while there is no such file. */
	exec: string | null;
	archive: string | null;
};

/** Follows a file of this world, in which the test makes time pass. */
function follow(before: Partial<World> = {}) {
	const clock = createFakeClock();
	const world: World = {
		job: buildJobDetail(1, {status: 'RUNNING', remoteStarted: clock.now(), ended: null}),
		exec: null,
		archive: null,
		...before,
	};
	const first = world.job!;
	const api = {
		async getJob() {
			if (world.job === null) throw new Failure('not-found', 'There is no such job.');
			return world.job;
		},
		async readOutput(
			job: JobDetail,
			_path: string,
			{offset, maxBytes}: {readonly offset: number; readonly maxBytes: number},
		) {
			// As the port does it: the archive first for a job that FINISHED, then the execution system.
			const places = [
				...(job.status === 'FINISHED' && job.archiveSystemDir !== null ? [world.archive] : []),
				...(job.execSystemOutputDir === null ? [] : [world.exec]),
			];
			const text = places.find(one => one !== null);
			if (text === undefined || text === null) throw new Failure('not-found', 'There is no such file.');
			return {offset, bytes: Buffer.from(text).subarray(offset, offset + maxBytes)};
		},
	} as unknown as TapisApi;
	let written = '';
	const said: string[] = [];
	const ends: ('done' | Failure)[] = [];
	const context = {
		flags: {},
		clock,
		signal: new AbortController().signal,
		stdout: {isTTY: false},
		stderr: {isTTY: false, write: (text: string) => void said.push(text)},
	} as unknown as CommandContext;
	void followOutput(context, api, first, 'tapisjob.out', async bytes => {
		written += Buffer.from(bytes).toString('utf8');
	}).then(
		() => void ends.push('done'),
		(error: Failure) => void ends.push(error),
	);
	return {
		world,
		clock,
		finish: (status = 'FINISHED') => {
			world.job = {...first, status, ended: clock.now(), lastUpdated: clock.now()};
		},
		written: () => written,
		said: () => said.join(''),
		end: () => ends[0],
	};
}

describe('following the output', () => {
	it('writes what comes, and ends with the job when it has stood still', async () => {
		const {world, clock, finish, ...run} = follow();
		await clock.advance(4 * SECOND);
		world.exec = 'one\n';
		await clock.advance(4 * SECOND);
		expect(run.written()).toBe('one\n');
		world.exec = 'one\ntwo\n';
		world.archive = world.exec;
		finish();
		await clock.advance(10 * SECOND);

		expect({written: run.written(), said: run.said(), end: run.end()}).toEqual({
			written: 'one\ntwo\n',
			said: '',
			end: 'done',
		});
	});

	it('waits for the tail that comes to the archive late', async () => {
		const {world, clock, finish, ...run} = follow({exec: 'one\n'});
		await clock.advance(4 * SECOND);
		finish();
		world.exec = null;
		await clock.advance(2 * MINUTE);
		expect(run.end()).toBeUndefined();
		expect(run.said().match(/not at its place yet/g)).toHaveLength(1);
		// Not all of it at first.
		world.archive = 'on';
		await clock.advance(10 * SECOND);
		world.archive = 'one\ntwo\n';
		await clock.advance(10 * SECOND);

		expect({written: run.written(), end: run.end()}).toEqual({written: 'one\ntwo\n', end: 'done'});
	});

	it('gives up in the end, and says that the tail may be missing', async () => {
		const {world, clock, finish, ...run} = follow({exec: 'one\n'});
		await clock.advance(4 * SECOND);
		finish();
		world.exec = null;
		await clock.advance(6 * MINUTE);

		expect(run.end()).toSatisfy(
			end =>
				isFailure(end, 'deadline') && end.message.includes('may be missing') && end.message.includes('5m'),
		);
		expect(run.written()).toBe('one\n');
	});

	it('takes a file that the archive leaves out from where it was written', async () => {
		const {world, clock, finish, ...run} = follow({exec: 'one\n'});
		await clock.advance(4 * SECOND);
		world.exec = 'one\ntwo\n';
		finish();
		await clock.advance(20 * SECOND);

		expect({written: run.written(), end: run.end()}).toEqual({written: 'one\ntwo\n', end: 'done'});
	});

	it('ends soon where nothing can come: the job ended long ago, or has never run', async () => {
		const long = buildJobDetail(1, {status: 'FINISHED', ended: createFakeClock().now() - 60 * MINUTE});
		const there = follow({job: long, archive: 'all\n'});
		await there.clock.settle();
		expect({written: there.written(), end: there.end()}).toEqual({written: 'all\n', end: 'done'});

		for (const job of [
			long,
			buildJobDetail(1, {status: 'FAILED', remoteStarted: null, ended: long.lastUpdated}),
		]) {
			const {clock, ...run} = follow({job});
			await clock.advance(20 * SECOND);
			expect(run.end()).toSatisfy(end => isFailure(end, 'not-found'));
		}
	});

	it('begins anew when the file has become shorter, or another one, and says so once', async () => {
		const {world, clock, finish, ...run} = follow({exec: '0123456789'});
		await clock.advance(4 * SECOND);
		world.exec = 'new\n';
		await clock.advance(4 * SECOND);
		world.exec = 'another one, and longer\n';
		await clock.advance(4 * SECOND);
		world.archive = world.exec;
		finish();
		await clock.advance(10 * SECOND);

		expect(run.written()).toBe('0123456789\nnew\nanother one, and longer\n');
		expect(run.said().match(/begins anew/g)).toHaveLength(1);
		expect(run.end()).toBe('done');
	});

	it('ends when the service does not know the job any more', async () => {
		const {world, clock, ...run} = follow({exec: 'one\n'});
		await clock.advance(4 * SECOND);
		world.job = null;
		await clock.advance(20 * SECOND);

		expect(run.end()).toSatisfy(end => isFailure(end, 'not-found'));
	});
});
