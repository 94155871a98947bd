import {describe, expect, it} from 'vitest';
import {type Job, jobUuidFromService} from '../../source/domain/job.ts';
import {parseOrder, type SortKey, sortJobs, sortKeys} from '../../source/domain/order.ts';

function job(uuid: string, given: Partial<Job> = {}): Job {
	return {
		uuid: jobUuidFromService(uuid),
		name: 'a',
		owner: 'jdoe',
		tenant: 'tacc',
		appId: 'app',
		appVersion: '1',
		execSystemId: 'frontera',
		archiveSystemId: 'corral',
		status: 'RUNNING',
		condition: null,
		created: 0,
		remoteStarted: null,
		remoteEnded: null,
		ended: null,
		lastUpdated: null,
		remoteJobId: null,
		lastMessage: null,
		maxMinutes: null,
		tags: [],
		...given,
	};
}

const uuidsBy = (jobs: readonly Job[], key: SortKey, isReversed = false, now = 1000): string =>
	sortJobs(jobs, {key, isReversed}, now)
		.map(one => one.uuid)
		.join(' ');

describe('the order of jobs', () => {
	it('puts the newest first, and those without a time last in both directions', () => {
		const jobs = [job('a', {created: 1}), job('b', {created: null}), job('c', {created: 3})];

		expect(uuidsBy(jobs, 'age')).toBe('c a b');
		expect(uuidsBy(jobs, 'age', true)).toBe('a c b');
	});

	it('compares numbers in names by their value and leaves case aside', () => {
		const jobs = [job('a', {name: 'sweep-10'}), job('b', {name: 'Sweep-9'}), job('c', {name: 'alpha'})];

		expect(uuidsBy(jobs, 'name')).toBe('c b a');
	});

	it('follows a job’s way through the statuses, unknown ones last', () => {
		const jobs = [
			job('a', {status: 'FINISHED'}),
			job('b', {status: 'PENDING'}),
			job('c', {status: 'SOMETHING_NEW'}),
			job('d', {status: 'QUEUED'}),
		];

		expect(uuidsBy(jobs, 'status')).toBe('b d a c');
	});

	it('puts the longest run first; one that goes on counts until now', () => {
		const jobs = [
			job('a', {remoteStarted: 0, ended: 500}),
			job('b', {remoteStarted: 100}),
			job('c', {remoteStarted: null}),
		];

		expect(uuidsBy(jobs, 'runtime')).toBe('b a c');
	});

	it('does not count the archiving after a run as running', () => {
		const jobs = [
			job('a', {remoteStarted: 0, remoteEnded: 300, ended: 900}),
			job('b', {remoteStarted: 100, ended: 500}),
			job('c', {remoteStarted: 100, remoteEnded: 300}),
		];

		expect(uuidsBy(jobs, 'runtime')).toBe('b a c');
	});

	it.each(sortKeys.map(row => row.key))('by %s does not depend on the order before', key => {
		const jobs = [job('a'), job('c'), job('b'), job('d', {name: 'z', created: 9})];

		expect(uuidsBy(jobs, key)).toBe(uuidsBy([...jobs].reverse(), key));
	});

	it('puts the newest first where jobs are equal, in both directions', () => {
		const jobs = [
			job('a', {created: 1}),
			job('b', {created: 3}),
			job('c', {created: 2}),
			job('d', {created: 2}),
		];

		expect(uuidsBy(jobs, 'name')).toBe('b c d a');
		expect(uuidsBy(jobs, 'name', true)).toBe('b c d a');
	});

	it('leaves the jobs it was given as they are', () => {
		const jobs = Object.freeze([job('b'), job('a')]);

		expect(uuidsBy(jobs, 'uuid')).toBe('a b');
		expect(jobs[0]!.uuid).toBe('b');
	});
});

describe('a column to sort by', () => {
	it.each([
		['name', 'name', false],
		['-name', 'name', true],
		['CREATED', 'age', false],
		['oldest', 'age', true],
		['-oldest', 'age', false],
	])('%s', (text, key, isReversed) => expect(parseOrder(text)).toEqual({ok: true, order: {key, isReversed}}));

	it.each(['constructor', '-toString', '__proto__'])('is not “%s”', text =>
		expect(parseOrder(text)).toMatchObject({ok: false}),
	);

	it('that is none says which one may be meant', () => {
		expect(parseOrder('statsu')).toMatchObject({
			ok: false,
			problem: expect.stringContaining('Did you mean status?'),
		});
		expect(parseOrder('colour')).toMatchObject({ok: false, problem: expect.stringContaining('status, name')});
	});
});
