import type {Clock} from '../../domain/clock.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {Instant} from '../../domain/job.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
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
	 * After the service did not take `rejected`: another token, from a renewal or because there is one meanwhile. Null when there
	 * is none.
	 */
	readonly tokenInsteadOf: (rejected: string) => Promise<string | null>;
	/** Takes up the tokens that another program has kept for the same sign-in meanwhile; false when there are none. */
	readonly takeUpKept: () => boolean;
	/** When the access token expires, or null when unknown or without one. */
	readonly expiresAt: () => Instant | null;
	/** True when it is renewed by itself, so that nobody needs to be warned of its expiry. */
	readonly canRenew: () => boolean;
	readonly claims: () => TokenClaims | null;
};

export type TokenSourceOptions = {
	readonly tokens: Tokens | null;
	readonly clock: Pick<Clock, 'now'>;
	/** Gets new tokens for a refresh token; left out when there is no client to do it with. */
	readonly renew?: ((refreshToken: string) => Promise<Tokens>) | undefined;
	/** Signs in anew without asking anybody, where a password is at hand. */
	readonly signIn?: (() => Promise<Tokens>) | undefined;
	/** The tokens kept for this sign-in as they stand now: another program may have renewed them, or signed in anew. */
	readonly kept?: (() => Tokens | null) | undefined;
	/** Called with renewed tokens, to be kept for the next start, and with those they stand for. */
	readonly onRenewed?: ((renewed: Tokens, before: Tokens) => void) | undefined;
};

/** How long before the end of a token it is renewed: more than a request lasts, and any sane clock is wrong by. */
const renewAheadMs = MINUTE;
/** Of a token that lives for minutes only, this part of its life; else every request would renew it. */
const renewAheadPart = 1 / 4;
/** While a token still lives, a renewal that did not get through is not tried again for this long. */
const renewalRestMs = 10 * SECOND;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
	const {clock, renew, signIn, kept = () => null, onRenewed} = options;
	let current = options.tokens;
	/** When the current tokens came, for those that came while this program ran. */
	let cameAt: Instant | null = null;
	/** The access token last seen where they are kept: what was there before is no news. */
	let lastKept = current?.accessToken ?? null;
	let renewal: Promise<Tokens> | undefined;
	let refusedRefreshToken: string | null = null;
	let noRenewalBefore = Number.NEGATIVE_INFINITY;

	let read: {readonly token: string; readonly claims: TokenClaims | null} | undefined;
	/** Every picture asks when the token ends, so it is read once. */
	const claimsOf = ({accessToken}: Tokens): TokenClaims | null => {
		if (read?.token !== accessToken) read = {token: accessToken, claims: readToken(accessToken)};
		return read.claims;
	};

	const expiryOf = (tokens: Tokens): Instant | null =>
		tokens.expiresAt ?? claimsOf(tokens)?.expiresAt ?? null;

	function isEnding(tokens: Tokens): boolean {
		const expiresAt = expiryOf(tokens);
		if (expiresAt === null) return false;
		const lifeMs = cameAt === null ? Number.POSITIVE_INFINITY : expiresAt - cameAt;
		return expiresAt - Math.min(renewAheadMs, lifeMs * renewAheadPart) <= clock.now();
	}

	function put(tokens: Tokens): void {
		current = tokens;
		cameAt = clock.now();
		noRenewalBefore = Number.NEGATIVE_INFINITY;
	}

	function takeUpKept(): boolean {
		const tokens = kept();
		if (tokens === null || tokens.accessToken === lastKept) return false;
		lastKept = tokens.accessToken;
		if (tokens.accessToken === current?.accessToken) return false;
		put(tokens);
		return true;
	}

	function refreshTokenOf(tokens: Tokens | null): string | null {
		const refreshToken = tokens?.refreshToken ?? null;
		return renew === undefined || refreshToken === refusedRefreshToken ? null : refreshToken;
	}

	const canRenew = (tokens: Tokens | null): boolean =>
		signIn !== undefined || refreshTokenOf(tokens) !== null;

	/** By the refresh token, and where that is refused by the password. */
	async function freshTokens(
		tokens: Tokens | null,
	): Promise<{readonly fresh: Tokens; readonly isRenewal: boolean}> {
		const refreshToken = refreshTokenOf(tokens);
		if (refreshToken !== null) {
			try {
				const fresh = await renew!(refreshToken);
				return {fresh: {...fresh, refreshToken: fresh.refreshToken ?? refreshToken}, isRenewal: true};
			} catch (error) {
				if (!isFailure(error, 'sign-in')) throw error;
				refusedRefreshToken = refreshToken;
				if (signIn === undefined) throw error;
			}
		}
		return {fresh: await signIn!(), isRenewal: false};
	}

	/** One renewal for all who wait; the waiting requests share its outcome. */
	function renewOnce(tokens: Tokens | null): Promise<Tokens> {
		renewal ??= freshTokens(tokens)
			.then(({fresh, isRenewal}) => {
				// A sign-in during the renewal is newer than its outcome.
				if (current !== tokens) return current ?? fresh;
				put(fresh);
				if (isRenewal && tokens !== null) onRenewed?.(fresh, tokens);
				return fresh;
			})
			.finally(() => {
				renewal = undefined;
			});
		return renewal;
	}

	return {
		async getToken() {
			if (current === null || isEnding(current)) takeUpKept();
			if (current === null) {
				if (signIn !== undefined) return (await renewOnce(null)).accessToken;
				throw new Failure('sign-in', 'You are not signed in.');
			}
			const {accessToken} = current;
			// The machine's clock may be wrong, so the service judges an expired token, not this program.
			if (!isEnding(current) || !canRenew(current) || clock.now() < noRenewalBefore) return accessToken;
			try {
				return (await renewOnce(current)).accessToken;
			} catch (error) {
				const expiresAt = current === null ? null : expiryOf(current);
				// A token with some life left is still good, whatever came of its renewal.
				if (!isFailure(error) || expiresAt === null || expiresAt <= clock.now()) throw error;
				noRenewalBefore = clock.now() + renewalRestMs;
				return accessToken;
			}
		},
		async tokenInsteadOf(rejected) {
			if (current !== null && current.accessToken !== rejected) return current.accessToken;
			if (takeUpKept()) return current!.accessToken;
			return canRenew(current) ? (await renewOnce(current)).accessToken : null;
		},
		takeUpKept,
		expiresAt: () => (current === null ? null : expiryOf(current)),
		canRenew: () => canRenew(current),
		claims: () => (current === null ? null : claimsOf(current)),
	};
}
