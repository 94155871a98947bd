import {describe, expect, it} from 'vitest';
import {simulate} from './simulated.ts';

describe('the filters before a resource', () => {
	it('answer problems with a token in plain text, HTTP 401', async () => {
		const {simulator, clock, call} = await simulate();
		const seconds = Math.floor(clock.now() / 1000) + 1000;
		const claims = {
			jti: '1',
			iss: simulator.url,
			sub: 'demo@demo',
			exp: seconds,
			'tapis/tenant_id': 'demo',
			'tapis/username': 'demo',
			'tapis/token_type': 'access',
			'tapis/account_type': 'user',
		};
		const {'tapis/tenant_id': _, ...withoutTenant} = claims;
		const cases = [
			['', 'TAPIS_SECURITY_MISSING_JWT_INFO'],
			['   ', 'TAPIS_SECURITY_MISSING_JWT_INFO'],
			[await simulator.tokenFor('demo', -5), 'TAPIS_SECURITY_JWT_EXPIRED'],
			['no-token', 'TAPIS_SECURITY_JWT_PARSE_ERROR'],
			[`${simulator.token.slice(0, -6)}AAAAAA`, 'TAPIS_SECURITY_JWT_PARSE_ERROR'],
			[
				await simulator.signToken({...claims, 'tapis/token_type': 'refresh'}),
				'TAPIS_SECURITY_JWT_INVALID_CLAIM',
			],
			[await simulator.signToken(withoutTenant), 'TAPIS_SECURITY_JWT_CLAIM_NOT_FOUND'],
			[
				await simulator.signToken({...claims, 'tapis/tenant_id': 'admin'}),
				'TAPIS_SECURITY_USER_IN_ADMIN_TENANT',
			],
		] as const;
		for (const [token, key] of cases) {
			const answer = await call('/v3/jobs/list', {token});
			expect([answer.status, answer.text.split(' ')[0], answer.json]).toEqual([401, key, undefined]);
			expect(answer.headers.get('content-type')).toBeNull();
		}
		expect((await call('/v3/jobs/list', {token: await simulator.signToken(claims)})).status).toBe(200);
	});

	it('say whose token has expired, and allow no skew', async () => {
		const {simulator, clock, call} = await simulate({accessTokenSeconds: 60});
		await clock.advance(58_000);
		expect((await call('/v3/jobs/list')).status).toBe(200);
		await clock.advance(2000);
		const answer = await call('/v3/jobs/list');
		expect(answer.status).toBe(401);
		expect(answer.text).toContain('tapis/username: demo');
		expect(answer.text).toContain(`iss: ${simulator.url}/v3/tokens`);
	});

	it.each([
		['limit=ten', 'TAPIS_QUERY_PARAM_NOTINT'],
		['skip=1.5', 'TAPIS_QUERY_PARAM_NOTINT'],
		['limit=1&limit=2', 'TAPIS_QUERY_PARAM_MULTIPLE'],
		['orderBy=created(down)', 'TAPIS_QUERY_PARAM_ORDERBY_ERROR'],
		['orderBy=created(desc), name', 'TAPIS_QUERY_PARAM_ORDERBY_ERROR'],
		['startAfter=5', 'TAPIS_QUERY_PARAM_INVALID_PAIR1'],
		['startAfter=5&orderBy=id&skip=2', 'TAPIS_QUERY_PARAM_INVALID_PAIR2'],
		['startAfter=5&orderBy=id&skip=0', 'TAPIS_QUERY_PARAM_INVALID_PAIR2'],
		['search=status', 'SEARCH_LIST_ERROR'],
		['select=a,,b', 'SELECT_LIST_ERROR'],
	])('refuse ?%s in plain text, HTTP 400', async (query, key) => {
		const {call} = await simulate({jobCount: 4});
		for (const [method, path] of [
			['GET', 'search'],
			['GET', 'list'],
			['GET', 'no-such-job'],
			['GET', 'no-such-job/history'],
			['POST', 'no-such-job/cancel'],
			['POST', 'submit'],
		] as const) {
			const answer = await call(`/v3/jobs/${path}?${query}`, {method});
			expect([answer.status, answer.text.split(' ')[0], answer.json]).toEqual([400, key, undefined]);
			expect(answer.headers.get('content-type')).toBeNull();
		}
	});

	it('take a computeTotal that is no boolean for false', async () => {
		const {call} = await simulate();
		const answer = await call('/v3/jobs/list?computeTotal=perhaps');
		expect([answer.status, answer.json.metadata.totalCount]).toEqual([200, -1]);
	});
});

describe('the gateway', () => {
	it('answers a revoked token with HTTP 500 and JSON of four keys', async () => {
		const {simulator, call} = await simulate();
		const token = await simulator.tokenFor('demo');
		expect((await call('/v3/oauth2/tokens/revoke', {method: 'POST', body: {token}})).status).toBe(200);
		const answer = await call('/v3/jobs/list', {token});
		expect(answer.status).toBe(500);
		expect(Object.keys(answer.json)).toEqual(['status', 'message', 'version', 'result']);
		expect(answer.json.message).toMatch(/revoked/);
		expect((await call('/v3/jobs/list')).status).toBe(200);
	});

	it('looks for a revoked token before anything else, on every path, until an hour after the token’s end', async () => {
		const {simulator, clock, call} = await simulate({jobCount: 2});
		const token = await simulator.tokenFor('demo', 60);
		await call('/v3/oauth2/tokens/revoke', {method: 'POST', body: {token}});
		for (const path of [
			'/v3/jobs/list?limit=ten',
			'/v3/jobs/hello',
			'/v3/no-such-service',
			'/v3/files/ops/x/y',
			'/v3/oauth2/userinfo',
			'/v3/tenants',
		])
			expect((await call(path, {token})).status).toBe(500);
		await clock.advance(61_000);
		expect((await call('/v3/jobs/list', {token})).status).toBe(500);
		await clock.advance(60 * 60_000);
		expect((await call('/v3/jobs/list', {token})).text).toMatch(/^TAPIS_SECURITY_JWT_EXPIRED/);
	});

	it('does not check the tokens of services', async () => {
		const {simulator, call} = await simulate({jobCount: 2});
		const token = await simulator.tokenFor('demo');
		await call('/v3/oauth2/tokens/revoke', {method: 'POST', body: {token}});
		expect((await call('/v3/jobs/list', {token, headers: {'x-tapis-user': 'demo'}})).status).toBe(200);
	});

	it('shows an HTML page for what no service serves', async () => {
		const {call} = await simulate({jobCount: 4});
		const unknown = await call('/v3/jobs/a/b/c');
		const wrongMethod = await call('/v3/jobs/list', {method: 'DELETE'});
		expect([unknown.status, wrongMethod.status]).toEqual([404, 405]);
		expect(unknown.headers.get('content-type')).toBe('text/html');
		expect(unknown.text).toContain('<html>');
	});

	it('compresses for clients that ask for it, and sends its date', async () => {
		const {call, clock} = await simulate();
		const packed = await call('/v3/jobs/list', {headers: {'accept-encoding': 'gzip'}});
		const plain = await call('/v3/jobs/list', {headers: {'accept-encoding': 'identity'}});
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		expect(plain.headers.get('content-encoding')).toBeNull();
		expect(packed.text).toBe(plain.text);
		expect(plain.headers.get('date')).toBe(new Date(clock.now()).toUTCString());
	});
});
