import {readdirSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import {jobUuid} from '../helpers/build-job.ts';
import {temporaryHome} from '../helpers/run-program.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator, run, jobIn, statusOf} = onSimulator({jobCount: 40, speed: 1});
const quick = ['--interval', '2s'] as const;

describe.concurrent('wait', () => {
	it('writes a line for each change and ends with 0 when the job has FINISHED', async () => {
		const uuid = jobIn('QUEUED');
		const {code, stdout} = await run(['wait', ...quick, uuid], {
			onStdout: text => {
				if (text.endsWith(': QUEUED\n')) simulator().setStatus(uuid, 'RUNNING');
				if (text.endsWith('QUEUED → RUNNING\n')) simulator().setStatus(uuid, 'FINISHED');
			},
		});

		expect(code).toBe(0);
		const lines = stdout.trimEnd().split('\n');
		expect(lines).toHaveLength(3);
		expect(lines[2]).toMatch(/^\d\d:\d\d:\d\d {2}.*RUNNING → FINISHED$/);
	});

	it.each([
		['FAILED', 10],
		['CANCELLED', 11],
	] as const)('ends with its own code when a job is %s', async (status, expected) => {
		const [good, bad] = [jobIn('FINISHED'), jobIn(status)];

		expect(await run(['wait', '-q', good, bad])).toMatchObject({code: expected, stdout: ''});
	});

	it('says why a job FAILED, and what to do about it', async () => {
		const uuid = jobIn('FAILED');
		simulator().setStatus(uuid, 'FAILED', {condition: 'SCHEDULER_TIMEOUT'});
		const {code, stderr} = await run(['wait', uuid]);

		expect(code).toBe(10);
		expect(stderr).toContain('SCHEDULER_TIMEOUT: It reached its time limit');
		expect(stderr).toContain('Resubmit with a larger maxMinutes');
	});

	it('forgets the cancels of jobs whose end it has told, so that no monitor tells it again', async () => {
		const uuids = [jobIn('RUNNING'), jobIn('RUNNING')] as const;
		const home = temporaryHome();
		const left = (): readonly string[] =>
			readdirSync(home.path, {recursive: true, encoding: 'utf8'}).filter(
				path => path.endsWith('.json') && path.includes('cancels'),
			);
		await run(['cancel', '--yes', ...uuids], {home: home.path});
		expect(left()).toHaveLength(2);
		simulator().setStatus(uuids[0], 'CANCELLED');
		const {code, stderr} = await run(['wait', uuids[0]], {home: home.path});
		const afterwards = left();
		await home.remove();

		expect(code, stderr).toBe(11);
		expect(afterwards).toEqual([expect.stringContaining(uuids[1])]);
	});

	it('gives up after --timeout with 124; the job goes on', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stderr} = await run(['wait', '--timeout', '1s', uuid]);

		expect(code).toBe(124);
		expect(stderr).toContain('within 1s');
		expect(statusOf(uuid)).toBe('RUNNING');
	});

	it('is left by Ctrl-C, which leaves the job alone and says so', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stderr} = await run(['wait', uuid], {onStdout: (_text, child) => child.signal('SIGINT')});

		expect({code, stderr}).toEqual({code: 130, stderr: 'No longer waiting; the jobs go on.\n'});
		expect(statusOf(uuid)).toBe('RUNNING');
	});

	it('is left by a reader who has seen enough, as by Ctrl-C but for the exit code', async () => {
		const uuid = jobIn('QUEUED');
		const {code, stderr} = await run(['wait', ...quick, uuid], {
			onStdout: (_text, child) => {
				child.closeStdout();
				simulator().setStatus(uuid, 'RUNNING');
			},
		});

		expect({code, stderr}).toEqual({code: 0, stderr: 'No longer waiting; the jobs go on.\n'});
	});

	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('ends cleanly on %s', async (name, expected) => {
		const uuid = jobIn('RUNNING');

		expect(await run(['wait', uuid], {onStdout: (_text, child) => child.signal(name)})).toMatchObject({
			code: expected,
		});
	});

	it('writes JSON lines whose shape is held by a schema', async () => {
		const uuid = jobIn('RUNNING');
		const {stdout} = await run(['wait', '--json', ...quick, uuid], {
			onStdout: () => simulator().setStatus(uuid, 'FINISHED'),
		});
		const rows = jsonLines(stdout);

		expect(rows.map(row => row['event'])).toEqual(['job-seen', 'job-ended']);
		for (const row of rows) checkShape('change', row);
	});

	it.each([
		['FINISHED', 0],
		['FAILED', 10],
	] as const)('ends with its usual code when a job is hidden once it is %s', async (status, expected) => {
		const uuid = jobIn('RUNNING');
		const {code, stdout} = await run(['wait', ...quick, uuid], {
			onStdout: () => simulator().setStatus(uuid, status, {visible: false}),
		});

		expect(code).toBe(expected);
		expect(stdout).toContain(`RUNNING → ${status}`);
	});

	it('tells an unknown job at once, and asks for jobs when none is named', async () => {
		expect(await run(['wait', jobUuid(3)])).toMatchObject({code: 4, stdout: ''});
		expect(await run(['wait'])).toMatchObject({code: 2, stdout: ''});
	});
});

describe('wait --filter', () => {
	it('waits for the jobs that match and have not ended', async () => {
		const [running, ended] = [jobIn('RUNNING'), jobIn('FAILED')];
		const {code, stdout} = await run(['wait', ...quick, '--filter', `uuid:${running},${ended}`], {
			onStdout: () => simulator().setStatus(running, 'FINISHED'),
		});

		expect(code).toBe(0);
		expect(stdout).toContain('RUNNING → FINISHED');
		expect(stdout).not.toContain('FAILED');
	});

	it('refuses a filter that would mean every job, and uuids beside a filter', async () => {
		const before = simulator().requests.length;

		expect(await run(['wait', '--filter', ''])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('An empty filter would mean every job.'),
		});
		expect(await run(['wait', '--filter', 'status:active', jobUuid(1)])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('tapis-jobs wait --help'),
		});
		expect(simulator().requests).toHaveLength(before);
	});
});

describe('wait on a bad line', () => {
	afterEach(() => simulator().clearFaults());

	it('survives answers that fail', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stderr, stdout} = await run(['wait', ...quick, uuid], {
			onStdout: text => text.includes('→') || simulator().addFault({name: 'html-502', times: 1}),
			onStderr: text => {
				if (text.includes('It is tried again')) simulator().setStatus(uuid, 'FINISHED');
			},
		});

		expect(code).toBe(0);
		expect(stderr).toContain('502');
		expect(stdout).toContain('RUNNING → FINISHED');
	});

	it('survives a first look that fails', async () => {
		const uuid = jobIn('FINISHED');
		simulator().addFault({name: 'html-502', times: 1});
		const {code, stderr} = await run(['wait', uuid]);

		expect(code, stderr).toBe(0);
		expect(stderr).toContain('It is tried again');
	});

	it('is in time with --timeout where no answer comes to its first look', async () => {
		const uuid = jobIn('RUNNING');
		simulator().addFault({name: 'hang', times: 1});
		const startedAt = Date.now();
		const {code, stderr} = await run(['wait', '--timeout', '1s', uuid]);

		expect(code, stderr).toBe(124);
		expect(Date.now() - startedAt).toBeLessThan(20_000);
	});

	it('ends with 3 when the sign-in does not hold any more', async () => {
		const uuid = jobIn('RUNNING');
		const {code} = await run(['wait', ...quick, uuid], {
			env: {TAPIS_TOKEN: await simulator().tokenFor('demo')},
			onStdout: () => simulator().addFault({name: 'expired-token', times: 1}),
		});

		expect(code).toBe(3);
	});
});

describe('watch', () => {
	it('writes every change of the jobs that match, until it is ended', async () => {
		const [watched, other] = [jobIn('QUEUED'), jobIn('QUEUED')];
		const {code, stdout, stderr} = await run(['watch', ...quick, '-f', `uuid:${watched}`], {
			onStderr: () => {
				simulator().setStatus(other, 'RUNNING');
				simulator().setStatus(watched, 'RUNNING');
			},
			onStdout: (_text, child) => child.signal('SIGINT'),
		});

		expect(code).toBe(130);
		expect(stderr).toContain('Watching 1 job,');
		expect(stdout.trimEnd().split('\n')).toHaveLength(1);
		expect(stdout).toContain(`(${watched}): QUEUED → RUNNING`);
	});

	it('writes JSON lines of the same shape, for new jobs too', async () => {
		const uuid = jobIn('RUNNING');
		const {stdout} = await run(['watch', '--json', ...quick], {
			onStderr: () => {
				void run(['resubmit', '-q', uuid]);
			},
			onStdout: (text, child) => {
				if (text.includes('job-added')) child.signal('SIGINT');
			},
		});
		for (const row of jsonLines(stdout)) checkShape('change', row);
	});

	it('tells of a job that leaves the filter by its new status', async () => {
		const uuid = jobIn('RUNNING');
		const {stdout} = await run(['watch', ...quick, '-f', `status:active uuid:${uuid}`], {
			onStderr: () => simulator().setStatus(uuid, 'FINISHED'),
			onStdout: (_text, child) => child.signal('SIGINT'),
		});

		expect(stdout).toContain(`(${uuid}): RUNNING → FINISHED`);
	});

	it('ends by itself after --timeout', async () => {
		expect(await run(['watch', '--timeout', '1s', '-q'])).toMatchObject({code: 0, stdout: ''});
	});
});
