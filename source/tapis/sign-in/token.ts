import {Failure, signInAdvice} from '../../domain/failure.ts';
import type {Instant} from '../../domain/job.ts';
import {isRecord, parseJson} from '../../domain/json.ts';
import {readNumber, readText} from '../replies/read-value.ts';

/** What a token says of itself. Not verified (only the service can), so good for display and for renewing in time. */
export type TokenClaims = {
	readonly username: string | null;
	readonly tenant: string | null;
	readonly expiresAt: Instant | null;
	/** `access` or `refresh`; a refresh token is of no use as TAPIS_TOKEN. */
	readonly tokenType: string | null;
	/** The client it was issued to, when there was one. */
	readonly clientId: string | null;
	/** The address of the Tokens service that made it, which is that of the tenant followed by a path. */
	readonly issuer: string | null;
};

/** Real tokens have one or two thousand characters. */
export const maxTokenLength = 64 * 1024;
const maxClaimLength = 256;

/** Reads the claims of a JWT; null for everything that is none. Safe with any text. */
export function readToken(jwt: string): TokenClaims | null {
	if (jwt.length > maxTokenLength) return null;
	const parts = jwt.split('.');
	if (parts.length !== 3 || !/^[\w-]+={0,2}$/.test(parts[1]!)) return null;
	const claims = parseJson(new TextDecoder().decode(Buffer.from(parts[1]!, 'base64url')));
	if (!isRecord(claims)) return null;
	const [user, tenantOfSubject] = (readText(claims['sub'], maxClaimLength) ?? '').split('@');
	const seconds = readNumber(claims['exp']);
	// Beyond what a Date can hold it is no time at all.
	const expiresAt = seconds !== null && Math.abs(seconds) < 8.64e12 ? seconds * 1000 : null;
	return {
		username: readText(claims['tapis/username'], maxClaimLength) ?? (user || null),
		tenant: readText(claims['tapis/tenant_id'], maxClaimLength) ?? (tenantOfSubject || null),
		expiresAt,
		tokenType: readText(claims['tapis/token_type'], maxClaimLength),
		clientId: readText(claims['tapis/client_id'], maxClaimLength),
		issuer: readText(claims['iss'], maxClaimLength),
	};
}

/** Throws a `sign-in` Failure for what no header can hold, which comes from a slip in copying; Node's own error reads like a bug. */
export function checkToken(token: string): void {
	if (/^[\x21-\x7e]+$/.test(token)) return;
	throw new Failure('sign-in', 'The token holds characters that no token has.', {
		advice: `A token is copied whole and on one line. ${signInAdvice}`,
	});
}
