import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {
	type ConnectionSources,
	chosenProfile,
	clientAt,
	resolveConnection,
	variablesAbove,
} from '../../source/config/connection.ts';
import {openProfiles, type Profile, type Profiles} from '../../source/config/profiles.ts';
import {resolveBaseUrl} from '../../source/tapis/http/base-url.ts';

let config = '';
let profiles: Profiles;
beforeEach(() => {
	config = mkdtempSync(join(tmpdir(), 'tapis-jobs-profiles-'));
	profiles = openProfiles({config});
});
afterEach(() => rmSync(config, {recursive: true, force: true}));

function profile(name: string, more: Partial<Profile> = {}): Profile {
	return {
		name,
		baseUrl: `https://${name}.tapis.io`,
		tenant: name,
		username: 'jdoe',
		accessToken: `${name}-access`,
		refreshToken: `${name}-refresh`,
		expiresAt: 1000,
		clientId: `${name}-client`,
		clientKey: `${name}-key`,
		settings: {},
		...more,
	};
}

describe('the profile to use', () => {
	it.each([
		['flag', 'variable', {name: 'flag', from: '--profile'}],
		[undefined, 'variable', {name: 'variable', from: 'TAPIS_PROFILE'}],
		['nobody', 'variable', {name: 'nobody', from: '--profile', profile: null}],
		[undefined, '', {name: null, profile: {name: 'current'}}],
	])('is named by the flag %s, the variable %s, or the file', async (flag, variable, expected) => {
		for (const name of ['flag', 'variable', 'current']) await profiles.put(profile(name));
		await profiles.setCurrent('current');

		expect(chosenProfile(profiles, {TAPIS_PROFILE: variable}, {profile: flag})).toMatchObject(expected);
	});
});

describe('profiles', () => {
	it('are kept, with the one signed in to last as the current one', async () => {
		await profiles.put(profile('tacc'));
		expect(openProfiles({config}).current()?.name).toBe('tacc');

		await profiles.put(profile('dev', {settings: {theme: 'light'}}));
		expect(openProfiles({config}).current()).toBeNull();
		await profiles.setCurrent('dev');
		expect(openProfiles({config}).current()).toEqual(profile('dev', {settings: {theme: 'light'}}));
	});

	it('take renewed tokens and nothing else, and one that is gone stays gone', async () => {
		await profiles.put(profile('tacc', {settings: {}}));
		const other = openProfiles({config});
		await profiles.put(profile('tacc', {settings: {theme: 'light'}}));
		const renewed = {accessToken: 'new', refreshToken: 'r', expiresAt: 5};
		await other.renewTokens('tacc', {accessToken: 'tacc-access'}, renewed);
		await other.renewTokens('gone', {accessToken: 'gone-access'}, renewed);

		expect(openProfiles({config}).list()).toEqual([
			profile('tacc', {settings: {theme: 'light'}, ...renewed}),
		]);
	});

	it('take no renewed tokens after a sign-out, nor in place of those of a new sign-in', async () => {
		const renewed = {accessToken: 'renewed', refreshToken: 'r', expiresAt: 5};
		await profiles.put(profile('tacc'));
		const slow = openProfiles({config});
		await profiles.forgetTokens('tacc');
		await slow.renewTokens('tacc', {accessToken: 'tacc-access'}, renewed);
		expect(openProfiles({config}).find('tacc')).toMatchObject({accessToken: null, refreshToken: null});

		await profiles.put(profile('tacc', {username: 'other', accessToken: 'another'}));
		await slow.renewTokens('tacc', {accessToken: 'tacc-access'}, renewed);
		expect(openProfiles({config}).find('tacc')).toMatchObject({username: 'other', accessToken: 'another'});
	});

	it('show what another program wrote once they are read again', async () => {
		await profiles.put(profile('tacc'));
		const other = openProfiles({config});
		await profiles.put(profile('tacc', {accessToken: 'newer'}));
		expect(other.find('tacc')?.accessToken).toBe('tacc-access');
		other.reread();
		expect(other.find('tacc')?.accessToken).toBe('newer');
	});

	it('hold each secret in its own field and nowhere else', async () => {
		await profiles.put(profile('tacc'));
		const stored = JSON.parse(readFileSync(profiles.path, 'utf8'));

		expect(Object.keys(stored.profiles.tacc).sort()).toEqual(
			[
				'accessToken',
				'baseUrl',
				'clientId',
				'clientKey',
				'expiresAt',
				'refreshToken',
				'settings',
				'tenant',
				'username',
			].sort(),
		);
		for (const secret of ['tacc-access', 'tacc-refresh', 'tacc-key'])
			expect(readFileSync(profiles.path, 'utf8').split(secret)).toHaveLength(2);
	});

	it('in a file of another shape are set aside with it, and new ones can be kept', async () => {
		writeFileSync(join(config, 'profiles.json'), '{"profiles": [{"name": "tacc"}]}');
		const opened = openProfiles({config});
		expect(opened.warnings()).toEqual([expect.stringContaining('could not be understood')]);
		expect(await opened.put(profile('tacc'))).toBeNull();

		expect(openProfiles({config}).find('tacc')).not.toBeNull();
		const aside = readdirSync(config).find(name => name.includes('broken'))!;
		expect(readFileSync(join(config, aside), 'utf8')).toContain('[{"name"');
	});

	it('with a name that is none are refused', async () => {
		await expect(profiles.put(profile('../evil'))).rejects.toMatchObject({kind: 'usage'});
		await expect(profiles.put(profile('__proto__'))).rejects.toMatchObject({kind: 'usage'});
	});
});

describe('a connection', () => {
	const resolve = (more: Partial<ConnectionSources> = {}) =>
		resolveConnection({environment: {}, profiles, resolve: resolveBaseUrl, ...more});

	it('is nothing at the first start', () => {
		expect(resolve()).toMatchObject({baseUrl: null, accessToken: null, profile: null});
	});

	it('needs no profile with TAPIS_TOKEN and TAPIS_BASE_URL', () => {
		const connection = resolve({environment: {TAPIS_TOKEN: ' tok ', TAPIS_BASE_URL: 'tacc'}});

		expect(connection).toMatchObject({
			baseUrl: {value: 'tacc', origin: 'environment', from: 'TAPIS_BASE_URL'},
			accessToken: {value: 'tok', from: 'TAPIS_TOKEN'},
			refreshToken: null,
			profile: null,
		});
	});

	it('comes from the current profile, or the one named', async () => {
		await profiles.put(profile('tacc'));
		await profiles.put(profile('dev'));
		await profiles.setCurrent('tacc');

		expect(resolve().accessToken?.value).toBe('tacc-access');
		expect(resolve({environment: {TAPIS_PROFILE: 'dev'}}).accessToken?.value).toBe('dev-access');
		expect(resolve({flags: {profile: 'dev'}, environment: {TAPIS_PROFILE: 'tacc'}}).refreshToken).toBe(
			'dev-refresh',
		);
		expect(() => resolve({flags: {profile: 'nope'}})).toThrow(/There is no profile nope/);
	});

	it('never takes a profile’s secrets to another tenant', async () => {
		await profiles.put(profile('tacc'));

		for (const sources of [
			{flags: {baseUrl: 'https://evil.example'}},
			{environment: {TAPIS_BASE_URL: 'dev'}},
		]) {
			expect(resolve(sources)).toMatchObject({
				profile: null,
				accessToken: null,
				refreshToken: null,
				client: null,
			});
		}
		expect(resolve({flags: {baseUrl: 'tacc'}}).accessToken?.value).toBe('tacc-access');
	});

	it('never renews a token from the environment as the profile’s user', async () => {
		await profiles.put(profile('tacc'));

		expect(resolve({environment: {TAPIS_TOKEN: 'tok'}})).toMatchObject({
			baseUrl: {origin: 'profile'},
			accessToken: {value: 'tok'},
			refreshToken: null,
			profile: null,
		});
	});

	it('sends a token that stands alone to where it was made, unless that is the profile’s tenant', async () => {
		await profiles.put(profile('tacc'));
		const made = (tenant: string) => ({
			environment: {TAPIS_TOKEN: 'tok'},
			claimsOf: () => ({baseUrl: `https://${tenant}.tapis.io`, tenant, username: null}),
		});

		expect(resolve(made('dev')).baseUrl).toMatchObject({value: 'https://dev.tapis.io'});
		expect(resolve(made('tacc')).baseUrl).toMatchObject({origin: 'profile'});
	});

	it('keeps what the environment holds for TAPIS_BASE_URL from every other tenant', () => {
		const environment = {
			TAPIS_BASE_URL: 'tacc',
			TAPIS_TOKEN: 'tok',
			TAPIS_USERNAME: 'jdoe',
			TAPIS_PASSWORD: 'secret',
			TAPIS_CLIENT_ID: 'mine',
			TAPIS_CLIENT_KEY: 'key',
		};

		expect(resolve({environment, flags: {baseUrl: 'https://evil.example'}})).toMatchObject({
			accessToken: null,
			username: null,
			password: null,
			client: null,
		});
		expect(resolve({environment, flags: {baseUrl: 'https://tacc.tapis.io/'}})).toMatchObject({
			accessToken: {value: 'tok'},
			password: 'secret',
			client: {clientId: 'mine', clientKey: 'key'},
		});
	});

	it('is one of the user whose password is given, whoever else’s profile there is', async () => {
		await profiles.put(profile('tacc'));
		const environment = {TAPIS_USERNAME: 'other', TAPIS_PASSWORD: 'secret'};

		expect(resolve({environment})).toMatchObject({
			profile: null,
			accessToken: null,
			refreshToken: null,
			username: {value: 'other'},
			password: 'secret',
		});
		expect(resolve({environment, flags: {profile: 'tacc'}})).toMatchObject({
			accessToken: {value: 'tacc-access'},
			username: {value: 'jdoe'},
			password: null,
		});
		expect(resolve({environment: {TAPIS_USERNAME: 'jdoe', TAPIS_PASSWORD: 'secret'}})).toMatchObject({
			accessToken: {value: 'tacc-access'},
			password: 'secret',
		});
	});

	it('is one of the user of the token, whoever TAPIS_USERNAME names', async () => {
		await profiles.put(profile('tacc'));
		const claimsOf = (token: string) => ({
			baseUrl: null,
			tenant: 'tacc',
			username: token.startsWith('opaque') ? null : `user of ${token}`,
		});
		const userWith = (environment: Record<string, string>) => {
			const {username, password} = resolve({environment, claimsOf});
			return [username?.value, username?.from, password];
		};

		expect(userWith({TAPIS_USERNAME: 'other'})).toEqual(['user of tacc-access', 'profile tacc', null]);
		expect(userWith({TAPIS_USERNAME: 'other', TAPIS_PASSWORD: 'secret', TAPIS_TOKEN: 'tok'})).toEqual([
			'user of tok',
			'TAPIS_TOKEN',
			null,
		]);
		expect(userWith({TAPIS_USERNAME: 'other', TAPIS_TOKEN: 'opaque'})).toEqual([
			'other',
			'TAPIS_USERNAME',
			null,
		]);
		await profiles.put(profile('tacc', {accessToken: 'opaque'}));
		expect(userWith({TAPIS_USERNAME: 'other'})).toEqual(['jdoe', 'profile tacc', null]);
		await profiles.forgetTokens('tacc');
		expect(userWith({TAPIS_USERNAME: 'other'})).toEqual(['other', 'TAPIS_USERNAME', null]);
	});

	it('is another than the profile’s by those variables alone that say something else', async () => {
		const above = (environment: Record<string, string>) =>
			variablesAbove(profile('tacc'), {environment, resolve: resolveBaseUrl});

		expect(above({TAPIS_PROFILE: 'tacc', TAPIS_BASE_URL: 'https://tacc.tapis.io/'})).toEqual([]);
		expect(above({TAPIS_PROFILE: 'dev', TAPIS_BASE_URL: 'dev', TAPIS_TOKEN: 'tok'})).toEqual([
			'TAPIS_PROFILE',
			'TAPIS_BASE_URL',
			'TAPIS_TOKEN',
		]);
	});

	it('takes client id and key from one place', async () => {
		await profiles.put(profile('tacc'));

		expect(resolve({environment: {TAPIS_CLIENT_ID: 'mine'}}).client).toMatchObject({
			clientId: 'mine',
			clientKey: null,
		});
		expect(resolve().client).toMatchObject({clientId: 'tacc-client', clientKey: 'tacc-key'});
	});
});

describe('the client of a sign-in', () => {
	const clientFor = (
		baseUrl: string,
		environment: Record<string, string> = {},
		clientId?: string,
	): ReturnType<typeof clientAt> =>
		clientAt(baseUrl, {environment, profiles, resolve: resolveBaseUrl}, {clientId});

	it('is a profile’s at its own tenant alone', async () => {
		await profiles.put(profile('tacc'));

		expect(clientFor('https://tacc.tapis.io')).toMatchObject({clientKey: 'tacc-key', from: 'profile tacc'});
		expect(clientFor('https://dev.tapis.io')).toBeNull();
	});

	it('named by a flag has the key that belongs to it, or none', async () => {
		await profiles.put(profile('tacc'));
		const tacc = 'https://tacc.tapis.io';
		const key = {TAPIS_CLIENT_KEY: 'env-key'};

		expect(clientFor(tacc, {}, 'tacc-client')?.clientKey).toBe('tacc-key');
		expect(clientFor(tacc, {}, 'another')?.clientKey).toBeNull();
		expect(clientFor(tacc, key, 'another')?.clientKey).toBe('env-key');
		expect(clientFor(tacc, {...key, TAPIS_CLIENT_ID: 'another'}, 'another')?.clientKey).toBe('env-key');
		expect(clientFor(tacc, {...key, TAPIS_CLIENT_ID: 'third'}, 'another')?.clientKey).toBeNull();
	});
});
