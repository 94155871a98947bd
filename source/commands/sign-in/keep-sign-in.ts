import {isSame} from '../../config/connection.ts';
import type {Profile, Profiles} from '../../config/profiles.ts';
import type {Failure} from '../../domain/failure.ts';
import {resolveBaseUrl} from '../../tapis/http/base-url.ts';
import type {OAuthClient} from '../../tapis/sign-in/sign-in.ts';
import {readToken} from '../../tapis/sign-in/token.ts';
import type {Tokens} from '../../tapis/sign-in/token-source.ts';

export type KeptSignIn = {
	readonly profile: Profile;
	/** Why it holds for this run only, or null once it is saved. */
	readonly trouble: Failure | null;
};

/** Writes the tokens of a new sign-in into a profile, which is the one in use from then on. */
export async function keepSignIn(
	profiles: Profiles,
	given: {
		/** The name the person gave. */
		readonly name?: string | undefined;
		/** The profile in use, which is taken where it is of the same user at the same tenant. */
		readonly preferred: Profile | null;
		readonly baseUrl: string;
		readonly username: string | null;
		readonly tokens: Tokens;
		readonly client: OAuthClient | undefined;
	},
): Promise<KeptSignIn> {
	const {baseUrl, tokens, client} = given;
	const claims = readToken(tokens.accessToken);
	const username = claims?.username ?? given.username;
	const name = given.name ?? nameFor(profiles, {baseUrl, username}, given.preferred);
	const profile: Profile = {
		name,
		baseUrl,
		tenant: claims?.tenant ?? null,
		username,
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

/**
 * The profile of the same user at the same tenant, if there is one. A new one is `tacc` for https://tacc.tapis.io; more is said
 * where that name is taken by another tenant, or by another user of it.
 */
function nameFor(
	profiles: Profiles,
	{baseUrl, username}: Pick<Profile, 'baseUrl' | 'username'>,
	preferred: Profile | null,
): string {
	const isSameSignIn = (one: Profile): boolean =>
		isSame(one.baseUrl, baseUrl, resolveBaseUrl) && (one.username === null || one.username === username);
	const known = [...(preferred === null ? [] : [preferred]), ...profiles.list()].find(isSameSignIn);
	if (known !== undefined) return known.name;
	const {hostname, host} = new URL(baseUrl);
	const whole = nameOf(host);
	const short = /^[a-z]/i.test(hostname) ? hostname.split('.')[0]! : whole;
	const user = nameOf(username ?? 'user');
	const names = [short, whole, `${user}@${short}`, `${user}@${whole}`].map(name => name.slice(0, 64));
	for (let count = 2; names.length < profiles.list().length + 5; count++) names.push(`${short}-${count}`);
	return names.find(name => profiles.find(name) === null)!;
}

function nameOf(text: string): string {
	return text.replace(/[^\w.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'x';
}
