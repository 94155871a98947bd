import {decodeJwt, decodeProtectedHeader, importSPKI, jwtVerify} from 'jose';
import {describe, expect, it} from 'vitest';
import {type Answer, type CallOptions, type Simulated, simulate} from './simulated.ts';

const basic = (id: string, key: string) => ({
	authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`,
});
const demoClient = basic('demo-client', 'demo-key');

const askTokens = ({call}: Simulated, body: unknown, options: CallOptions = {}): Promise<Answer> =>
	call('/v3/oauth2/tokens', {method: 'POST', token: '', body, ...options});
const password = {username: 'demo', password: 'demo', grant_type: 'password'};

describe('the password grant', () => {
	it('gives an access token, nested twice, with Python’s kind of date and no refresh token', async () => {
		const simulated = await simulate({accessTokenSeconds: 600});
		const {status, json} = await askTokens(simulated, password);
		expect([status, json.status, json.metadata]).toEqual([200, 'success', {}]);
		expect(Object.keys(json.result)).toEqual(['access_token']);
		const access = json.result.access_token;
		expect(access.expires_in).toBe(600);
		expect(access.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
		expect(Date.parse(access.expires_at)).toBeGreaterThan(simulated.clock.now() + 590_000);
		expect(Date.parse(access.expires_at)).toBeLessThanOrEqual(simulated.clock.now() + 600_000);
		expect((await simulated.call('/v3/jobs/list', {token: access.access_token})).status).toBe(200);
	});

	it('signs with the tenant’s public key and claims what the service claims', async () => {
		const simulated = await simulate();
		const {json} = await askTokens(simulated, password);
		const token = json.result.access_token.access_token;
		const tenants = (await simulated.call('/v3/tenants', {token: ''})).json.result;
		const key = await importSPKI(tenants[0].public_key, 'RS256');
		expect(decodeProtectedHeader(token).alg).toBe('RS256');
		const {payload} = await jwtVerify(token, key, {currentDate: new Date(simulated.clock.now())});
		expect(payload).toMatchObject({
			jti: json.result.access_token.jti,
			iss: `${simulated.simulator.url}/v3/tokens`,
			sub: 'demo@demo',
			'tapis/tenant_id': 'demo',
			'tapis/username': 'demo',
			'tapis/token_type': 'access',
			'tapis/account_type': 'user',
			'tapis/delegation': false,
			'tapis/grant_type': 'password',
		});
		expect(payload.iat).toBeUndefined();
		expect(tenants[0]).toMatchObject({tenant_id: 'demo', base_url: simulated.simulator.url});
	});

	it('takes a form as well as JSON', async () => {
		const simulated = await simulate({jobCount: 1});
		const form = new URLSearchParams(password).toString();
		expect(
			(await askTokens(simulated, form, {headers: {'content-type': 'application/x-www-form-urlencoded'}}))
				.status,
		).toBe(200);
	});

	it.each([
		[{...password, password: 'wrong'}],
		[{...password, username: 'nobody'}],
		[{...password, username: 'toString', password: 'x'}],
		[{username: 'demo', grant_type: 'password'}],
		[{...password, grant_type: 'magic'}],
		[{username: 'demo', password: 'demo'}],
		['not json'],
	])('answers %j with HTTP 400, never 401', async body => {
		const {status, json} = await askTokens(await simulate({jobCount: 1}), body);
		expect([status, json.status, json.result]).toEqual([400, 'error', null]);
		expect(json.message).not.toBe('');
	});
});

describe('refreshing', () => {
	it('gives a new pair to the client that has the refresh token, and counts', async () => {
		const simulated = await simulate();
		const first = (await askTokens(simulated, password, {headers: demoClient})).json.result;
		expect(Object.keys(first.refresh_token)).toEqual(['refresh_token', 'expires_at', 'expires_in', 'jti']);
		expect(first.refresh_token.expires_in).toBe(31_536_000);
		const refresh = {grant_type: 'refresh_token', refresh_token: first.refresh_token.refresh_token};
		const second = (await askTokens(simulated, refresh, {headers: demoClient})).json.result;
		expect(decodeJwt(second.access_token.access_token)['tapis/refresh_count']).toBe(1);
		expect(second.access_token.access_token).not.toBe(first.access_token.access_token);
		const third = (
			await askTokens(
				simulated,
				{...refresh, refresh_token: second.refresh_token.refresh_token},
				{headers: demoClient},
			)
		).json.result;
		expect(decodeJwt(third.refresh_token.refresh_token)['tapis/refresh_count']).toBe(2);
		expect(decodeJwt(third.refresh_token.refresh_token)['tapis/access_token']).toMatchObject({
			'tapis/token_type': 'access',
		});
	});

	it('refuses other clients, wrong keys and access tokens, all with HTTP 400, but not a revoked token', async () => {
		const simulated = await simulate();
		const {access_token: access, refresh_token: refresh} = (
			await askTokens(simulated, password, {headers: demoClient})
		).json.result;
		const made = await simulated.call('/v3/oauth2/clients', {method: 'POST', body: {}});
		const other = made.json.result;
		const body = {grant_type: 'refresh_token', refresh_token: refresh.refresh_token};
		const attempts = [
			await askTokens(simulated, body),
			await askTokens(simulated, body, {headers: basic('demo-client', 'wrong')}),
			await askTokens(simulated, body, {headers: basic(other.client_id, other.client_key)}),
			await askTokens(simulated, {...body, refresh_token: access.access_token}, {headers: demoClient}),
		];
		await simulated.call('/v3/oauth2/tokens/revoke', {method: 'POST', body: {token: refresh.refresh_token}});
		// Only the gateway knows what is revoked, and it looks at no body.
		attempts.push(await askTokens(simulated, body, {headers: demoClient}));
		expect(attempts.map(attempt => attempt.status)).toEqual([400, 400, 400, 400, 200]);
		expect(attempts.slice(0, 4).map(attempt => attempt.json.message)).toEqual([
			'Invalid client credentials: None, None. session: <SecureCookieSession {}>',
			'Invalid client credentials: demo-client, wrong. session: <SecureCookieSession {}>',
			expect.stringContaining(`(${other.client_id})`),
			expect.stringMatching(/^Invalid token type/),
		]);
	});

	it('looks at the grant and the client before anything else, and names what is missing', async () => {
		const simulated = await simulate({jobCount: 1});
		const wordsOf = async (body: object, headers = demoClient) =>
			(await askTokens(simulated, body, {headers})).json.message;
		expect(await wordsOf({grant_type: 'magic'}, basic('nobody', 'x'))).toMatch(
			/^Invalid grant_type \(magic\)/,
		);
		expect(await wordsOf({grant_type: 'password'}, basic('nobody', 'x'))).toMatch(
			/^Invalid client credentials: nobody, x\./,
		);
		expect(await wordsOf({grant_type: 'refresh_token'})).toBe('Required refresh_token parameter missing.');
		expect(await wordsOf({grant_type: 'authorization_code'})).toBe(
			'Required redirect_uri parameter missing.',
		);
		expect(await wordsOf({grant_type: 'device_code'})).toBe('Required client_id parameter missing.');
		expect(await wordsOf({grant_type: 'device_code', client_id: 'demo-client'})).toBe(
			'Required device_code parameter missing.',
		);
	});

	it('refuses to revoke a token that has expired or is none', async () => {
		const {call, simulator} = await simulate({jobCount: 1});
		const revoke = async (token: unknown) =>
			(await call('/v3/oauth2/tokens/revoke', {method: 'POST', body: {token}})).status;
		expect(await revoke(await simulator.tokenFor('demo', -5))).toBe(400);
		expect(await revoke('no-token')).toBe(400);
		expect(await revoke(undefined)).toBe(400);
		expect(await revoke(await simulator.tokenFor('demo'))).toBe(200);
	});
});

describe('device codes', () => {
	const start = ({call}: Simulated) =>
		call('/v3/oauth2/device/code', {method: 'POST', token: '', body: {client_id: 'demo-client'}});
	const redeem = (simulated: Simulated, code: string) =>
		askTokens(simulated, {grant_type: 'device_code', client_id: 'demo-client', device_code: code});

	it('are not ready until approved, then good once', async () => {
		const simulated = await simulate();
		const {result} = (await start(simulated)).json;
		expect(result.user_code).toMatch(/^[A-Za-z]{8}$/);
		expect(result.device_code).toMatch(/^[A-Za-z0-9]{40}$/);
		expect(result.verification_uri).toBe(`${simulated.simulator.url}/v3/oauth2/device?client_id=demo-client`);
		// A date in the manner of HTTP, not seconds.
		expect(Date.parse(result.expires_in)).toBe(Math.floor((simulated.clock.now() + 600_000) / 1000) * 1000);
		const early = await redeem(simulated, result.device_code);
		expect([early.status, early.json.message]).toEqual([400, 'device code not ready.']);
		expect(simulated.simulator.devices.waiting().map(code => code.userCode)).toEqual([result.user_code]);
		simulated.simulator.devices.approve(result.user_code, 'demo');
		const good = (await redeem(simulated, result.device_code)).json.result;
		expect(good.access_token.expires_in).toBe(30 * 24 * 3600);
		expect(good.refresh_token).toBeDefined();
		expect((await redeem(simulated, result.device_code)).json.message).toBe(
			`No db_code found for ${result.device_code}`,
		);
	});

	it('are used up by the client of another', async () => {
		const simulated = await simulate({approvesDevices: true});
		const {result} = (await start(simulated)).json;
		const wrong = await askTokens(simulated, {
			grant_type: 'device_code',
			client_id: 'nobody',
			device_code: result.device_code,
		});
		expect(wrong.json.message).toMatch(/^Client IDs do not match/);
		expect((await redeem(simulated, result.device_code)).json.message).toMatch(/^No db_code found for /);
	});

	it('are entered on the page that the service names', async () => {
		const simulated = await simulate({jobCount: 1});
		const {result} = (await start(simulated)).json;
		expect((await fetch(result.verification_uri)).headers.get('content-type')).toMatch(/^text\/html/);
		const enter = async (fields: Record<string, string>) =>
			(
				await fetch(result.verification_uri, {
					method: 'POST',
					body: new URLSearchParams({user_code: result.user_code, ...fields}),
				})
			).status;
		expect(await enter({username: 'demo', password: 'wrong'})).toBe(400);
		expect(await enter({username: 'demo', password: 'demo', user_code: 'AAAAAAAA'})).toBe(400);
		expect((await redeem(simulated, result.device_code)).status).toBe(400);
		expect(await enter({username: 'demo', password: 'demo'})).toBe(200);
		expect((await redeem(simulated, result.device_code)).status).toBe(200);
	});

	it('expire after ten minutes', async () => {
		const simulated = await simulate({jobCount: 1});
		const {result} = (await start(simulated)).json;
		await simulated.clock.advance(600_000);
		expect((await redeem(simulated, result.device_code)).json.message).toContain('expired');
		expect((await redeem(simulated, result.device_code)).json.message).toMatch(/^No db_code found for /);
	});

	it('are only for clients of the tenant, and only in JSON', async () => {
		const simulated = await simulate({jobCount: 1});
		expect(
			(await simulated.call('/v3/oauth2/device/code', {method: 'POST', body: {client_id: 'nobody'}})).status,
		).toBe(400);
		const {result} = (await start(simulated)).json;
		const form = new URLSearchParams({
			grant_type: 'device_code',
			client_id: 'demo-client',
			device_code: result.device_code,
		}).toString();
		const answer = await askTokens(simulated, form, {
			headers: {'content-type': 'application/x-www-form-urlencoded'},
		});
		expect(answer.json.message).toBe('Required client_id parameter missing.');
	});

	it('can approve themselves, for demonstrations', async () => {
		const simulated = await simulate({jobCount: 1, approvesDevices: true});
		const {result} = (await start(simulated)).json;
		expect((await redeem(simulated, result.device_code)).status).toBe(200);
	});
});

describe('clients and profiles', () => {
	it('keep clients for their owner', async () => {
		const {call, simulator} = await simulate({jobCount: 1});
		const made = (
			await call('/v3/oauth2/clients', {method: 'POST', body: {client_id: 'mine', client_key: 'k'}})
		).json.result;
		expect(made).toMatchObject({client_id: 'mine', client_key: 'k', owner: 'demo', tenant_id: 'demo'});
		expect(made.create_time).toMatch(/ GMT$/);
		const other = await simulator.tokenFor('other');
		expect((await call('/v3/oauth2/clients/mine', {token: other})).status).toBe(400);
		expect(
			(await call('/v3/oauth2/clients')).json.result.map((client: {client_id: string}) => client.client_id),
		).toEqual(['demo-client', 'mine']);
		await call('/v3/oauth2/clients/mine', {method: 'PUT', body: {display_name: 'Mine'}});
		expect((await call('/v3/oauth2/clients/mine')).json.result).toMatchObject({
			display_name: 'Mine',
			client_key: 'k',
		});
		await call('/v3/oauth2/clients/mine', {method: 'DELETE'});
		expect((await call('/v3/oauth2/clients/mine')).status).toBe(400);
	});

	it('tell who is calling', async () => {
		const {call} = await simulate({jobCount: 1});
		expect((await call('/v3/oauth2/userinfo')).json.result.username).toBe('demo');
		expect((await call('/v3/oauth2/userinfo', {token: ''})).status).toBe(400);
	});
});

describe('what else the Authenticator and the Tenants service tell', () => {
	it('is who has an account, page by page, the site, and that they are ready', async () => {
		const {call} = await simulate({jobCount: 1});
		const names = async (query: string) =>
			(await call(`/v3/oauth2/profiles${query}`)).json.result.map((one: {username: string}) => one.username);
		expect(await names('')).toEqual(['demo', 'other', 'admin']);
		expect(await names('?limit=1&offset=1')).toEqual(['other']);
		expect((await call('/v3/oauth2/profiles/other')).json.result.email).toBe('other@example.org');
		expect((await call('/v3/oauth2/profiles/nobody')).status).toBe(400);
		expect((await call('/v3/oauth2/ready', {token: ''})).status).toBe(200);
		expect((await call('/v3/sites/tacc', {token: ''})).json.result.site_id).toBe('tacc');
		expect((await call('/v3/sites/nowhere', {token: ''})).status).toBe(400);
	});

	it('is a page of the clients, and nothing of one that is deleted', async () => {
		const {call} = await simulate({jobCount: 1});
		await call('/v3/oauth2/clients', {method: 'POST', body: {client_id: 'mine'}});
		const ids = async (query: string) =>
			(await call(`/v3/oauth2/clients${query}`)).json.result.map((one: {client_id: string}) => one.client_id);
		expect(await ids('?limit=1')).toEqual(['demo-client']);
		expect(await ids('?offset=1')).toEqual(['mine']);
		expect((await call('/v3/oauth2/clients/mine', {method: 'DELETE'})).json.result).toBeNull();
	});
});
