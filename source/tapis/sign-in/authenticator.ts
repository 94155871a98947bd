import type {
	TokenResponse as TokenReply,
	TokenResponseAccessToken,
	TokenResponseRefreshToken,
} from '@tapis/tapis-typescript-authenticator';
import type {Clock} from '../../domain/clock.ts';
import {Failure} from '../../domain/failure.ts';
import {isRecord} from '../../domain/json.ts';
import {parseInstant} from '../../domain/time.ts';
import type {HttpClient} from '../http/http-messages.ts';
import {exchangeJson} from '../json-exchange.ts';
import {ownWords, withOwnWords} from '../replies/own-words.ts';
import {readNumber, readText, type Wire} from '../replies/read-value.ts';
import {maxTokenLength, readToken} from './token.ts';
import type {Tokens} from './token-source.ts';

/** An OAuth client of the tenant. Without one there are no refresh tokens. */
export type OAuthClient = {readonly clientId: string; readonly clientKey: string};

/** Where and with what to sign in. */
export type SignInAt = {
	/** From `resolveBaseUrl`. */
	readonly baseUrl: string;
	readonly http: HttpClient;
	readonly clock: Clock;
	readonly signal?: AbortSignal | undefined;
};

type WireTokens = {readonly [field in keyof TokenReply]?: unknown};
type WireToken = {readonly [field in keyof (TokenResponseAccessToken & TokenResponseRefreshToken)]?: unknown};

/** One exchange with the Authenticator. Its 400 stands for anything, so `refused` says what that means here. */
export async function askAuthenticator(
	at: SignInAt,
	request: {
		readonly path: string;
		readonly method?: 'GET' | 'POST';
		readonly body?: Wire;
		readonly headers?: Readonly<Record<string, string>>;
		/** Who asks, where that matters. */
		readonly token?: string;
		readonly action: string;
		readonly secrets: readonly string[];
	},
	refused: (words: string) => Failure | null,
): Promise<unknown> {
	const {path, action, secrets, ...rest} = request;
	const host = hostOf(at);
	const answer = await exchangeJson(
		at,
		{method: 'POST', ...rest, url: `${at.baseUrl}/v3/oauth2/${path}`, signal: at.signal},
		{host, subject: null, action, secrets},
	);
	if (answer.failure === null) return answer.result;
	const {failure, reply} = answer;
	const isJudgement = [400, 401, 403].includes(reply.status) && reply.envelope !== null;
	if (!isJudgement) throw failure;
	const words = ownWords(reply.text, secrets);
	if (isHiccup.test(words)) {
		throw new Failure('server', withOwnWords(`${host} cannot ${action} at the moment`, words), {
			httpStatus: reply.status,
			trackingId: reply.trackingId,
		});
	}
	throw refused(words) ?? failure;
}

/** The Authenticator answers 400 for troubles of its own too, and only the words tell (its controllers.py). */
const isHiccup = /\btry again later\b|^Failure to |^Unable to |^Unexpected /i;

export function basicAuthorization(client: OAuthClient): string {
	return `Basic ${Buffer.from(`${client.clientId}:${client.clientKey}`).toString('base64')}`;
}

/** The tokens in an answer; they stand doubly nested there. */
export function readTokens(result: unknown, at: SignInAt): Tokens {
	const reply: WireTokens = isRecord(result) ? result : {};
	const access: WireToken = isRecord(reply.access_token) ? reply.access_token : {};
	const refresh: WireToken = isRecord(reply.refresh_token) ? reply.refresh_token : {};
	// Longer than any token; cutting one would only make it invalid.
	const accessToken = readText(access.access_token, maxTokenLength);
	if (!accessToken) throw new Failure('reply', `${hostOf(at)} sent no token.`);
	const seconds = readNumber(access.expires_in);
	return {
		accessToken,
		refreshToken: readText(refresh.refresh_token, maxTokenLength) || null,
		expiresAt:
			readToken(accessToken)?.expiresAt ??
			parseInstant(access.expires_at) ??
			(seconds === null ? null : at.clock.now() + seconds * 1000),
	};
}

export function hostOf(at: SignInAt): string {
	return new URL(at.baseUrl).host;
}
