import type {TokenSource, Tokens} from '../tapis/token-source.ts';

/**
 * Tokens where a password is at hand: the first sign-in happens with the first request, not before the first frame, and another
 * one when a token has expired that no refresh token can renew, so that a long wait outlives its token.
 */
export function withPassword(source: TokenSource, signIn: () => Promise<Tokens>): TokenSource {
	let underWay: Promise<string> | undefined;
	/** However many requests wait for a token, one sign-in serves them all. */
	const signInOnce = (): Promise<string> => {
		underWay ??= signIn()
			.then(tokens => {
				source.replace(tokens);
				return tokens.accessToken;
			})
			.finally(() => {
				underWay = undefined;
			});
		return underWay;
	};
	return {
		...source,
		getToken: async () => (source.tokens() === null ? signInOnce() : source.getToken()),
		tokenInsteadOf: async rejected => (await source.tokenInsteadOf(rejected)) ?? signInOnce(),
	};
}
