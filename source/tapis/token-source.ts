import type {Clock} from '../domain/clock.ts';
import {Failure, isFailure} from '../domain/failure.ts';
import type {Instant} from '../domain/job.ts';
import {readToken, type TokenClaims} from './token.ts';

/** What a sign-in gives. */
export type Tokens = {
	readonly accessToken: string;
	readonly refreshToken: string | null;
	/** When the access token expires; null when neither the service nor the token says. */
	readonly expiresAt: Instant | null;
};

/** Where every request gets its token from. */
export type TokenSource = {
	/** A token that is good now, renewed first when it is about to expire. Rejects with a `sign-in` Failure. */
	readonly getToken: () => Promise<string>;
	/**
	 * After the service called `rejected` expired: another token, from a renewal or because one was put in meanwhile. Null
	 * when there is none.
	 */
	readonly tokenInsteadOf: (rejected: string) => Promise<string | null>;
	/** Puts in the tokens of a new sign-in. */
	readonly replace: (tokens: Tokens) => void;
	/** Forgets everything (logout). */
	readonly clear: () => void;
	/** When the access token expires, or null when unknown or without one. */
	readonly expiresAt: () => Instant | null;
	/** True when it is renewed by itself, so that nobody needs to be warned of its expiry. */
	readonly canRenew: () => boolean;
	readonly claims: () => TokenClaims | null;
	readonly tokens: () => Tokens | null;
};

export type TokenSourceOptions = {
	readonly tokens: Tokens | null;
	readonly clock: Pick<Clock, 'now'>;
	/** Gets new tokens for a refresh token; left out when there is no client to do it with. */
	readonly renew?: ((refreshToken: string) => Promise<Tokens>) | undefined;
	/** Called with renewed tokens, to be kept for the next start. */
	readonly onRenewed?: ((tokens: Tokens) => void) | undefined;
};

/** How long before the end of a token it is renewed: more than a request lasts, and any sane clock is wrong by. */
const renewAheadMs = 60_000;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
	const {clock, renew} = options;
	let current = options.tokens;
	let renewal: Promise<Tokens> | undefined;

	let read: {readonly token: string; readonly claims: TokenClaims | null} | undefined;
	/** Every picture asks when the token ends, so it is read once. */
	const claimsOf = ({accessToken}: Tokens): TokenClaims | null => {
		if (read?.token !== accessToken) read = {token: accessToken, claims: readToken(accessToken)};
		return read.claims;
	};

	const expiryOf = (tokens: Tokens): Instant | null =>
		tokens.expiresAt ?? claimsOf(tokens)?.expiresAt ?? null;

	/** One renewal for all who wait; the waiting requests share its outcome. */
	function renewOnce(tokens: Tokens, refreshToken: string): Promise<Tokens> {
		renewal ??= renew!(refreshToken)
			.then(renewed => {
				// A sign-in during the renewal is newer than its outcome.
				if (current !== tokens) return current ?? renewed;
				current = {...renewed, refreshToken: renewed.refreshToken ?? refreshToken};
				options.onRenewed?.(current);
				return current;
			})
			.finally(() => {
				renewal = undefined;
			});
		return renewal;
	}

	function refreshTokenOf(tokens: Tokens): string | null {
		return renew && tokens.refreshToken ? tokens.refreshToken : null;
	}

	return {
		async getToken() {
			if (current === null) throw new Failure('sign-in', 'You are not signed in.');
			const tokens = current;
			const expiresAt = expiryOf(tokens);
			if (expiresAt === null || expiresAt - renewAheadMs > clock.now()) return tokens.accessToken;
			const refreshToken = refreshTokenOf(tokens);
			if (refreshToken !== null) {
				try {
					return (await renewOnce(tokens, refreshToken)).accessToken;
				} catch (error) {
					// A token with some life left is still worth trying while the renewal cannot be reached.
					if (isFailure(error, 'sign-in') || expiresAt <= clock.now()) throw error;
					return tokens.accessToken;
				}
			}
			// The machine's clock may be wrong, so the service judges an expired token, not this program.
			return tokens.accessToken;
		},
		async tokenInsteadOf(rejected) {
			if (current === null) return null;
			if (current.accessToken !== rejected) return current.accessToken;
			const refreshToken = refreshTokenOf(current);
			return refreshToken === null ? null : (await renewOnce(current, refreshToken)).accessToken;
		},
		replace(tokens) {
			current = tokens;
		},
		clear() {
			current = null;
		},
		expiresAt: () => (current === null ? null : expiryOf(current)),
		canRenew: () => current !== null && refreshTokenOf(current) !== null,
		claims: () => (current === null ? null : claimsOf(current)),
		tokens: () => current,
	};
}
