import {DAY, SECOND} from '../../domain/time.ts';
import {pythonReplies, type Reply} from '../http/reply.ts';
import {pythonIsoformat} from '../jobs/stamps.ts';
import {tenantUsers} from '../tenant.ts';
import type {DeviceCodes} from './device-codes.ts';
import type {ClientCredentials, OauthClient, OauthClients} from './oauth-clients.ts';
import type {Grant, IssuedToken, Tokens} from './tokens.ts';

export function isPassword(username: string, password: string): boolean {
	return tenantUsers.some(user => user.username === username && user.password === password);
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

/**
 * Every error of the Authenticator is a 400, and none has a key: only the words tell one from another. Those that clients
 * look for stand here as its source has them (TokensResource in controllers.py), the others in words of this program's own.
 */
const refuse = (text: string): Reply => pythonReplies.problem(400, text);
const missing = (name: string): Reply => refuse(`Required ${name} parameter missing.`);

const grantTypes = ['password', 'authorization_code', 'refresh_token', 'device_code'];

/**
 * POST /v3/oauth2/tokens by its `grant_type`, checked in the order of the service: the grant, the device code, the client, and
 * only then what the grant itself needs. `credentials` are those of the Authorization header.
 */
export async function grantToken(
	parts: GrantParts,
	fields: GrantFields,
	credentials: ClientCredentials | null,
): Promise<Reply> {
	const grantType = fields['grant_type'];
	if (!grantType) return refuse('Missing the required grant_type parameter.');
	if (!grantTypes.includes(String(grantType))) {
		const allowed = grantTypes.map(one => `'${one}'`).join(', ');
		return refuse(
			`Invalid grant_type (${grantType}); this tenant does not allow it. Allowable grant types: [${allowed}]`,
		);
	}
	if (grantType === 'device_code') return deviceGrant(parts, fields);
	if (grantType === 'password' && credentials === null) return passwordGrant(parts, fields, undefined);
	const client = parts.clients.withKey(credentials);
	// The refusal repeats what was sent, key included, and what Python prints for nothing.
	if (!client) {
		return refuse(
			`Invalid client credentials: ${credentials?.id ?? 'None'}, ${credentials?.key ?? 'None'}. session: <SecureCookieSession {}>`,
		);
	}
	if (grantType === 'password') return passwordGrant(parts, fields, client);
	return grantType === 'refresh_token'
		? refreshGrant(parts, fields, client)
		: authorizationCodeGrant(fields, client);
}

async function passwordGrant(
	parts: GrantParts,
	fields: GrantFields,
	client: OauthClient | undefined,
): Promise<Reply> {
	const {username, password} = fields;
	if (!username || !password)
		return refuse('Missing payload data: the password grant needs username and password.');
	if (!isPassword(String(username), String(password)))
		return refuse('Invalid username/password combination.');
	return issuePair(
		parts,
		{user: String(username), grantType: 'password', ...(client ? {clientId: client.client_id} : {})},
		client !== undefined,
	);
}

/** Nobody signs in to the simulator on the web, so that no authorization code is ever a good one. */
function authorizationCodeGrant(fields: GrantFields, client: OauthClient): Reply {
	if (!fields['redirect_uri']) return missing('redirect_uri');
	if (fields['redirect_uri'] !== client.callback_url)
		return refuse('Invalid redirect_uri parameter: it is not the callback URL of the client.');
	if (!fields['code']) return missing('authorization_code');
	return refuse('Invalid authorization code.');
}

/**
 * New tokens for a refresh token. Whether that was revoked is not looked up: the gateway knows, which looks at the header of a
 * request only.
 */
async function refreshGrant(parts: GrantParts, fields: GrantFields, client: OauthClient): Promise<Reply> {
	const token = fields['refresh_token'];
	if (typeof token !== 'string' || token === '') return missing('refresh_token');
	const check = await parts.tokens.check(token);
	if (check.kind !== 'valid') return refuse('Invalid refresh_token.');
	const type = check.claims['tapis/token_type'];
	if (type !== 'refresh') return refuse(`Invalid token type: refresh is needed, and ${type} was passed.`);
	const issuedTo = check.claims['tapis/client_id'];
	if (issuedTo !== client.client_id) {
		return refuse(
			`client_id from header (${client.client_id}) does not match that of the token claim (${issuedTo}).`,
		);
	}
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
	if (typeof clientId !== 'string' || clientId === '') return missing('client_id');
	if (typeof deviceCode !== 'string' || deviceCode === '') return missing('device_code');
	const code = parts.devices.redeem(deviceCode, parts.now());
	if (code === 'unknown') return refuse(`No db_code found for ${deviceCode}`);
	if (code === 'expired') return refuse('device code has expired.');
	if (code === 'waiting') return refuse('device code not ready.');
	// The code is used up by now, whoever came with it.
	if (code.clientId !== clientId)
		return refuse('Client IDs do not match: that of the device code is another.');
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
