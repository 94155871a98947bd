import {errors, exportSPKI, generateKeyPair, jwtVerify, SignJWT} from 'jose';
import type {Clock} from '../../domain/clock.ts';
import type {Instant} from '../../domain/job.ts';
import {DAY, HOUR, SECOND} from '../../domain/time.ts';
import {tenantId} from '../tenant.ts';

/** A year, as tenants give by default. */
const refreshSeconds = (365 * DAY) / SECOND;

export type Grant = {
	readonly user: string;
	readonly grantType: string;
	readonly clientId?: string;
	readonly refreshCount?: number;
};

export type IssuedToken = {
	readonly token: string;
	readonly jti: string;
	readonly expiresAt: Instant;
	readonly expiresIn: number;
};

/** What is wrong with a token, in the order in which the service would notice it. */
export type TokenCheck =
	| {readonly kind: 'valid'; readonly claims: Claims}
	| {readonly kind: 'expired'; readonly claims: Claims}
	| {readonly kind: 'unreadable'; readonly reason: string};

export type Claims = Readonly<Record<string, unknown>>;

export type Tokens = {
	readonly issue: (kind: 'access' | 'refresh', grant: Grant, seconds?: number) => Promise<IssuedToken>;
	readonly sign: (claims: Claims) => Promise<string>;
	readonly check: (token: string) => Promise<TokenCheck>;
	readonly revoke: (jti: string) => void;
	/** Whether the gateway still knows a token as revoked: it forgets it an hour after the token's own end. */
	readonly isRevoked: (claims: Claims) => boolean;
	/** The tenant's public key in PEM, as the Tenants service lists it. */
	readonly publicKey: string;
};

/** Makes and checks the tenant's signed tokens (RS256). `issuer` is `{base}/v3/tokens`. */
export async function createTokens(options: {
	readonly issuer: () => string;
	readonly clock: Clock;
	readonly accessSeconds: number;
}): Promise<Tokens> {
	const {publicKey, privateKey} = await generateKeyPair('RS256');
	const pem = await exportSPKI(publicKey);
	const revoked = new Set<string>();
	const checked = new Map<string, Claims>();

	const sign = (claims: Claims): Promise<string> =>
		new SignJWT({...claims}).setProtectedHeader({typ: 'JWT', alg: 'RS256'}).sign(privateKey);

	function claimsOf(kind: 'access' | 'refresh', grant: Grant, seconds: number): Claims {
		const expires = Math.floor(options.clock.now() / 1000) + seconds;
		const common = {jti: crypto.randomUUID(), iss: options.issuer(), sub: `${grant.user}@${tenantId}`};
		const identity = {
			'tapis/tenant_id': tenantId,
			'tapis/token_type': kind,
			'tapis/delegation': false,
			'tapis/delegation_sub': null,
			'tapis/username': grant.user,
			'tapis/account_type': 'user',
			exp: expires,
			'tapis/client_id': grant.clientId ?? null,
			'tapis/grant_type': grant.grantType,
			...(grant.refreshCount === undefined ? {} : {'tapis/refresh_count': grant.refreshCount}),
		};
		if (kind === 'access') return {...common, ...identity};
		return {
			...common,
			...identity,
			'tapis/initial_ttl': seconds,
			'tapis/access_token': claimsOf('access', grant, options.accessSeconds),
		};
	}

	return {
		publicKey: pem,
		sign,
		async issue(kind, grant, seconds = kind === 'access' ? options.accessSeconds : refreshSeconds) {
			const claims = claimsOf(kind, grant, seconds);
			return {
				token: await sign(claims),
				jti: String(claims['jti']),
				expiresAt: Number(claims['exp']) * 1000,
				expiresIn: seconds,
			};
		},
		async check(token) {
			const now = options.clock.now();
			const known = checked.get(token);
			const kindAt = (claims: Claims) => (Number(claims['exp']) * 1000 <= now ? 'expired' : 'valid');
			if (known) return {kind: kindAt(known), claims: known};
			try {
				// Expiry is looked at here and not by the library: it depends on the simulator's own clock.
				const {payload} = await jwtVerify(token, publicKey, {
					algorithms: ['RS256'],
					currentDate: new Date(0),
				});
				checked.set(token, payload);
				return {kind: kindAt(payload), claims: payload};
			} catch (error) {
				if (!(error instanceof errors.JOSEError)) throw error;
				return {kind: 'unreadable', reason: error.message};
			}
		},
		revoke: jti => void revoked.add(jti),
		isRevoked: ({jti, exp}) => revoked.has(String(jti)) && options.clock.now() < Number(exp) * 1000 + HOUR,
	};
}
