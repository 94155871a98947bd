import {Failure} from '../domain/failure.ts';
import type {Environment} from './paths.ts';
import type {Profile, Profiles} from './profiles.ts';

export type ConnectionOrigin = 'flag' | 'environment' | 'profile';

/** A value and where it came from, for `config` and `doctor`. */
export type Sourced = {readonly value: string; readonly origin: ConnectionOrigin; readonly from: string};

/** With what to reach which tenant, as far as flags, environment and profiles say. */
export type Connection = {
	/** The profile whose tokens are used, and to which renewed ones are written. */
	readonly profile: Profile | null;
	/** Not resolved yet: a short name or a URL. */
	readonly baseUrl: Sourced | null;
	readonly accessToken: Sourced | null;
	readonly refreshToken: string | null;
	readonly clientId: string | null;
	readonly clientKey: string | null;
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
};

/**
 * Resolves the connection: flag over environment over profile. A profile's tokens are used only at the base URL they were made
 * for, and a token from the environment is never renewed with a profile's refresh token: secrets never change hosts or users.
 */
export function resolveConnection({
	environment,
	profiles,
	flags = {},
	resolve,
}: ConnectionSources): Connection {
	const profile = chosenProfile(profiles, flags.profile ?? (environment['TAPIS_PROFILE'] || undefined));
	const fromEnvironment = (variable: string): Sourced | null => {
		const value = environment[variable]?.trim();
		return value ? {value, origin: 'environment', from: variable} : null;
	};
	const fromProfile = (value: string | null | undefined): Sourced | null =>
		value && profile ? {value, origin: 'profile', from: `profile ${profile.name}`} : null;
	const fromFlag = (value: string | undefined, flag: string): Sourced | null =>
		value === undefined ? null : {value, origin: 'flag', from: flag};

	const baseUrl =
		fromFlag(flags.baseUrl, '--base-url') ??
		// A profile named by a flag is a choice of tenant too, so it wins over the environment.
		(flags.profile === undefined ? fromEnvironment('TAPIS_BASE_URL') : null) ??
		fromProfile(profile?.baseUrl);
	const isSameTenant = isSame(profile?.baseUrl, baseUrl?.value, resolve);
	const own = isSameTenant ? profile : null;
	const token = flags.profile === undefined ? fromEnvironment('TAPIS_TOKEN') : null;
	const clientId = fromEnvironment('TAPIS_CLIENT_ID');
	return {
		profile: token ? null : own,
		baseUrl,
		accessToken: token ?? (own ? fromProfile(own.accessToken) : null),
		refreshToken: token ? null : (own?.refreshToken ?? null),
		// Id and key belong together and are taken from one place.
		clientId: clientId?.value ?? own?.clientId ?? null,
		clientKey: clientId ? (fromEnvironment('TAPIS_CLIENT_KEY')?.value ?? null) : (own?.clientKey ?? null),
		username: fromEnvironment('TAPIS_USERNAME') ?? (own ? fromProfile(own.username) : null),
		password: environment['TAPIS_PASSWORD'] || null,
	};
}

/** A base URL that makes no sense is the same as no other; whoever uses it is told. */
function isSame(
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

function chosenProfile(profiles: Profiles, name: string | undefined): Profile | null {
	if (name === undefined) return profiles.current();
	const found = profiles.find(name);
	if (found) return found;
	const names = profiles.list().map(profile => profile.name);
	throw new Failure('usage', `There is no profile ${name}.`, {
		advice:
			names.length === 0
				? 'Make one with `tapis-jobs login`.'
				: `There are: ${names.join(', ')}. Make another with \`tapis-jobs login\`.`,
	});
}
