import {describe, expect, it} from 'vitest';
import type {Clock} from '../../source/domain/clock.ts';
import {startDeviceSignIn, waitForDeviceSignIn} from '../../source/tapis/sign-in/device-sign-in.ts';
import {
	getUserInfo,
	renewTokens,
	revokeToken,
	type SignInAt,
	signInWithPassword,
} from '../../source/tapis/sign-in/sign-in.ts';
import {html, type Scripted, type SeenRequest, startService} from './scripted-service.ts';

const start = Date.UTC(2026, 10, 24);
const client = {clientId: 'my-client', clientKey: 'my-key-123'};

/** A clock on which waiting takes no time: each wait moves it on at once. */
function hastyClock(): Clock & {waited: number} {
	const clock = {
		waited: 0,
		now: () => start + clock.waited,
		monotonic: () => clock.waited,
		after(ms: number, run: () => void) {
			let isStopped = false;
			setImmediate(() => {
				if (isStopped) return;
				clock.waited += ms;
				run();
			});
			return () => {
				isStopped = true;
			};
		},
	};
	return clock;
}

async function authenticator(
	answer: (request: SeenRequest) => Scripted,
): Promise<{at: SignInAt & {clock: ReturnType<typeof hastyClock>}; seen: SeenRequest[]}> {
	const {url, http, seen} = await startService(answer);
	return {at: {baseUrl: url, http, clock: hastyClock()}, seen};
}

/** The Authenticator's envelope: `metadata` is an empty object there. */
const envelope = (status: number, result: unknown, message = 'ok'): Scripted => ({
	status,
	body: JSON.stringify({
		result,
		status: status < 400 ? 'success' : 'error',
		message,
		version: 'dev',
		metadata: {},
	}),
});

const bothTokens = {
	access_token: {
		access_token: 'opaque-access',
		expires_at: '2026-11-24T04:00:00.123456+00:00',
		expires_in: 14_400,
		jti: 'x',
	},
	refresh_token: {refresh_token: 'opaque-refresh', expires_in: 1, jti: 'y'},
};

describe('a sign-in by password', () => {
	it('gives an access token, and a refresh token with a client', async () => {
		const {at, seen} = await authenticator(() => envelope(200, bothTokens));
		const tokens = await signInWithPassword(at, {username: 'jdoe', password: 'hunter2', client});

		expect(tokens).toEqual({
			accessToken: 'opaque-access',
			refreshToken: 'opaque-refresh',
			expiresAt: Date.UTC(2026, 10, 24, 4, 0, 0, 123),
		});
		expect(seen[0]!.path).toBe('/v3/oauth2/tokens');
		expect(JSON.parse(seen[0]!.body)).toEqual({
			grant_type: 'password',
			username: 'jdoe',
			password: 'hunter2',
		});
		expect(seen[0]!.headers.authorization).toBe(`Basic ${btoa('my-client:my-key-123')}`);
	});

	it('works without a client, and takes the expiry from the token first', async () => {
		const jwt = `e30.${btoa('{"exp":1800000000,"sub":"jdoe@tacc"}').replaceAll('=', '')}.x`;
		const {at, seen} = await authenticator(() => envelope(200, {access_token: {access_token: jwt}}));
		const tokens = await signInWithPassword(at, {username: 'jdoe', password: 'hunter2'});

		expect(tokens).toEqual({accessToken: jwt, refreshToken: null, expiresAt: 1_800_000_000_000});
		expect(seen[0]!.headers.authorization).toBeUndefined();
	});

	it('with a wrong password says so in the service’s words, without the password', async () => {
		const {at} = await authenticator(() => envelope(400, null, 'Invalid username/password for hunter2.'));
		const failure = await signInWithPassword(at, {username: 'jdoe', password: 'hunter2', client}).catch(
			(error: unknown) => error,
		);

		expect(failure).toMatchObject({
			kind: 'bad-credentials',
			message: expect.stringMatching(/did not accept the sign-in: Invalid username\/password for \[hidden\]/),
			advice: expect.stringMatching(/user name, the password and the tenant/),
		});
	});

	it.each([
		['a gateway', html(502, 'Bad Gateway'), 'server'],
		[
			'a trouble of the tenant’s own',
			envelope(400, null, 'Failure to generate an access token; please try again later.'),
			'server',
		],
		['a tenant without this service', html(404, 'Not Found'), 'reply'],
		['an answer without a token', envelope(200, {}), 'reply'],
		['an answer of the wrong type', envelope(200, [1]), 'reply'],
	] as const)('tells %s from a wrong password', async (_what, answer, kind) => {
		const {at} = await authenticator(() => answer);

		await expect(signInWithPassword(at, {username: 'jdoe', password: 'hunter2'})).rejects.toMatchObject({
			kind,
		});
	});
});

describe('a renewal', () => {
	it('asks with the refresh token and the client it belongs to', async () => {
		const {at, seen} = await authenticator(() => envelope(200, bothTokens));
		await renewTokens(at, {refreshToken: 'r-1', client});

		expect(JSON.parse(seen[0]!.body)).toEqual({grant_type: 'refresh_token', refresh_token: 'r-1'});
		expect(seen[0]!.headers.authorization).toMatch(/^Basic /);
	});

	it('that is refused asks for a new sign-in', async () => {
		const {at} = await authenticator(() => envelope(400, null, 'Invalid refresh_token.'));

		await expect(renewTokens(at, {refreshToken: 'r-1', client})).rejects.toMatchObject({
			kind: 'sign-in',
			canRetry: false,
		});
	});

	it('that fails for a trouble of the tenant’s own is no refusal', async () => {
		const {at} = await authenticator(() => envelope(400, null, 'Unable to reach the database.'));

		await expect(renewTokens(at, {refreshToken: 'r-1', client})).rejects.toMatchObject({
			kind: 'server',
			canRetry: true,
			message: expect.stringContaining('cannot renew your sign-in at the moment'),
		});
	});
});

describe('a sign-in by device code', () => {
	const code = (expires: unknown): Scripted =>
		envelope(200, {
			client_id: 'my-client',
			user_code: 'AbCdEfGh',
			device_code: 'd'.repeat(40),
			verification_uri: 'https://tacc.tapis.io/v3/oauth2/device?client_id=my-client',
			expires_in: expires,
		});
	const isCode = (request: SeenRequest): boolean => request.path.endsWith('/device/code');

	it('shows address and code, and waits until the person has confirmed', async () => {
		let polls = 0;
		const {at, seen} = await authenticator(request => {
			if (isCode(request)) return code('Tue, 24 Nov 2026 00:10:00 GMT');
			return ++polls < 4
				? envelope(400, null, 'The device code is not ready yet.')
				: envelope(200, bothTokens);
		});
		const device = await startDeviceSignIn(at, 'my-client');
		const tokens = await waitForDeviceSignIn(at, device);

		expect(device).toMatchObject({userCode: 'AbCdEfGh', expiresAt: start + 600_000});
		expect(tokens.accessToken).toBe('opaque-access');
		expect(at.clock.waited).toBe(20_000);
		// The form reader of the service lacks these fields, so they must go as JSON.
		expect(seen.at(-1)!.headers['content-type']).toBe('application/json');
		expect(JSON.parse(seen.at(-1)!.body)).toEqual({
			grant_type: 'device_code',
			client_id: 'my-client',
			device_code: 'd'.repeat(40),
		});
	});

	it('ends when the code expires, by the service’s word or by its date', async () => {
		const said = await authenticator(request =>
			isCode(request) ? code('Tue, 24 Nov 2026 00:10:00 GMT') : envelope(400, null, 'Device code expired.'),
		);
		const device = await startDeviceSignIn(said.at, 'my-client');
		await expect(waitForDeviceSignIn(said.at, device)).rejects.toMatchObject({
			message: expect.stringMatching(/^The code is no longer valid: Device code expired/),
			advice: expect.stringMatching(/again/),
		});

		const silent = await authenticator(() => envelope(400, null, 'not ready'));
		await expect(waitForDeviceSignIn(silent.at, device)).rejects.toMatchObject({
			message: 'The code is no longer valid.',
		});
		expect(silent.at.clock.waited).toBe(600_000);
	});

	it.each([
		['No db_code found for AbCdEfGh.', /^The code is no longer valid/],
		['Required device_code parameter missing.', /refuses the device sign-in/],
		['Invalid client credentials: ID, KEY. session: {}', /refuses the device sign-in/],
		['Invalid grant_type (device_code); not allowed for this tenant.', /refuses the device sign-in/],
	])('ends at once when the service says: %s', async (words, message) => {
		const {at, seen} = await authenticator(request =>
			isCode(request) ? code(600) : envelope(400, null, words),
		);
		const device = await startDeviceSignIn(at, 'my-client');

		await expect(waitForDeviceSignIn(at, device)).rejects.toMatchObject({
			kind: 'bad-credentials',
			message: expect.stringMatching(message),
		});
		expect(seen).toHaveLength(2);
	});

	it('outlives a broken line', async () => {
		let polls = 0;
		const {at} = await authenticator(request => {
			if (isCode(request)) return code(600);
			return ++polls === 1 ? html(502, 'Bad Gateway') : envelope(200, bothTokens);
		});
		const device = await startDeviceSignIn(at, 'my-client');

		expect(device.expiresAt).toBe(start + 600_000);
		expect((await waitForDeviceSignIn(at, device)).accessToken).toBe('opaque-access');
	});

	it('can be stopped', async () => {
		const controller = new AbortController();
		const {at} = await authenticator(() => {
			controller.abort();
			return envelope(400, null, 'not ready');
		});
		const device = {
			deviceCode: 'd',
			userCode: 'u',
			verificationUri: 'v',
			clientId: 'c',
			expiresAt: start + 600_000,
		};

		await expect(waitForDeviceSignIn({...at, signal: controller.signal}, device)).rejects.toMatchObject({
			kind: 'aborted',
		});
	});
});

describe('a token', () => {
	it('is revoked by name', async () => {
		const {at, seen} = await authenticator(() => envelope(200, ''));
		await revokeToken(at, 'tok-12345');

		expect(seen[0]).toMatchObject({
			method: 'POST',
			path: '/v3/oauth2/tokens/revoke',
			body: '{"token":"tok-12345"}',
		});
	});

	it('tells who its user is', async () => {
		const {at, seen} = await authenticator(() =>
			envelope(200, {username: 'jdoe', given_name: 'J', last_name: 'Doe', email: null}),
		);

		expect(await getUserInfo(at, 'tok-12345')).toEqual({username: 'jdoe'});
		expect(seen[0]!.headers['x-tapis-token']).toBe('tok-12345');
	});
});
