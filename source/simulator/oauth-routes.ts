import type {Route} from './call.ts';
import {pythonReplies, type Reply} from './reply.ts';
import {pythonIsoformat} from './stamps.ts';
import type {IssuedToken} from './tokens.ts';
import type {World} from './world.ts';

/** Users of the simulated tenant and their passwords. */
const passwords: Readonly<Record<string, string>> = {demo: 'demo', other: 'other', admin: 'admin'};

/** POST /v3/oauth2/tokens and what belongs to it. */
export function oauthRoutes(world: World): readonly Route[] {
	return [
		{
			method: 'POST',
			path: '/v3/oauth2/tokens',
			guard: 'none',
			async handle({body, headers}) {
				const fields = readBody(body, headers['content-type']);
				if (!fields) return pythonReplies.problem(400, 'Invalid POST data; the body could not be read.');
				const grantType = fields['grant_type'];
				if (grantType === 'password') return passwordGrant(world, fields);
				return pythonReplies.problem(400, `Invalid grant_type: ${String(grantType)}.`);
			},
		},
	];
}

async function passwordGrant(world: World, fields: Readonly<Record<string, unknown>>): Promise<Reply> {
	const {username, password} = fields;
	if (typeof username !== 'string' || typeof password !== 'string' || passwords[username] !== password) {
		return pythonReplies.problem(400, 'Invalid username/password combination.');
	}
	const access = await world.tokens.issue('access', {user: username, grantType: 'password'});
	return pythonReplies.success(
		{access_token: tokenView('access_token', access)},
		'Token created successfully.',
	);
}

function tokenView(name: string, token: IssuedToken): Readonly<Record<string, unknown>> {
	return {
		[name]: token.token,
		expires_at: pythonIsoformat(token.expiresAt),
		expires_in: token.expiresIn,
		jti: token.jti,
	};
}

function readBody(body: string, type = ''): Readonly<Record<string, unknown>> | undefined {
	if (type.includes('application/x-www-form-urlencoded'))
		return Object.fromEntries(new URLSearchParams(body));
	try {
		const parsed: unknown = JSON.parse(body);
		return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
