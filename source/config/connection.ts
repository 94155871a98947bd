import type {Environment} from '../domain/environment.ts';
import {Failure} from '../domain/failure.ts';
import type {Profile, Profiles} from './profiles.ts';

export type ConnectionOrigin = 'flag' | 'environment' | 'profile';

/** A value and where it came from, for `config` and `doctor`. */
export type Sourced = {readonly value: string; readonly origin: ConnectionOrigin; readonly from: string};

/** An OAuth client. Its key is needed for everything but a sign-in by device code. */
export type ClientChoice = {
	readonly clientId: string;
	readonly clientKey: string | null;
	/** Where the id came from. */
	readonly from: string;
};

/** With what to reach which tenant, as far as flags, environment and profiles say. */
export type Connection = {
	/** The profile whose tokens are used, and to which renewed ones are written. */
	readonly profile: Profile | null;
	/** What chose that profile: a flag, a variable, or else the file of profiles. Null without one. */
	readonly profileFrom: string | null;
	/** Not resolved yet: a short name or a URL. */
	readonly baseUrl: Sourced | null;
	readonly accessToken: Sourced | null;
	readonly refreshToken: string | null;
	readonly client: ClientChoice | null;
	readonly username: Sourced | null;
	/** Only ever from the environment; it is used for a sign-in and never stored. */
	readonly password: string | null;
};

export type ConnectionSources = {
	readonly environment: Environment;
	readonly profiles: Profiles;
	readonly flags?: {readonly profile?: string | undefined; readonly baseUrl?: string | undefined};
	/** Makes two spellings of a tenant comparable (`resolveBaseUrl`); throws a Failure for nonsense. */
	readonly resolve: (baseUrl: string) => string;
	readonly claimsOf?: (token: string) => TokenOwner | null;
};

/** What a token says of itself: where and at which tenant it was made, and for whom. */
export type TokenOwner = {
	readonly baseUrl: string | null;
	readonly tenant: string | null;
	readonly username: string | null;
};

/**
 * Resolves the connection: flag over environment over profile. Secrets never change hosts or users: a profile's are used only at
 * the base URL they were made for, those of the environment only at TAPIS_BASE_URL where that is set, and a token from the
 * environment is never renewed with a profile's refresh token. The user is whom the token in use was made for; TAPIS_USERNAME
 * speaks where no token does, and its password signs in nobody else.
 */
export function resolveConnection(sources: ConnectionSources): Connection {
	const {environment, profiles, flags = {}, claimsOf = () => null} = sources;
	const {name, from, profile} = chosenProfile(profiles, environment, flags);
	if (name !== null && profile === null) throw noProfile(profiles, name);
	const isByFlag = flags.profile !== undefined;
	const envToken = fromEnvironment(environment, 'TAPIS_TOKEN');
	const baseUrl =
		fromFlag(flags.baseUrl, '--base-url') ??
		// A profile named by a flag is a choice of tenant too, so it wins over the environment.
		(isByFlag
			? null
			: (fromEnvironment(environment, 'TAPIS_BASE_URL') ?? fromToken(envToken, profile, claimsOf))) ??
		fromProfile(profile, profile?.baseUrl);

	const own = isSame(profile?.baseUrl, baseUrl?.value, sources.resolve) ? profile : null;
	const variables = environmentAt(baseUrl?.value, sources);
	const envUser = fromEnvironment(variables, 'TAPIS_USERNAME');
	const password = variables['TAPIS_PASSWORD'] || null;
	const isOtherUser =
		own !== null && envUser !== null && own.username !== null && own.username !== envUser.value;
	// A name and a password are a choice of user, which a profile named by a flag stands above again.
	const signedIn = isOtherUser && password !== null && !isByFlag ? null : own;
	const token = isByFlag ? null : fromEnvironment(variables, 'TAPIS_TOKEN');
	const inUse = token ? null : signedIn;
	const accessToken = token ?? fromProfile(signedIn, signedIn?.accessToken);
	const username =
		ownerOf(accessToken, inUse, claimsOf) ??
		(isByFlag && isOtherUser ? null : envUser) ??
		fromProfile(own, own?.username);
	return {
		profile: inUse,
		profileFrom: inUse && from,
		baseUrl,
		accessToken,
		refreshToken: token ? null : (signedIn?.refreshToken ?? null),
		client: baseUrl === null ? null : clientAt(baseUrl.value, sources, {profile}),
		username,
		password: envUser === null || envUser.value === username?.value ? password : null,
	};
}

/**
 * The OAuth client for a tenant: the one of the environment, else one that a profile keeps for it. Id and key are taken from one
 * place. `clientId` is one named by a flag, whose key may stand in either place.
 */
export function clientAt(
	baseUrl: string,
	sources: Pick<ConnectionSources, 'environment' | 'profiles' | 'resolve'>,
	{
		clientId,
		profile = null,
	}: {readonly clientId?: string | undefined; readonly profile?: Profile | null} = {},
): ClientChoice | null {
	const {profiles, resolve} = sources;
	const variables = environmentAt(baseUrl, sources);
	const envId = fromEnvironment(variables, 'TAPIS_CLIENT_ID')?.value;
	const envKey = fromEnvironment(variables, 'TAPIS_CLIENT_KEY')?.value ?? null;
	const kept = [...(profile === null ? [] : [profile]), ...profiles.list()].find(
		one =>
			one.clientId !== null &&
			(clientId === undefined || one.clientId === clientId) &&
			isSame(one.baseUrl, baseUrl, resolve),
	);
	if (clientId !== undefined) {
		const isEnvKey = envKey !== null && (envId === undefined || envId === clientId);
		return {clientId, clientKey: isEnvKey ? envKey : (kept?.clientKey ?? null), from: '--client-id'};
	}
	if (envId !== undefined) return {clientId: envId, clientKey: envKey, from: 'TAPIS_CLIENT_ID'};
	if (kept === undefined) return null;
	return {clientId: kept.clientId!, clientKey: kept.clientKey, from: `profile ${kept.name}`};
}

/**
 * The profile to use: the one named by the flag, else by TAPIS_PROFILE, else the one the file has as current. An empty variable
 * counts as not set. `name` is null where none was named, `profile` where there is none, also none of the name. `from` is what
 * chose.
 */
export function chosenProfile(
	profiles: Profiles,
	environment: Environment,
	flags: {readonly profile?: string | undefined},
): {readonly name: string | null; readonly from: string; readonly profile: Profile | null} {
	const variable = fromEnvironment(environment, 'TAPIS_PROFILE')?.value;
	const name = flags.profile ?? variable ?? null;
	if (name === null) return {name, from: profiles.path, profile: profiles.current()};
	const from = flags.profile === undefined ? 'TAPIS_PROFILE' : '--profile';
	return {name, from, profile: profiles.find(name)};
}

/** The variables by which another sign-in is used than the one of this profile, although it is the current one. */
export function variablesAbove(
	{name, baseUrl}: Pick<Profile, 'name' | 'baseUrl'>,
	{environment, resolve}: Pick<ConnectionSources, 'environment' | 'resolve'>,
): readonly string[] {
	const given = (variable: string): string | undefined => fromEnvironment(environment, variable)?.value;
	const [named, at] = [given('TAPIS_PROFILE'), given('TAPIS_BASE_URL')];
	return [
		...(named === undefined || named === name ? [] : ['TAPIS_PROFILE']),
		...(at === undefined || isSame(at, baseUrl, resolve) ? [] : ['TAPIS_BASE_URL']),
		...(given('TAPIS_TOKEN') === undefined ? [] : ['TAPIS_TOKEN']),
	];
}

/** A base URL that makes no sense is the same as no other; whoever uses it is told. */
export function isSame(
	one: string | undefined,
	other: string | undefined,
	resolve: (baseUrl: string) => string,
): boolean {
	try {
		return one !== undefined && other !== undefined && resolve(one) === resolve(other);
	} catch {
		return false;
	}
}

/** The variables that are meant for this tenant: all of them, unless TAPIS_BASE_URL names another, and then none. */
export function environmentAt(
	baseUrl: string | undefined,
	{environment, resolve}: Pick<ConnectionSources, 'environment' | 'resolve'>,
): Environment {
	const named = fromEnvironment(environment, 'TAPIS_BASE_URL');
	return named === null || isSame(named.value, baseUrl, resolve) ? environment : {};
}

function fromEnvironment(environment: Environment, variable: string): Sourced | null {
	const value = environment[variable]?.trim();
	return value ? {value, origin: 'environment', from: variable} : null;
}

function fromFlag(value: string | undefined, flag: string): Sourced | null {
	return value === undefined ? null : {value, origin: 'flag', from: flag};
}

function fromProfile(profile: Profile | null, value: string | null | undefined): Sourced | null {
	return value && profile ? {value, origin: 'profile', from: `profile ${profile.name}`} : null;
}

/** A token with no base URL beside it goes where it was made, and not to the tenant of some profile. */
function fromToken(
	token: Sourced | null,
	profile: Profile | null,
	claimsOf: NonNullable<ConnectionSources['claimsOf']>,
): Sourced | null {
	const {baseUrl = null, tenant = null} = (token && claimsOf(token.value)) ?? {};
	if (baseUrl === null || (tenant !== null && profile?.tenant === tenant)) return null;
	return {value: baseUrl, origin: 'environment', from: 'the issuer in TAPIS_TOKEN'};
}

/** Whom a token was made for: by its own claim, else as the profile that holds it has it. */
function ownerOf(
	token: Sourced | null,
	holder: Profile | null,
	claimsOf: NonNullable<ConnectionSources['claimsOf']>,
): Sourced | null {
	if (token === null) return null;
	const username = claimsOf(token.value)?.username;
	return username ? {...token, value: username} : fromProfile(holder, holder?.username);
}

/** The profile of a name. Throws a `usage` Failure that tells which there are. */
export function findProfile(profiles: Profiles, name: string): Profile {
	const found = profiles.find(name);
	if (found === null) throw noProfile(profiles, name);
	return found;
}

function noProfile(profiles: Profiles, name: string): Failure {
	const names = profiles.list().map(profile => profile.name);
	return new Failure('usage', `There is no profile ${name}.`, {
		advice:
			names.length === 0
				? 'Make one with `tapis-jobs login`.'
				: `There are: ${names.join(', ')}. Make another with \`tapis-jobs login\`.`,
	});
}
