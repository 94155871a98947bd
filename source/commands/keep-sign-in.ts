import type {Profile, Profiles} from '../config/profiles.ts';
import type {Failure} from '../domain/failure.ts';
import type {OAuthClient} from '../tapis/sign-in.ts';
import {readToken} from '../tapis/token.ts';
import type {Tokens} from '../tapis/token-source.ts';

export type KeptSignIn = {
	readonly profile: Profile;
	/** Why it holds for this run only, or null once it is saved. */
	readonly trouble: Failure | null;
};

/** Writes the tokens of a new sign-in into a profile, which is the one in use from then on. */
export async function keepSignIn(
	profiles: Profiles,
	given: {
		readonly name: string | undefined;
		readonly baseUrl: string;
		readonly username: string | null;
		readonly tokens: Tokens;
		readonly client: OAuthClient | undefined;
	},
): Promise<KeptSignIn> {
	const {baseUrl, tokens, client} = given;
	const claims = readToken(tokens.accessToken);
	const name = given.name ?? nameFor(baseUrl, profiles);
	const profile: Profile = {
		name,
		baseUrl,
		tenant: claims?.tenant ?? null,
		username: claims?.username ?? given.username,
		accessToken: tokens.accessToken,
		refreshToken: tokens.refreshToken,
		expiresAt: tokens.expiresAt ?? claims?.expiresAt ?? null,
		clientId: client?.clientId ?? null,
		clientKey: client?.clientKey ?? null,
		settings: profiles.find(name)?.settings ?? {},
	};
	const trouble = (await profiles.put(profile)) ?? (await profiles.setCurrent(name));
	return {profile, trouble};
}

/** `tacc` for https://tacc.tapis.io; the whole host where that name is taken by another tenant. */
function nameFor(baseUrl: string, profiles: Profiles): string {
	const {hostname, host} = new URL(baseUrl);
	const whole = host.replace(/[^\w.-]/g, '-').replace(/^[^\w]+/, '');
	const short = /^[a-z]/i.test(hostname) ? hostname.split('.')[0]! : whole;
	const taken = profiles.find(short);
	return taken === null || taken.baseUrl === baseUrl ? short : whole;
}
