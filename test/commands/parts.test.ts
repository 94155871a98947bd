import {PassThrough, Readable} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {askSecret} from '../../source/commands/command-line/ask.ts';
import type {CommandContext} from '../../source/commands/command-line/command.ts';
import type {Printer} from '../../source/commands/command-line/printer.ts';
import {readCancelTargets} from '../../source/commands/jobs/cancel-targets.ts';
import {forEachJob} from '../../source/commands/jobs/for-each-job.ts';
import {runHistory} from '../../source/commands/jobs/history.ts';
import {runOutput} from '../../source/commands/jobs/output.ts';
import {resolveUuids, wordsFrom} from '../../source/commands/jobs/resolve-uuids.ts';
import {Failure, type FailureKind, isFailure} from '../../source/domain/failure.ts';
import {type Job, jobUuidFromService} from '../../source/domain/job.ts';
import {didYouMean} from '../../source/domain/nearest.ts';
import type {ListOptions, TapisApi} from '../../source/domain/tapis-api.ts';
import {MINUTE} from '../../source/domain/time.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';

const {signal} = new AbortController();

function apiWith(...jobs: readonly Job[]) {
	const fake = createFakeJobsApi(createFakeClock());
	fake.put(...jobs);
	// The output of jobs is not asked for here.
	return {fake, api: fake as unknown as TapisApi};
}

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

	it.each(['-rf', '..', 'a/b', '', `${one.slice(0, 35)}g-007`, `${one}0`, '0a0b0c0d-xx'])(
		'%j is caught before any request',
		async word => {
			const {fake, api} = apiWith(named(one));

			await expect(resolveUuids([one.slice(0, 8), word], api, signal)).rejects.toSatisfy(error =>
				isFailure(error, 'usage'),
			);
			expect(fake.calls).toEqual([]);
		},
	);

	it.each(['0a', 'zzzz', '0a0b0c0d0000'])(
		'%s, which no job has, is caught before the list is read',
		async word => {
			const {fake, api} = apiWith(named(one));

			await expect(resolveUuids([one.slice(0, 8), word], api, signal)).rejects.toSatisfy(error =>
				isFailure(error, 'usage'),
			);
			expect(fake.calls.map(call => call.name)).toEqual(['getJobsByUuid']);
		},
	);

	it.each([two.slice(0, 36), two.toUpperCase(), 'job-17', 'feed'])(
		'are taken as the list shows them, also where they have another form: %s',
		async uuid => {
			const {api} = apiWith(named(uuid), named('feedbeef-0000-4000-8000-000000000003-007'));

			expect(await resolveUuids([uuid], api, signal)).toEqual([uuid]);
		},
	);

	it('that are hidden are taken as they are shown, too', async () => {
		const {fake, api} = apiWith(named('job-17'));
		fake.hide(jobUuidFromService('job-17'));

		expect(await resolveUuids(['job-17'], api, signal)).toEqual(['job-17']);
	});

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

describe('a listing that is cut', () => {
	const endless = async (...args: readonly unknown[]): Promise<readonly never[]> => {
		(args.at(-1) as ListOptions).onCut?.(50_000);
		return [];
	};
	it.each([
		['history', runHistory, {}],
		['output --list', runOutput, {list: true}],
	] as const)('is told to be one, also with --quiet: %s', async (_name, run, flags) => {
		const stderr = new PassThrough({encoding: 'utf8'});
		const api = {getJob: async () => ({}), getJobHistory: endless, getJobOutputList: endless};
		await run({
			args: [jobUuid(1)],
			flags: {...flags, quiet: true},
			signal,
			stdout: new PassThrough(),
			stderr,
			connect: async () => ({api, close: () => {}}),
		} as unknown as CommandContext);

		expect(stderr.read()).toBe('Only the first 50000 entries are read; there may be more.\n');
	});
});

describe('the jobs of a cancel', () => {
	const targetsWhere = (kind: FailureKind) => {
		const api = {
			getJobsByUuid: async () => ({jobs: []}),
			getJob: async () => {
				throw new Failure(kind, 'It is not so.');
			},
		} as unknown as TapisApi;
		const clock = createFakeClock();
		const [stdout, stderr] = [new PassThrough(), new PassThrough()];
		const args = [jobUuid(1), jobUuid(2)];
		const context = {args, flags: {}, signal, clock, stdout, stderr} as unknown as CommandContext;
		const targets = readCancelTargets(context, api, MINUTE);
		void clock.advance(MINUTE);
		return targets;
	};

	it('are named with why one of them cannot be read', async () => {
		expect((await targetsWhere('not-yours')).map(({failure}) => failure?.kind)).toEqual([
			'not-yours',
			'not-yours',
		]);
	});

	it.each(['sign-in', 'unreachable', 'server'] as const)(
		'are none, after a minute at the latest, where the next would meet it too: %s',
		async kind => {
			await expect(targetsWhere(kind)).rejects.toSatisfy(error => isFailure(error, kind));
		},
	);
});

describe('a password', () => {
	it('is empty where the input ends, also of a terminal that has gone and cannot be switched', async () => {
		const stdin = Object.assign(new PassThrough(), {
			setRawMode: () => {
				throw new Error('EIO');
			},
		});
		const stderr = new PassThrough();
		const answer = askSecret(
			{stdin: stdin as never, stderr: stderr as never, signal, clock: createFakeClock()},
			'Password: ',
		);
		stdin.end('half');

		expect(await answer).toBe('');
		expect(stdin.listenerCount('data')).toBe(0);
	});
});

describe('one job after the other', () => {
	const uuids = [jobUuid(1), jobUuid(2), jobUuid(3)];

	function doing(failure: Failure, some = uuids) {
		const done: string[] = [];
		const warned: string[] = [];
		const printer = {warn: (text: string) => void warned.push(text)} as Printer;
		const code = forEachJob(some, printer, async uuid => {
			if (uuid === uuids[0]) throw failure;
			done.push(uuid);
		});
		return {code, done, warned};
	}

	it.each(['not-found', 'not-yours', 'wrong-state', 'refused'] as const)(
		'goes on after a failure of one job alone: %s',
		async kind => {
			const {code, done, warned} = doing(new Failure(kind, 'It is not so.'));

			expect(await code).toBe(new Failure(kind, '').exitCode);
			expect(done).toEqual(uuids.slice(1));
			expect(warned).toEqual([`${uuids[0]}: It is not so.`]);
		},
	);

	it.each(['sign-in', 'aborted', 'unreachable', 'timeout', 'server', 'limit'] as const)(
		'ends with what would meet the next job too: %s',
		async kind => {
			const {code, done} = doing(new Failure(kind, 'It is not so.'));

			await expect(code).rejects.toSatisfy(error => isFailure(error, kind));
			expect(done).toEqual([]);
		},
	);

	it('ends with any failure of the only job', async () => {
		const {code, warned} = doing(new Failure('not-found', 'It is not there.'), uuids.slice(0, 1));

		await expect(code).rejects.toSatisfy(error => isFailure(error, 'not-found'));
		expect(warned).toEqual([]);
	});
});

describe('the nearest word', () => {
	const words = ['list', 'status', 'cancel', 'wait', 'watch'];

	it.each([
		['lst', ' Did you mean list?'],
		['STATSU', ' Did you mean status?'],
		['cancle', ' Did you mean cancel?'],
		['wiat', ' Did you mean wait?'],
		['wach', ' Did you mean watch?'],
		['submit', ''],
		['x', ''],
	])('to %s is asked for as “%s”', (typed, expected) => expect(didYouMean(typed, words)).toBe(expected));

	it('is written as it is to be typed', () =>
		expect(didYouMean('lst', words, word => `get ${word}`)).toBe(' Did you mean get list?'));
});
