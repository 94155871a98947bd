import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type ConnectionSources, resolveConnection} from '../../source/config/connection.ts';
import {openProfiles, type Profile, type Profiles} from '../../source/config/profiles.ts';
import {resolveBaseUrl} from '../../source/tapis/base-url.ts';

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

describe('profiles', () => {
	it('are kept, with the one signed in to last as the current one', async () => {
		await profiles.put(profile('tacc'));
		expect(openProfiles({config}).current()?.name).toBe('tacc');

		await profiles.put(profile('dev', {settings: {theme: 'light'}}));
		expect(openProfiles({config}).current()).toBeNull();
		await profiles.setCurrent('dev');
		expect(openProfiles({config}).current()).toEqual(profile('dev', {settings: {theme: 'light'}}));

		await profiles.remove('dev');
		expect(openProfiles({config}).list()).toEqual([profile('tacc')]);
		expect(openProfiles({config}).current()?.name).toBe('tacc');
	});

	it('take renewed tokens and nothing else, and a removed one stays removed', async () => {
		await profiles.put(profile('tacc', {username: 'jdoe'}));
		const other = openProfiles({config});
		await profiles.put(profile('tacc', {username: 'changed'}));
		await other.putTokens('tacc', {accessToken: 'new', refreshToken: 'r', expiresAt: 5});
		await other.putTokens('gone', {accessToken: 'new', refreshToken: 'r', expiresAt: 5});

		expect(openProfiles({config}).list()).toEqual([
			profile('tacc', {username: 'changed', accessToken: 'new', refreshToken: 'r', expiresAt: 5}),
		]);
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
				clientKey: null,
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

	it('takes client id and key from one place', async () => {
		await profiles.put(profile('tacc'));

		expect(resolve({environment: {TAPIS_CLIENT_ID: 'mine'}})).toMatchObject({
			clientId: 'mine',
			clientKey: null,
		});
		expect(resolve()).toMatchObject({clientId: 'tacc-client', clientKey: 'tacc-key'});
	});
});
