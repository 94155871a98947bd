import {DAY, SECOND} from '../domain/time.ts';
import type {DeviceCodes} from './device-codes.ts';
import type {OauthClient, OauthClients} from './oauth-clients.ts';
import {pythonReplies, type Reply} from './reply.ts';
import {pythonIsoformat} from './stamps.ts';
import type {Grant, IssuedToken, Tokens} from './tokens.ts';

/** Users of the simulated tenant and their passwords. */
const passwords: Readonly<Record<string, string>> = {demo: 'demo', other: 'other', admin: 'admin'};

export function isPassword(username: string, password: string): boolean {
	return Object.hasOwn(passwords, username) && passwords[username] === password;
}

/** Access tokens of the device grant live this long unless the person chose otherwise. */
const deviceSeconds = (30 * DAY) / SECOND;

export type GrantFields = Readonly<Record<string, unknown>>;
export type GrantParts = {
	readonly tokens: Tokens;
	readonly clients: OauthClients;
	readonly devices: DeviceCodes;
	readonly now: () => number;
};

/** Every error of the Authenticator is a 400; only the words tell one from another. */
const refuse = (text: string): Reply => pythonReplies.problem(400, text);

/** POST /v3/oauth2/tokens by its `grant_type`. `client` is what the Authorization header says (null: a wrong one). */
export async function grantToken(
	parts: GrantParts,
	fields: GrantFields,
	client: OauthClient | null | undefined,
): Promise<Reply> {
	switch (fields['grant_type']) {
		case 'password':
			return passwordGrant(parts, fields, client);
		case 'refresh_token':
			return refreshGrant(parts, fields, client);
		case 'device_code':
			return deviceGrant(parts, fields);
		case 'authorization_code':
			return refuse('Invalid authorization code.');
		case undefined:
			return refuse('Missing the required grant_type parameter.');
		default:
			return refuse('Invalid grant_type; it is not one the tenant allows.');
	}
}

async function passwordGrant(
	parts: GrantParts,
	fields: GrantFields,
	client: OauthClient | null | undefined,
): Promise<Reply> {
	const {username, password} = fields;
	if (client === null) return refuse('Invalid client credentials: the client id and key do not match.');
	if (typeof username !== 'string' || typeof password !== 'string')
		return refuse('Missing username or password parameter.');
	if (!isPassword(username, password)) return refuse('Invalid username/password combination.');
	return issuePair(
		parts,
		{user: username, grantType: 'password', ...(client ? {clientId: client.client_id} : {})},
		client !== undefined,
	);
}

async function refreshGrant(
	parts: GrantParts,
	fields: GrantFields,
	client: OauthClient | null | undefined,
): Promise<Reply> {
	if (!client)
		return refuse('Invalid client credentials: a refresh needs the client id and key it was made with.');
	const token = fields['refresh_token'];
	if (typeof token !== 'string') return refuse('Missing the required refresh_token parameter.');
	const check = await parts.tokens.check(token);
	if (check.kind !== 'valid' || check.claims['tapis/token_type'] !== 'refresh') {
		return refuse('Invalid refresh token.');
	}
	if (check.claims['tapis/client_id'] !== client.client_id)
		return refuse('Invalid refresh token: it belongs to another client.');
	const count = Number(check.claims['tapis/refresh_count'] ?? 0) + 1;
	const grant = {
		user: String(check.claims['tapis/username']),
		grantType: 'refresh_token',
		clientId: client.client_id,
		refreshCount: count,
	};
	return issuePair(parts, grant, true);
}

async function deviceGrant(parts: GrantParts, fields: GrantFields): Promise<Reply> {
	const {client_id: clientId, device_code: deviceCode} = fields;
	if (typeof clientId !== 'string' || typeof deviceCode !== 'string')
		return refuse('Missing client_id or device_code parameter.');
	const code = parts.devices.redeem(deviceCode, clientId, parts.now());
	if (code === 'unknown') return refuse('Device code is not valid.');
	if (code === 'expired') return refuse('Device code has expired.');
	if (code === 'waiting') return refuse('Device code is not ready: the user has not entered it yet.');
	return issuePair(
		parts,
		{user: code.approvedBy ?? '', grantType: 'device_code', clientId},
		true,
		deviceSeconds,
	);
}

async function issuePair(
	parts: GrantParts,
	grant: Grant,
	withRefresh: boolean,
	seconds?: number,
): Promise<Reply> {
	const access = await parts.tokens.issue('access', grant, seconds);
	const result = {access_token: tokenView('access_token', access)};
	if (!withRefresh) return pythonReplies.success(result, 'Token created successfully.');
	const refresh = await parts.tokens.issue('refresh', {...grant, refreshCount: grant.refreshCount ?? 0});
	return pythonReplies.success(
		{...result, refresh_token: tokenView('refresh_token', refresh)},
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
