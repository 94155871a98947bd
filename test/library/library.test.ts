import {afterEach, describe, expect, it} from 'vitest';
import {Failure, hasEnded, isFailure, type JobChange, TapisJobs} from '../../source/index.ts';
import {onSimulator} from '../commands/on-simulator.ts';
import {jobUuid} from '../helpers/build-job.ts';
import {bad, good, secretToken, startService} from '../tapis/scripted-service.ts';

const {simulator, jobIn} = onSimulator({jobCount: 25, speed: 1});
const open: TapisJobs[] = [];
afterEach(() => {
	for (const one of open.splice(0)) one.close();
	simulator().clearFaults();
});

function tapis(
	options: Partial<ConstructorParameters<typeof TapisJobs>[0]> = {token: simulator().token},
): TapisJobs {
	const made = new TapisJobs({baseUrl: simulator().url, ...options});
	open.push(made);
	return made;
}

async function kindOf(call: Promise<unknown>): Promise<string> {
	return call.then(
		() => 'no failure',
		(error: unknown) => (isFailure(error) ? error.kind : String(error)),
	);
}

describe('the library', () => {
	it('lists jobs, newest first, with a limit and a filter', async () => {
		const all = await tapis().getJobList();
		expect(all).toHaveLength(25);
		expect(all.map(job => job.created)).toEqual(all.map(job => job.created).sort((one, two) => two! - one!));
		expect(await tapis().getJobList({limit: 3})).toEqual(all.slice(0, 3));
		const ended = await tapis().getJobList({filter: 'status:ended'});
		expect(ended.length).toBeGreaterThan(0);
		expect(ended.every(job => hasEnded(job.status))).toBe(true);
		expect(await tapis().getJobList({limit: 0})).toEqual([]);
	});

	it('reads a job and its status', async () => {
		const uuid = jobIn('BLOCKED');

		expect((await tapis().getJob(uuid)).status).toBe('BLOCKED');
		expect(await tapis().getJobStatus(uuid)).toMatchObject({status: 'BLOCKED'});
	});

	it('takes a uuid as people copy it: without its -007, in capitals', async () => {
		const uuid = jobIn('PAUSED');

		expect((await tapis().getJob(uuid.slice(0, 36))).uuid).toBe(uuid);
		expect(await tapis().getJobStatus(` ${uuid.toUpperCase()}`)).toMatchObject({status: 'PAUSED'});
		await expect(tapis().getJob(uuid.slice(0, 35))).rejects.toThrow(/is not the uuid of a job/);
	});

	it('takes a uuid as the list gives it, also where a server’s have another form', async () => {
		const {url, seen} = await startService(({query, path}) =>
			query.get('uuid.in') === 'job-17' || path.endsWith('/job-17')
				? good(
						query.has('uuid.in')
							? [{uuid: 'job-17', status: 'RUNNING'}]
							: {uuid: 'job-17', status: 'RUNNING'},
					)
				: bad(500, 'JOBS_JOB_NOT_FOUND'),
		);
		const jobs = tapis({baseUrl: url, token: secretToken});

		expect((await jobs.getJob('job-17')).uuid).toBe('job-17');
		expect(seen).toHaveLength(2);
		await expect(jobs.getJob('job-18')).rejects.toThrow(/is not the uuid of a job/);
	});

	it('cancels a job, and says by the failure’s kind why one cannot be', async () => {
		const uuid = jobIn('RUNNING');
		await tapis().cancelJob(uuid);

		expect(simulator().isCancelAsked(uuid)).toBe(true);
		expect(await kindOf(tapis().cancelJob(jobIn('FINISHED')))).toBe('wrong-state');
		expect(await kindOf(tapis().cancelJob(jobUuid(4)))).toBe('not-found');
		expect(await kindOf(tapis().cancelJob('not-a-uuid'))).toBe('usage');
	});

	it.each([
		[{clientId: 'mine'}, /no clientKey/],
		[{clientKey: 'secret-key'}, /no clientId/],
	])('refuses half an OAuth client: %j', (half, words) => {
		const make = () => new TapisJobs({baseUrl: simulator().url, username: 'demo', password: 'demo', ...half});
		expect(make).toThrow(words);
		expect(make).toThrow(expect.objectContaining({kind: 'usage'}));
	});

	it('gives every change of a job, where it stands first and its end last', async () => {
		const uuid = jobIn('QUEUED');
		const changes: string[] = [];
		for await (const {job, from} of tapis().waitForJob(uuid, {intervalMs: 1000})) {
			changes.push(`${from} ${job.status}`);
			if (job.status === 'QUEUED') simulator().setStatus(uuid, 'RUNNING');
			if (job.status === 'RUNNING') simulator().setStatus(uuid, 'FAILED');
		}

		expect(changes).toEqual(['null QUEUED', 'QUEUED RUNNING', 'RUNNING FAILED']);
	});

	it('waits no longer than for a job that has ended', async () => {
		const changes: JobChange[] = [];
		for await (const change of tapis().waitForJob(jobIn('CANCELLED'))) changes.push(change);

		expect(changes.map(change => change.job.status)).toEqual(['CANCELLED']);
	});

	it('stops waiting when it is told to, or when the time is up', async () => {
		const uuid = jobIn('RUNNING');
		const stopped = new AbortController();
		const waiting = (async () => {
			for await (const _change of tapis().waitForJob(uuid, {signal: stopped.signal})) stopped.abort();
		})();

		expect(await kindOf(waiting)).toBe('aborted');
		const late = (async () => {
			for await (const _change of tapis().waitForJob(uuid, {timeoutMs: 50}));
		})();
		expect(await kindOf(late)).toBe('deadline');
	});

	it('lets go of everything when the loop is left early', async () => {
		const before = simulator().requests.length;
		for await (const _change of tapis().waitForJob(jobIn('RUNNING'), {intervalMs: 1000})) break;

		expect(simulator().requests.length).toBe(before + 1);
	});

	it('outlives answers that fail', async () => {
		const uuid = jobIn('RUNNING');
		const seen: string[] = [];
		simulator().addFault({name: 'html-502', times: 1});
		for await (const {job} of tapis().waitForJob(uuid, {intervalMs: 1000})) {
			seen.push(job.status);
			simulator().addFault({name: 'html-503', times: 1});
			simulator().setStatus(uuid, 'FINISHED');
		}

		expect(seen).toEqual(['RUNNING', 'FINISHED']);
	});
});

describe('signing in', () => {
	it('by name and password, at the first call and when the token has expired', async () => {
		const mine = tapis({username: 'demo', password: 'demo'});
		expect(await mine.getJobList({limit: 1})).toHaveLength(1);
		simulator().addFault({name: 'expired-token', times: 1});

		expect(await mine.getJobList({limit: 1})).toHaveLength(1);
		expect(await kindOf(tapis({username: 'demo', password: 'wrong'}).getJobList())).toBe('bad-credentials');
	});

	it('by a function that gives tokens, which is asked again for a newer one', async () => {
		const expired = await simulator().tokenFor('demo', -60);
		let asked = 0;
		const mine = tapis({token: async () => (asked++ === 0 ? expired : simulator().token)});

		expect(await mine.getJobList({limit: 1})).toHaveLength(1);
		expect(asked).toBe(2);
	});

	it('needs a token or a password, and a line nobody can listen to', async () => {
		expect(() => new TapisJobs({baseUrl: simulator().url})).toThrow(Failure);
		expect(() => new TapisJobs({baseUrl: 'http://example.org', token: 'x'})).toThrow('not encrypted');
		expect(await kindOf(tapis({token: await simulator().tokenFor('demo', -60)}).getJobList())).toBe(
			'sign-in',
		);
	});

	it('asks once for a token, however many calls wait for it', async () => {
		const before = simulator().requests.filter(one => one.includes('/oauth2/tokens')).length;
		const mine = tapis({username: 'demo', password: 'demo'});
		await Promise.all([mine.getJobList({limit: 1}), mine.getJobList({limit: 1})]);

		expect(simulator().requests.filter(one => one.includes('/oauth2/tokens'))).toHaveLength(before + 1);
	});
});
