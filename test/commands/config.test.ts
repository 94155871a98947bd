import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {configKeys} from '../../source/commands/command-line/config-words.ts';
import {runProgram, temporaryHome} from '../helpers/run-program.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator} = onSimulator({jobCount: 1, speed: 1});
const home = temporaryHome();
afterAll(() => home.remove());

const config = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
	runProgram(['config', ...args], {home: home.path, env});

async function listed(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
	const rows = jsonLines((await config(['--json', ...args], env)).stdout);
	return new Map(rows.map(row => [row['name'], row] as const));
}

beforeAll(async () => {
	for (const name of ['work', 'other']) {
		await runProgram(['login', simulator().url, '-u', 'demo', '--password-stdin', '-p', name], {
			home: home.path,
			stdin: 'demo\n',
		});
	}
});

describe('config', () => {
	it('takes a value that begins with a minus, as an order does', async () => {
		expect(await config(['set', 'sort', '-age', '--profile', 'work'])).toMatchObject({code: 0});
		expect((await config(['get', 'sort', '-p', 'work'])).stdout).toContain('-age');
		expect(await config(['unset', 'sort', '--profile', 'work'])).toMatchObject({code: 0});
	});

	it('shows the connection and every setting, each with where it comes from', async () => {
		const rows = await listed();

		expect([...rows.keys()]).toEqual(configKeys);
		for (const row of rows.values()) checkShape('setting', row);
		expect(rows.get('base-url')).toMatchObject({value: simulator().url, from: 'profile other'});
		expect(rows.get('user')).toMatchObject({value: 'demo', from: 'profile other'});
		expect(rows.get('client-id')).toMatchObject({value: null, from: 'not set'});
		expect(rows.get('profile')).toMatchObject({
			value: 'other',
			from: join(home.path, '.config', 'tapis-jobs', 'profiles.json'),
		});
	});

	it('tells of a flag and of variables that stand above the profile', async () => {
		expect((await listed(['--profile', 'work'])).get('profile')).toMatchObject({
			value: 'work',
			from: '--profile',
		});
		const rows = await listed([], {
			TAPIS_PROFILE: 'work',
			TAPIS_CLIENT_ID: 'mine',
			TAPIS_CLIENT_KEY: 'hush',
			TAPIS_TOKEN: 'a.b.c',
		});
		expect(rows.get('profile')).toMatchObject({value: null, from: 'not set'});
		expect(rows.get('token')).toMatchObject({value: 'set', from: 'TAPIS_TOKEN'});
		expect(rows.get('client-id')).toMatchObject({value: 'mine', from: 'TAPIS_CLIENT_ID'});
		expect(rows.get('client-key')).toMatchObject({value: 'set', from: 'TAPIS_CLIENT_KEY'});
		expect((await listed(['--base-url', 'https://x.tapis.io'])).get('base-url')).toMatchObject({
			value: 'https://x.tapis.io',
			from: '--base-url',
		});
	});

	it('never writes a token', async () => {
		const kept = readFileSync(join(home.path, '.config', 'tapis-jobs', 'profiles.json'), 'utf8');
		const [, token] = /"accessToken": "([^"]+)"/.exec(kept)!;
		for (const args of [[], ['--json'], ['get', 'token']])
			expect((await config(args)).stdout).not.toContain(token);
		expect((await config(['get', 'token'])).stdout).toBe('set\n');
	});

	it('sets, gets and takes back a setting', async () => {
		expect(await config(['set', 'theme', 'light'])).toMatchObject({code: 0, stdout: '', stderr: ''});
		expect((await config(['get', 'theme'])).stdout).toBe('light\n');
		expect(await config(['unset', 'theme'])).toMatchObject({code: 0});
		expect((await config(['get', 'theme'])).stdout).toBe('auto\n');
	});

	it('sets one for a profile alone, which stands above the file', async () => {
		await config(['set', '--profile', 'work', 'theme', 'dark']);
		expect((await config(['get', 'theme'])).stdout).toBe('auto\n');
		expect((await listed(['--profile', 'work'])).get('theme')).toMatchObject({
			value: 'dark',
			from: 'profile work',
		});
		expect(await config(['set', 'theme', 'light'], {TAPIS_PROFILE: 'work'})).toMatchObject({
			code: 0,
			stderr: 'profile work stands above it, so theme is dark all the same.\n',
		});
		await config(['unset', '--profile', 'work', 'theme']);
		expect((await config(['get', 'theme'], {TAPIS_PROFILE: 'work'})).stdout).toBe('light\n');
	});

	it('says which variables stand above the profile that was chosen', async () => {
		const env = {TAPIS_PROFILE: 'other', TAPIS_BASE_URL: 'https://tacc.tapis.io'};
		expect((await config(['set', 'profile', 'work'], env)).stderr).toBe(
			'TAPIS_PROFILE is set in your environment and stands above this profile.\n' +
				'TAPIS_BASE_URL is set in your environment and stands above this profile.\n',
		);
		expect((await config(['set', 'profile', 'other'], {TAPIS_PROFILE: 'other'})).stderr).toBe('');
	});

	it('chooses the profile that is used from now on', async () => {
		expect(await config(['set', 'profile', 'work'])).toMatchObject({code: 0, stdout: '', stderr: ''});
		expect((await config(['get', 'profile'])).stdout).toBe('work\n');
		expect(await config(['set', 'profile', 'wrok'])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('There are: work, other.'),
		});
	});

	it.each([
		[['set', 'them', 'light'], 'Did you mean theme?'],
		[['set', 'theme', 'purple'], 'it is one of auto'],
		[['set', 'theme'], 'To what shall theme be set?'],
		[['set', 'base-url', 'https://tacc.tapis.io'], 'It comes with `tapis-jobs login URL`'],
		[['unset', 'token'], 'no setting to be written'],
		[['sett', 'theme'], 'Did you mean set?'],
		[['theme'], 'Did you mean get theme?'],
		[['foo'], 'It takes list, get KEY, set KEY VALUE, unset KEY, path;'],
		[['get', 'theme', 'light'], 'no use for `light`'],
		[['--profile', 'nobody'], 'There is no profile nobody.'],
	])('%j is told with what to do', async (args, expected) => {
		expect(await config(args)).toMatchObject({
			code: 2,
			stdout: '',
			stderr: expect.stringContaining(expected),
		});
	});

	it('tells where the files stand, whatever profile is named', async () => {
		const {code, stdout} = await config(['path'], {TAPIS_PROFILE: 'nobody'});
		const lines = stdout.trim().split('\n');

		expect(code).toBe(0);
		expect(lines[0]).toBe(join(home.path, '.config', 'tapis-jobs', 'preferences.json'));
		expect(existsSync(lines[0]!)).toBe(true);
	});
});
