import type {IncomingHttpHeaders} from 'node:http';
import type {Caller, Paging, Route} from '../http/call.ts';
import {message} from '../http/messages.ts';
import {filterQuery, usualPaging} from '../http/query-filter.ts';
import {plainText, pythonReplies, type Reply} from '../http/reply.ts';
import {tenantId} from '../tenant.ts';
import type {Claims, Tokens} from './tokens.ts';

type Checked = {readonly caller: Caller} | {readonly refused: Reply};

/** The gateway's page for a revoked token; the same page stands for any failure of its check. */
export const revokedPage: Reply = {
	kind: 'json',
	status: 500,
	value: {
		status: 'error',
		message: 'This token has been revoked and can no longer be used.',
		version: '1.0.0',
		result: null,
	},
};

/**
 * The gateway's own check, before any service sees the request: a revoked token is refused on every path, whatever else is
 * wrong with it or with the request. Service tokens, which come with one of two headers more, are let pass unchecked.
 */
export async function checkRevocation(
	tokens: Tokens,
	headers: IncomingHttpHeaders,
): Promise<Reply | undefined> {
	const token = headers['x-tapis-token'];
	if (typeof token !== 'string' || token === '') return undefined;
	if (headers['x-tapis-tenant'] || headers['x-tapis-user']) return undefined;
	const check = await tokens.check(token);
	return check.kind !== 'unreadable' && tokens.isRevoked(check.claims) ? revokedPage : undefined;
}

/** The checks of a service before its resource is reached: of the token, and for the Jobs service of the query. */
export async function checkCall(
	guard: Route['guard'],
	tokens: Tokens,
	request: {readonly method: string; readonly headers: IncomingHttpHeaders; readonly query: URLSearchParams},
): Promise<{readonly caller: Caller; readonly paging: Paging} | {readonly refused: Reply}> {
	const {method, headers, query} = request;
	if (guard === 'none') return {caller: {user: '', tenant: '', jti: ''}, paging: usualPaging};
	const checked = await (guard === 'oauth'
		? checkOauthToken(tokens, headers)
		: checkToken(tokens, method, headers));
	if ('refused' in checked || guard !== 'jobs') return {paging: usualPaging, ...checked};
	const paging = filterQuery(query, checked.caller);
	return 'refused' in paging ? paging : {caller: checked.caller, paging};
}

/** The filter of the Java services that looks at the token. Its answers are bare text. */
async function checkToken(tokens: Tokens, method: string, headers: IncomingHttpHeaders): Promise<Checked> {
	const token = headers['x-tapis-token'];
	if (typeof token !== 'string' || token.trim() === '') {
		return {refused: plainText(401, message('TAPIS_SECURITY_MISSING_JWT_INFO', method))};
	}
	const check = await tokens.check(token.trim());
	if (check.kind === 'unreadable') {
		return {refused: plainText(401, message('TAPIS_SECURITY_JWT_PARSE_ERROR', check.reason))};
	}
	const {claims} = check;
	if (check.kind === 'expired') return {refused: expiredToken(claims)};
	const problem = problemOf(claims);
	if (problem !== undefined) return {refused: plainText(401, problem)};
	return {caller: callerOf(claims)};
}

/** The Authenticator checks tokens too, but answers in envelopes. */
async function checkOauthToken(tokens: Tokens, headers: IncomingHttpHeaders): Promise<Checked> {
	const token = headers['x-tapis-token'];
	if (typeof token !== 'string' || token === '') {
		return {
			refused: pythonReplies.problem(400, 'No access token found in the request; X-Tapis-Token is missing.'),
		};
	}
	const check = await tokens.check(token);
	if (check.kind !== 'valid')
		return {refused: pythonReplies.problem(400, 'Invalid Tapis token; it cannot be read or has expired.')};
	return {caller: callerOf(check.claims)};
}

/** The answer to an expired token; it tells a good deal of the token's claims. */
export function expiredToken(claims: Claims): Reply {
	const expiry = new Date(Number(claims['exp']) * 1000).toISOString().replace('.000', '');
	const summary = ['iss', 'sub', 'tapis/tenant_id', 'tapis/username', 'tapis/account_type']
		.map(name => `${name}: ${String(claims[name])}`)
		.join(', ');
	return plainText(401, message('TAPIS_SECURITY_JWT_EXPIRED', expiry, `Claims: ${summary}.`));
}

function problemOf(claims: Claims): string | undefined {
	const type = claims['tapis/token_type'];
	if (type !== 'access') return message('TAPIS_SECURITY_JWT_INVALID_CLAIM', 'tapis/token_type', String(type));
	for (const name of ['tapis/tenant_id', 'tapis/username', 'tapis/account_type']) {
		if (typeof claims[name] !== 'string')
			return message('TAPIS_SECURITY_JWT_CLAIM_NOT_FOUND', String(claims['sub']), name);
	}
	if (claims['tapis/tenant_id'] === 'admin') {
		return message('TAPIS_SECURITY_USER_IN_ADMIN_TENANT', String(claims['tapis/username']), 'admin');
	}
	return undefined;
}

/** Who a token was made for. */
export function callerOf(claims: Claims): Caller {
	return {
		user: String(claims['tapis/username']),
		tenant: String(claims['tapis/tenant_id'] ?? tenantId),
		jti: String(claims['jti']),
	};
}
