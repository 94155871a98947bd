import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {checkTerminal} from '../../source/commands/setup/doctor-checks.ts';
import {runProgram, temporaryHome} from '../helpers/run-program.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator, run} = onSimulator({jobCount: 5, speed: 1, approvesDevices: true});
const home = temporaryHome();
afterAll(() => home.remove());

/** Runs without anything in the environment: only what a sign-in has kept. */
const runAtHome = (args: readonly string[], stdin?: string) =>
	runProgram(args, {home: home.path, ...(stdin === undefined ? {} : {stdin})});

describe('login, whoami and logout', () => {
	it('signs in with a password from standard input, and keeps tokens but no password', async () => {
		const {code, stdout, stderr} = await runAtHome(
			['login', simulator().url, '-u', 'demo', '--password-stdin', '-p', 'work'],
			'demo\n',
		);

		expect({code, stdout}).toEqual({code: 0, stdout: ''});
		expect(stderr).toMatch(/^Signed in to 127\.0\.0\.1:\d+ as demo, until .* \(profile work\)\.$/m);
		const path = join(home.path, '.config', 'tapis-jobs', 'profiles.json');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const kept = JSON.parse(readFileSync(path, 'utf8')) as {profiles: {work: Record<string, unknown>}};
		expect(Object.values(kept.profiles.work)).not.toContain('demo\n');
		expect(Object.keys(kept.profiles.work)).not.toContain('password');
	});

	it('says which variables stand above the new sign-in', async () => {
		const words = async (args: readonly string[]): Promise<string> =>
			(
				await runProgram(['login', simulator().url, '-u', 'demo', '--password-stdin', ...args], {
					env: {TAPIS_PROFILE: 'usual', TAPIS_TOKEN: 'a.b.c'},
					stdin: 'demo\n',
				})
			).stderr;

		expect(await words(['-p', 'work'])).toMatch(
			/TAPIS_PROFILE is set .* above[\s\S]*TAPIS_TOKEN is set .* above/,
		);
		expect(await words([])).not.toContain('TAPIS_PROFILE');
	});

	it('then tells who one is, and lists the jobs', async () => {
		const {code, stdout} = await runAtHome(['whoami', '--json']);

		expect(code).toBe(0);
		const [row] = jsonLines(stdout);
		checkShape('whoami', row);
		expect(row).toMatchObject({username: 'demo', profile: 'work', tokenFrom: 'profile work'});
		expect((await runAtHome(['whoami', '-q'])).stdout).toMatch(/^demo @ /);
		expect((await runAtHome(['list', '-q'])).stdout.trim().split('\n')).toHaveLength(5);
	});

	it('forgets the tokens at logout and revokes them', async () => {
		expect(await runAtHome(['logout'])).toMatchObject({
			code: 0,
			stderr: expect.stringContaining('Signed out'),
		});
		expect(await runAtHome(['list'])).toMatchObject({code: 3, stdout: ''});
		expect(simulator().requests.some(one => one.includes('/tokens/revoke'))).toBe(true);
	});

	it.each(['nonsense', 'a.b.c', 'not one token'])('asks for a sign-in where the token is %j', async token => {
		expect(await run(['whoami'], {env: {TAPIS_TOKEN: token}})).toMatchObject({
			code: 3,
			stdout: '',
			stderr: expect.stringMatching(/token/),
		});
	});

	it('says that the password is wrong, and which is missing', async () => {
		expect(
			await runAtHome(['login', simulator().url, '-u', 'demo', '--password-stdin'], 'wrong\n'),
		).toMatchObject({code: 3, stdout: ''});
		expect(await runAtHome(['login', simulator().url, '-u', 'demo'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('--password-stdin'),
		});
		expect(await runProgram(['login'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('tapis-jobs login https://tacc.tapis.io'),
		});
	});

	it('needs a client for a device code', async () => {
		expect(await runAtHome(['login', simulator().url, '--device'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('TAPIS_CLIENT_ID'),
		});
	});

	it('signs in by itself with a password from the environment', async () => {
		const {code, stdout} = await runProgram(['whoami', '-q'], {
			env: {TAPIS_BASE_URL: simulator().url, TAPIS_USERNAME: 'demo', TAPIS_PASSWORD: 'demo'},
		});

		expect({code, stdout}).toEqual({code: 0, stdout: expect.stringMatching(/^demo @ /)});
	});
});

describe('doctor', () => {
	it('finds nothing wrong where all is well', async () => {
		const {code, stdout} = await run(['doctor', '--json']);
		const rows = jsonLines(stdout);
		for (const row of rows) checkShape('finding', row);

		expect(code).toBe(0);
		expect(rows.map(row => row['check'])).toEqual(
			expect.arrayContaining(['terminal', 'settings', 'paths', 'sign-in', 'service', 'clock']),
		);
	});

	it.each([
		[{TERM: 'dumb'}, [['wrong', 'TERM is dumb']]],
		[{}, [['good', 'no TERM, 100x30, no colours']]],
		[{TERM: 'xterm-256color', NO_COLOR: '1'}, [['good', 'xterm-256color, 100x30, no colours']]],
		[{TERM: 'xterm', COLORTERM: 'truecolor'}, [['good', 'xterm, 100x30, all colours']]],
		[
			{TERM: 'linux'},
			[
				['good', 'linux'],
				['note', 'ASCII'],
			],
		],
		[
			{TERM: 'xterm', LC_ALL: 'C'},
			[
				['good', 'xterm'],
				['note', '(C)'],
			],
		],
		[
			{TERM: 'tmux-256color'},
			[
				['good', 'tmux'],
				['note', 'tmux'],
			],
		],
	])('says of the terminal what the monitor holds of it: %j', (env, expected) => {
		const stdout = {isTTY: true, columns: 100, rows: 30} as NodeJS.WriteStream;
		const found = checkTerminal({stdout, env}).map(({state, text}) => [state, text]);

		expect(found).toEqual(expected.map(([state, text]) => [state, expect.stringContaining(text!)]));
	});

	it('finds a clock that is wrong', async () => {
		simulator().addFault({name: 'wrong-date', amount: 3600});
		const {code, stdout} = await run(['doctor']);
		simulator().clearFaults();

		expect(code).toBe(1);
		expect(stdout).toMatch(/WRONG clock .* behind the service’s/);
	});

	it('says what to do when there is no tenant, and when there is no service', async () => {
		expect(await run(['doctor'], {env: {TAPIS_BASE_URL: '', TAPIS_TOKEN: ''}})).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/WRONG sign-in[\s\S]*tapis-jobs login/),
		});
		expect(await run(['doctor'], {env: {TAPIS_BASE_URL: 'http://127.0.0.1:9'}})).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/WRONG service/),
		});
	});
});

describe('--debug', () => {
	it('keeps what happened, without the token', async () => {
		const path = join(home.path, 'debug.log');
		expect(await run(['list', '-q', '--debug', path], {home: home.path})).toMatchObject({code: 0});
		const text = readFileSync(path, 'utf8');

		expect(text).toContain('/v3/jobs/');
		expect(text).not.toContain(simulator().token.split('.')[2]);
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});
});
