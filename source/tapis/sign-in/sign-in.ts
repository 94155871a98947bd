import {Failure} from '../../domain/failure.ts';
import {isRecord} from '../../domain/json.ts';
import {withOwnWords} from '../replies/own-words.ts';
import {readText, type Wire} from '../replies/read-value.ts';
import {
	askAuthenticator,
	basicAuthorization,
	hostOf,
	type OAuthClient,
	readTokens,
	type SignInAt,
} from './authenticator.ts';
import {readToken} from './token.ts';
import type {Tokens} from './token-source.ts';

export type {OAuthClient, SignInAt} from './authenticator.ts';

/** Signs in with a name and a password, which is sent and forgotten. With a client there is a refresh token as well. */
export async function signInWithPassword(
	at: SignInAt,
	credentials: {
		readonly username: string;
		readonly password: string;
		readonly client?: OAuthClient | undefined;
	},
): Promise<Tokens> {
	const {username, password, client} = credentials;
	const basic = client ? basicAuthorization(client) : null;
	const result = await askAuthenticator(
		at,
		{
			path: 'tokens',
			body: {grant_type: 'password', username, password},
			...(basic === null ? {} : {headers: {authorization: basic}}),
			action: 'sign you in',
			secrets: [password, ...(client && basic ? [client.clientKey, basic.slice(6)] : [])],
		},
		text => new Failure('bad-credentials', withOwnWords(`${hostOf(at)} did not accept the sign-in`, text)),
	);
	return readTokens(result, at);
}

/** New tokens for a refresh token, which only the client it was issued to may ask for. */
export async function renewTokens(
	at: SignInAt,
	renewal: {readonly refreshToken: string; readonly client: OAuthClient},
): Promise<Tokens> {
	const basic = basicAuthorization(renewal.client);
	const result = await askAuthenticator(
		at,
		{
			path: 'tokens',
			body: {grant_type: 'refresh_token', refresh_token: renewal.refreshToken},
			headers: {authorization: basic},
			action: 'renew your sign-in',
			secrets: [renewal.refreshToken, renewal.client.clientKey, basic.slice(6)],
		},
		text => new Failure('sign-in', withOwnWords(`${hostOf(at)} did not renew your sign-in`, text)),
	);
	return readTokens(result, at);
}

/** Makes a token worthless before its time. */
export async function revokeToken(at: SignInAt, token: string): Promise<void> {
	await askAuthenticator(
		at,
		{
			path: 'tokens/revoke',
			body: {token},
			token,
			action: 'revoke the token',
			secrets: [token],
		},
		() => null,
	);
}

/** The user of a token, as the tenant knows it. */
export async function getUserInfo(at: SignInAt, token: string): Promise<{readonly username: string}> {
	const result = await askAuthenticator(
		at,
		{
			path: 'userinfo',
			method: 'GET',
			token,
			action: 'tell who you are',
			secrets: [token],
		},
		() => null,
	);
	const profile: Wire = isRecord(result) ? result : {};
	const username = readText(profile['username'], 256) ?? readToken(token)?.username;
	if (!username) throw new Failure('reply', `${hostOf(at)} did not say who you are.`);
	return {username};
}
