import {existsSync, readFileSync, renameSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterEach, describe, expect, it} from 'vitest';
import type {CommandContext} from '../../source/commands/command-line/command.ts';
import {openMonitor} from '../../source/commands/monitor/open-monitor.ts';
import {connect} from '../../source/commands/sign-in/connect.ts';
import {systemClock} from '../../source/domain/clock.ts';
import {type ProgramResult, runProgram, temporaryHome} from '../helpers/run-program.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';

type Kept = {
	readonly baseUrl: string;
	readonly username: string;
	readonly accessToken: string | null;
	readonly refreshToken: string | null;
	readonly clientId: string | null;
};

/** Tokens that are renewed at every start, since they live no longer than a renewal is ahead of their end. */
const short = onSimulator({jobCount: 3, accessTokenSeconds: 50});
const long = onSimulator({jobCount: 3});
const client = {TAPIS_CLIENT_ID: 'demo-client', TAPIS_CLIENT_KEY: 'demo-key'};

const homes: {readonly path: string; readonly remove: () => Promise<void>}[] = [];
afterEach(async () => {
	for (const home of homes.splice(0)) await home.remove();
});

type Home = {
	readonly path: string;
	readonly run: (args: readonly string[], env?: Record<string, string>) => Promise<ProgramResult>;
	/** Signs in with the user's name as password. */
	readonly login: (
		url: string,
		user: string,
		args?: readonly string[],
		env?: Record<string, string>,
	) => Promise<ProgramResult>;
	readonly kept: () => Readonly<Record<string, Kept>>;
};

function newHome(): Home {
	const home = temporaryHome();
	homes.push(home);
	const file = join(home.path, '.config', 'tapis-jobs', 'profiles.json');
	return {
		path: home.path,
		run: (args, env = {}) => runProgram(args, {home: home.path, env}),
		login: (url, user, args = [], env = {}) =>
			runProgram(['login', url, '-u', user, '--password-stdin', ...args], {
				home: home.path,
				env,
				stdin: `${user}\n`,
			}),
		kept: () => (JSON.parse(readFileSync(file, 'utf8')) as {profiles: Record<string, Kept>}).profiles,
	};
}

describe('renewed tokens', () => {
	it('are kept before the program ends, whatever it was asked, and no lock is left', async () => {
		const {login, run, kept, path} = newHome();
		await login(short.simulator().url, 'demo', ['-p', 'work'], client);
		let before = kept()['work']!;
		for (const command of ['list', 'whoami', 'list']) {
			expect(await run([command, '-q'])).toMatchObject({code: 0, stderr: ''});
			const after = kept()['work']!;
			expect(after.accessToken).not.toBe(before.accessToken);
			expect(after).toMatchObject({username: 'demo', clientId: 'demo-client'});
			before = after;
		}

		expect(existsSync(join(path, '.config', 'tapis-jobs', 'profiles.json.lock'))).toBe(false);
	});

	it('serve programs that run at once, each of which ends with tokens that hold', async () => {
		const {login, run} = newHome();
		await login(short.simulator().url, 'demo', [], client);
		const results = await Promise.all([1, 2, 3, 4].map(() => run(['list', '-q'])));

		expect(results.map(({code}) => code)).toEqual([0, 0, 0, 0]);
		expect(await run(['whoami', '-q'])).toMatchObject({code: 0});
	});
});

describe('renewed tokens that cannot be kept', () => {
	/** Signed in, in this process; `stopKeeping` puts a link in the place of the profiles, which is not followed. */
	async function signedIn(): Promise<{
		readonly context: CommandContext;
		readonly stopKeeping: () => void;
		readonly warned: () => string;
		readonly passTime: (ms: number) => void;
		readonly ended: () => Promise<unknown>;
	}> {
		const {login, path} = newHome();
		await login(short.simulator().url, 'demo', [], client);
		const file = join(path, '.config', 'tapis-jobs', 'profiles.json');
		const terminal = Object.assign(new PassThrough(), {isTTY: true, columns: 100, rows: 30});
		let warned = '';
		let passedMs = 0;
		const works: Promise<unknown>[] = [];
		return {
			context: {
				stdin: terminal as never,
				stdout: terminal as never,
				stderr: {write: (text: string) => (warned += text)} as never,
				args: [],
				flags: {},
				env: {HOME: path, TERM: 'xterm-256color'},
				clock: {...systemClock, now: () => systemClock.now() + passedMs},
				signal: new AbortController().signal,
				atEnd: work => void works.push(work),
				version: '0',
				program: [],
				connect: () => Promise.reject(new Error('not asked for')),
				renderTable: () => Promise.reject(new Error('not asked for')),
			},
			stopKeeping: () => {
				renameSync(file, `${file}.elsewhere`);
				symlinkSync(`${file}.elsewhere`, file);
			},
			warned: () => warned,
			passTime: ms => {
				passedMs += ms;
			},
			ended: () => Promise.all(works),
		};
	}

	it('are told once by a command, which goes on with them', async () => {
		const {context, stopKeeping, warned, passTime, ended} = await signedIn();
		const {api} = await connect(context);
		stopKeeping();
		for (const _turn of [1, 2]) {
			await api.getJobList({listType: 'MY_JOBS', limit: 1});
			passTime(49_000);
		}
		await ended();

		expect(warned()).toMatch(/^The renewed sign-in is not kept\. .*profiles\.json is a link .*\n$/);
	});

	it('are told in the log of the monitor', async () => {
		const {context, stopKeeping} = await signedIn();
		const notes: string[] = [];
		await openMonitor(context, async ({monitor}) => {
			const noted = new Promise<void>(resolve => {
				monitor.onEvent(({event}) => {
					if (event.kind !== 'note') return;
					notes.push(event.text);
					resolve();
				});
			});
			stopKeeping();
			monitor.start();
			await noted;
			return 0;
		});

		expect(notes).toEqual([expect.stringMatching(/^The renewed sign-in is not kept\..*is a link/)]);
	});
});

describe('a sign-in', () => {
	it('takes the profile of the same user at the same tenant, and never that of another', async () => {
		const {login, kept} = newHome();
		const {url} = long.simulator();
		await login(url, 'demo', ['-p', 'work']);
		expect((await login(url, 'demo')).stderr).toContain('(profile work)');
		expect((await login(url, 'other')).code).toBe(0);
		const names = Object.keys(kept());
		expect(names).toHaveLength(2);
		expect(kept()['work']?.username).toBe('demo');

		// Now the other user's profile is the one in use.
		expect((await login(url, 'demo')).stderr).toContain('(profile work)');
		expect(Object.keys(kept())).toEqual(names);
	});

	it('goes into the profile that TAPIS_PROFILE names, which need not be there yet', async () => {
		const {login, kept} = newHome();
		await login(long.simulator().url, 'demo', [], {TAPIS_PROFILE: 'mine'});

		expect(Object.keys(kept())).toEqual(['mine']);
	});

	it('refuses a name that no profile can have before it sends a password', async () => {
		const {login} = newHome();
		const before = long.simulator().requests.length;
		const {code, stderr} = await login(long.simulator().url, 'demo', ['-p', '../x']);

		expect({code, sent: long.simulator().requests.length - before}).toEqual({code: 2, sent: 0});
		expect(stderr).toContain('A profile’s name');
	});

	it('takes no client and no password to a tenant that they are not for', async () => {
		const {login, run, kept} = newHome();
		await login(long.simulator().url, 'demo', ['-p', 'one'], client);
		await login(short.simulator().url, 'demo', ['-p', 'two']);
		expect(kept()['two']).toMatchObject({clientId: null, refreshToken: null});

		const elsewhere = {TAPIS_BASE_URL: 'https://tacc.tapis.io', TAPIS_PASSWORD: 'demo', ...client};
		expect(await run(['login', short.simulator().url, '-u', 'demo', '-p', 'three'], elsewhere)).toMatchObject(
			{code: 2, stderr: expect.stringContaining('--password-stdin')},
		);
	});

	it('says when a client is of no use since its key is missing', async () => {
		const {login} = newHome();
		const {stderr} = await login(long.simulator().url, 'demo', ['--client-id', 'demo-client']);

		expect(stderr).toContain('its key is missing (TAPIS_CLIENT_KEY)');
	});
});

describe('a sign-out', () => {
	it('is of the profile in use, whatever token the environment holds', async () => {
		const {login, run, kept} = newHome();
		await login(long.simulator().url, 'demo', ['-p', 'work']);
		const env = {TAPIS_BASE_URL: short.simulator().url, TAPIS_TOKEN: short.simulator().token};
		expect((await run(['logout'], env)).stderr).toMatch(/profile work[\s\S]*TAPIS_TOKEN is still set/);

		expect(kept()['work']).toMatchObject({accessToken: null, username: 'demo'});
	});

	it('keeps the client, so that the next sign-in is renewed by itself again', async () => {
		const {login, run, kept} = newHome();
		await login(long.simulator().url, 'demo', [], client);
		await run(['logout']);
		await login(long.simulator().url, 'demo');

		expect(Object.values(kept())).toMatchObject([
			{clientId: 'demo-client', refreshToken: expect.any(String)},
		]);
	});
});

describe('the environment', () => {
	it('with a user and a password stands above a profile of somebody else', async () => {
		const {login, run} = newHome();
		await login(long.simulator().url, 'demo');
		const {stdout} = await run(['whoami', '--json'], {TAPIS_USERNAME: 'other', TAPIS_PASSWORD: 'other'});

		expect(jsonLines(stdout)[0]).toMatchObject({username: 'other', profile: null});
	});

	it('with a token alone reaches the tenant that made it', async () => {
		const {stdout} = await newHome().run(['whoami', '--json'], {TAPIS_TOKEN: short.simulator().token});

		expect(jsonLines(stdout)[0]).toMatchObject({baseUrl: short.simulator().url, profile: null});
	});
});
