import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from 'vitest';
import {jobUuid} from '../helpers/build-job.ts';
import {until} from '../helpers/until.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator, run, jobIn, statusOf} = onSimulator({jobCount: 30, speed: 1});

describe('list', () => {
	it('writes whole columns into a pipe, newest first, without colours', async () => {
		const {code, stdout, stderr} = await run(['list'], {env: {FORCE_COLOR: '3'}});
		const lines = stdout.trimEnd().split('\n');

		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(lines[0]).toMatch(/^UUID +STATUS +NAME +APP +SYSTEM +AGE$/);
		expect(lines).toHaveLength(31);
		expect(stdout).not.toContain('\u001B');
		const newest = simulator()
			.store.all()
			.filter(job => job.owner === 'demo')
			.sort((left, right) => right.created - left.created)[0]!;
		expect(lines[1]).toContain(newest.uuid);
		expect(lines[1]).toContain(newest.name);
	});

	it('writes chosen columns with tabs between and no heading', async () => {
		const uuid = jobIn('FAILED');
		const {stdout} = await run(['list', '--columns', 'status,uuid', '--filter', `uuid:${uuid}`]);

		expect(stdout).toBe(`FAILED\t${uuid}\n`);
	});

	it('writes uuids only with --quiet, at most --limit of those that match', async () => {
		const {stdout} = await run(['list', '-q', '-f', 'status:ended,active', '--limit', '3']);

		expect(stdout.trimEnd().split('\n')).toHaveLength(3);
		for (const uuid of stdout.trimEnd().split('\n')) expect(statusOf(uuid)).toBeDefined();
	});

	it('writes JSON lines whose shape is held by a schema', async () => {
		const rows = jsonLines((await run(['list', '--json'])).stdout);

		expect(rows).toHaveLength(30);
		for (const row of rows) checkShape('job', row);
	});

	it('sorts by a column, and the other way round', async () => {
		const names = async (sort: string): Promise<string[]> =>
			(await run(['list', '--columns', 'uuid', `--sort=${sort}`])).stdout.trim().split('\n');

		expect(await names('-uuid')).toEqual([...(await names('uuid'))].reverse());
	});

	it('shows where a filter is wrong, before any request', async () => {
		const before = simulator().requests.length;
		const {code, stdout, stderr} = await run(['list', '-f', 'mesh stats:active']);

		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('Did you mean status?\nmesh stats:active\n     ^^^^^^^^^^^^');
		expect(simulator().requests).toHaveLength(before);
	});

	it('ends quietly when the reader has seen enough', async () => {
		const {code, stderr} = await run(['list', '--json'], {onStdout: (_text, child) => child.closeStdout()});

		expect({code, stderr}).toEqual({code: 0, stderr: ''});
	});

	it('says that nothing matches on stderr', async () => {
		expect(await run(['list', '-f', 'name:no-such-name'])).toMatchObject({
			code: 0,
			stdout: '',
			stderr: 'No job matches the filter.\n',
		});
	});
});

describe('status', () => {
	it('tells the status of a job by the first letters of its uuid', async () => {
		const uuid = jobIn('QUEUED');
		const {code, stdout} = await run(['status', uuid.slice(0, 8)]);

		expect({code, stdout}).toMatchObject({code: 0, stdout: expect.stringContaining(`${uuid}  `)});
		expect(stdout).toMatch(/QUEUED\n$/);
	});

	it('writes the bare status with --quiet, and objects with --json', async () => {
		const uuid = jobIn('BLOCKED');

		expect((await run(['status', '-q', uuid])).stdout).toBe('BLOCKED\n');
		const [row] = jsonLines((await run(['status', '--json', uuid])).stdout);
		checkShape('status', row);
		expect(row).toMatchObject({uuid, status: 'BLOCKED'});
	});

	it('takes a uuid without its -007, and several at once', async () => {
		const [one, two] = [jobIn('RUNNING'), jobIn('PAUSED')];

		expect((await run(['status', '-q', one.slice(0, 36), two])).stdout).toBe('RUNNING\nPAUSED\n');
	});

	it('tells an unknown job apart from somebody else’s, and both from a slip of the finger', async () => {
		const before = simulator().requests.length;
		expect(await run(['status', '6b6a0f0e-xxxx'])).toMatchObject({
			code: 2,
			stdout: '',
			stderr: expect.stringContaining('is not the uuid of a job'),
		});
		expect(simulator().requests).toHaveLength(before);

		expect(await run(['status', jobUuid(7)])).toMatchObject({code: 4, stdout: ''});
		const foreign = simulator()
			.store.all()
			.find(job => job.owner === 'other' && !simulator().store.isSharedWith(job.uuid, 'demo'))!;
		expect(await run(['status', foreign.uuid])).toMatchObject({code: 5, stdout: ''});
	});

	it('asks for no second job where the first met what would meet every one', async () => {
		simulator().addFault({name: 'html-502'});
		const result = await run(['status', '-q', jobIn('RUNNING'), jobIn('QUEUED')]);
		simulator().clearFaults();

		expect(result).toMatchObject({code: 1, stdout: '', stderr: expect.stringMatching(/^tapis-jobs: /)});
	});

	it('writes the jobs it can read and names the one it cannot', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stdout, stderr} = await run(['status', '-q', jobUuid(8), uuid]);

		expect({code, stdout}).toEqual({code: 4, stdout: 'RUNNING\n'});
		expect(stderr).toContain(jobUuid(8));
	});
});

describe('without a sign-in or a service', () => {
	it('says how to sign in', async () => {
		const {code, stdout, stderr} = await run(['list'], {env: {TAPIS_BASE_URL: '', TAPIS_TOKEN: ''}});

		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(stderr).toContain('tapis-jobs login');
	});

	it('says that the token has expired', async () => {
		const token = await simulator().tokenFor('demo', -60);

		expect(await run(['list'], {env: {TAPIS_TOKEN: token}})).toMatchObject({
			code: 3,
			stdout: '',
			stderr: expect.stringMatching(/expired(?![\s\S]*tracking id)/),
		});
	});

	it('says that the service cannot be reached, without a stack trace', async () => {
		const {code, stderr} = await run(['list'], {env: {TAPIS_BASE_URL: 'http://127.0.0.1:9'}});

		expect(code).toBe(1);
		expect(stderr).toContain('127.0.0.1:9');
		expect(stderr).not.toMatch(/^\s+at /m);
	});

	it('says on standard error that the service counts more jobs than it gives', async () => {
		const result = [
			{uuid: jobUuid(1), name: 'one', owner: 'demo', status: 'RUNNING', created: '2026-11-01T00:00:00Z'},
		];
		const service = createServer((_request, response) => {
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(JSON.stringify({status: 'success', result, metadata: {totalCount: 3}}));
		});
		await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve));
		const {port} = service.address() as AddressInfo;
		const {code, stdout, stderr} = await run(['list', '--quiet'], {
			env: {TAPIS_BASE_URL: `http://127.0.0.1:${port}`},
		});
		service.close();
		service.closeAllConnections();

		expect({code, stdout}).toEqual({code: 0, stdout: `${jobUuid(1)}\n`});
		expect(stderr).toBe('The service counts 2 jobs more than it lists.\n');
	});

	it('gives what the service’s support needs to find a request that only they can look into', async () => {
		const ids: unknown[] = [];
		const service = createServer(({headers}, response) => {
			ids.push(headers['x-tapis-tracking-id']);
			response.writeHead(500, {'content-type': 'application/json'});
			response.end(JSON.stringify({status: 'error', message: 'JOBS_QUERY_DB_ERROR', result: null}));
		});
		await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve));
		const {port} = service.address() as AddressInfo;
		const {code, stderr} = await run(['history', jobUuid(1)], {
			env: {TAPIS_BASE_URL: `http://127.0.0.1:${port}`},
		});
		service.close();
		service.closeAllConnections();

		expect({code, ids}).toEqual({code: 1, ids: [expect.any(String)]});
		expect(stderr).toContain(`\nTapis tracking id: ${ids[0]}\n`);
	});

	it('ends at once on Ctrl-C while the service does not answer', async () => {
		const before = simulator().requests.length;
		simulator().addFault({name: 'hang'});
		let isStopped = false;
		const ending = run(['list'], {
			onStart: child => {
				void until(() => simulator().requests.length > before).then(() => {
					isStopped = true;
					child.signal('SIGINT');
				});
			},
		});
		const {code, stdout, stderr} = await ending;
		simulator().clearFaults();

		expect({code, stdout, stderr, isStopped}).toEqual({code: 130, stdout: '', stderr: '', isStopped: true});
	});

	it('never sends a token over an open line', async () => {
		expect(await run(['list'], {env: {TAPIS_BASE_URL: 'http://example.org'}})).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('not encrypted'),
		});
	});
});

describe('history', () => {
	it('writes the events, oldest first, as lines or as JSON', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stdout} = await run(['history', uuid]);

		expect(code).toBe(0);
		const lines = stdout.trimEnd().split('\n');
		expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ {2}PENDING/);
		const events = jsonLines((await run(['history', '--json', uuid])).stdout);
		expect(events).toHaveLength(lines.length);
		for (const event of events) checkShape('historyEvent', event);
	});
});

describe('resubmit', () => {
	it('that is broken off says that the job may have been submitted', async () => {
		let onRequest = (): void => undefined;
		// It takes the request and never answers.
		const service = createServer(() => onRequest());
		await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve));
		const {port} = service.address() as AddressInfo;
		const ended = await run(['resubmit', '--quiet', jobUuid(1)], {
			env: {TAPIS_BASE_URL: `http://127.0.0.1:${port}`},
			onStart: child => {
				onRequest = () => child.signal('SIGINT');
			},
		});
		service.close();
		service.closeAllConnections();

		expect(ended).toEqual({
			code: 130,
			signal: null,
			stdout: '',
			stderr: 'The job may have been submitted all the same; look before you try again.\n',
		});
	});

	it('submits again and writes the new uuid', async () => {
		const uuid = jobIn('FAILED');
		const {code, stdout} = await run(['resubmit', '--quiet', uuid]);

		expect(code).toBe(0);
		expect(stdout.trim()).not.toBe(uuid);
		expect(statusOf(stdout.trim())).toBeDefined();
	});

	it('only shows the stored request with --dry-run', async () => {
		const before = simulator().store.all().length;
		const {stdout} = await run(['resubmit', '--dry-run', jobIn('FAILED')]);

		expect(JSON.parse(stdout)).toMatchObject({appId: expect.any(String)});
		expect(simulator().store.all()).toHaveLength(before);
	});

	it('needs a terminal for an editor', async () => {
		expect(await run(['resubmit', '--edit', jobIn('FAILED')])).toMatchObject({code: 2});
	});
});

describe('hide and unhide', () => {
	const listed = async (): Promise<string> => (await run(['list', '-q'])).stdout;

	it('take ended jobs out of the lists and back, from the uuids that were written', async () => {
		const uuids = [jobIn('FAILED'), jobIn('FINISHED')];
		const hidden = await run(['hide', ...uuids]);

		expect(hidden).toMatchObject({code: 0, stdout: `${uuids.join('\n')}\n`});
		expect(await listed()).not.toContain(uuids[0]);
		expect(await run(['unhide', '--quiet', '-'], {stdin: hidden.stdout})).toMatchObject({
			code: 0,
			stdout: '',
		});
		expect(await listed()).toContain(uuids[0]);
	});

	it('name a job that has not ended, and hide the others', async () => {
		const running = jobIn('RUNNING');
		const ended = jobIn('CANCELLED');

		expect(await run(['hide', running, ended])).toMatchObject({
			code: 5,
			stdout: `${ended}\n`,
			stderr: expect.stringContaining(running),
		});
		expect(await listed()).toContain(running);
	});
});
