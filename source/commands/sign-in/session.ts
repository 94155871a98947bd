import {
	type ClientChoice,
	type Connection,
	clientAt,
	environmentAt,
	isSame,
	resolveConnection,
	type TokenOwner,
	variablesAbove,
} from '../../config/connection.ts';
import {createMonitorMemory} from '../../config/monitor-memory.ts';
import {type AppPaths, appPaths} from '../../config/paths.ts';
import {openProfiles, type Profile, type Profiles} from '../../config/profiles.ts';
import {openSettings, type Settings} from '../../config/settings.ts';
import type {Environment} from '../../domain/environment.ts';
import {Failure} from '../../domain/failure.ts';
import type {Identity} from '../../domain/identity.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {resolveBaseUrl} from '../../tapis/http/base-url.ts';
import {type DebugLog, openDebugLog} from '../../tapis/http/debug-log.ts';
import {createHttpClient, type HttpClient} from '../../tapis/http/http.ts';
import {
	type OAuthClient,
	renewTokens,
	type SignInAt,
	signInWithPassword,
} from '../../tapis/sign-in/sign-in.ts';
import {readToken} from '../../tapis/sign-in/token.ts';
import {createTokenSource, type TokenSource, type Tokens} from '../../tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../tapis/tapis-client.ts';
import type {CommandContext} from '../command-line/command.ts';
import type {Printer} from '../command-line/printer.ts';
import {settingFlags} from '../command-line/setting-flags.ts';

/** Everything about the person's own settings and the way to the service, resolved but not yet used. */
export type Session = {
	readonly paths: AppPaths;
	readonly settings: Settings;
	readonly profiles: Profiles;
	readonly connection: Connection;
	/** Resolves the connection once more, with what the profiles hold now. */
	readonly reconnect: () => Connection;
	/** The OAuth client for a tenant, as far as one is known. */
	readonly clientAt: (
		baseUrl: string,
		named?: {readonly clientId?: string | undefined; readonly profile?: Profile | null},
	) => ClientChoice | null;
	/** The variables that are meant for a tenant: a password must not go to any other. */
	readonly environmentAt: (baseUrl: string) => Environment;
	readonly http: HttpClient;
	readonly debug: DebugLog | null;
	/** Sentences about what could not be read. */
	readonly warnings: readonly string[];
	/** For a program that goes on with another session; else everything ends with the process. */
	readonly close: () => void;
};

/** The way to one tenant. */
export type Reach = {
	readonly api: TapisApi;
	readonly baseUrl: string;
	readonly tokens: TokenSource;
	readonly identity: Identity;
};

export type SessionContext = Pick<CommandContext, 'flags' | 'env' | 'clock' | 'signal' | 'version' | 'atEnd'>;

/** Opens settings and profiles. Throws a `usage` Failure for a bad flag and for a profile that there is not. */
export function openSession({flags, env, version}: SessionContext): Session {
	const paths = appPaths(env);
	const profiles = openProfiles(paths);
	const sources = {environment: env, profiles, resolve: resolveBaseUrl, claimsOf};
	const connect = (): Connection =>
		resolveConnection({...sources, flags: {profile: flags.profile, baseUrl: flags.baseUrl}});
	const connection = connect();
	const settings = openSettings({
		paths,
		environment: env,
		flags: settingFlags(flags),
		profile: connection.profile,
	});
	const debug = flags.debug === undefined ? null : openDebugLog(flags.debug);
	debug?.note(`tapis-jobs ${version}, Node ${process.versions.node}, ${process.platform}`);
	const http = createHttpClient({
		userAgent: `tapis-jobs/${version}`,
		environment: env,
		onExchange: debug?.exchange,
	});
	return {
		paths,
		settings,
		profiles,
		connection,
		reconnect() {
			profiles.reread();
			return connect();
		},
		clientAt: (baseUrl, named) => clientAt(baseUrl, sources, named),
		environmentAt: baseUrl => environmentAt(baseUrl, sources),
		http,
		debug,
		warnings: [...profiles.warnings(), ...settings.warnings()],
		close() {
			http.close();
			debug?.close();
		},
	};
}

/** Tells what could not be read. */
export function warnOf({warnings}: Session, printer: Pick<Printer, 'warn'>): void {
	for (const warning of warnings) printer.warn(warning);
}

/** What the monitor must remember over restarts, for the user of this tenant; `onWarning` is told what of it was lost. */
export function openMemory(
	{paths}: Session,
	{baseUrl, identity}: Reach,
	onWarning: (text: string) => void,
): MonitorMemory {
	return createMonitorMemory({directory: paths.state, scope: {baseUrl, user: identity.user}, onWarning});
}

/** Tells what keeps a profile that was just chosen from being used. */
export function tellOfVariablesAbove(
	profile: Profile,
	environment: Environment,
	printer: Pick<Printer, 'say'>,
): void {
	for (const variable of variablesAbove(profile, {environment, resolve: resolveBaseUrl}))
		printer.say(`${variable} is set in your environment and stands above this profile.`);
}

/**
 * The api of the tenant the session points to. Rejects with `sign-in` when there is no tenant or nothing to sign in with.
 * `onWarning` is told once when renewed tokens cannot be kept: the next start may then need a new sign-in.
 */
export async function reachTenant(
	session: Pick<Session, 'connection' | 'profiles' | 'http' | 'debug'>,
	{clock, signal, atEnd}: SessionContext,
	onWarning: (text: string) => void,
): Promise<Reach> {
	const {connection, profiles, http, debug} = session;
	if (connection.baseUrl === null) {
		throw new Failure('sign-in', 'No tenant is known yet.', {
			advice:
				'Sign in with `tapis-jobs login https://TENANT.tapis.io`, or set TAPIS_BASE_URL and TAPIS_TOKEN.',
		});
	}
	const baseUrl = resolveBaseUrl(connection.baseUrl.value);
	const at: SignInAt = {baseUrl, http, clock, signal};
	const client = clientOf(connection.client);
	const {username, password, profile} = connection;
	const canSignIn = username !== null && password !== null;
	const stored = storedTokens(connection);
	if (stored === null && !canSignIn) {
		throw new Failure('sign-in', `You are not signed in to ${new URL(baseUrl).host}.`);
	}
	let isUnkeptTold = false;
	const tellUnkept = (trouble: Failure | null): void => {
		if (trouble === null || isUnkeptTold) return;
		// A disk that is full stays so for a while, and short tokens are renewed every few minutes.
		isUnkeptTold = true;
		onWarning(`The renewed sign-in is not kept. ${trouble.sentences}`);
	};
	const tokens = createTokenSource({
		tokens: stored,
		clock,
		renew: client && (refreshToken => renewTokens(at, {refreshToken, client})),
		signIn: canSignIn
			? () => signInWithPassword(at, {username: username.value, password, client})
			: undefined,
		kept: () => (profile === null ? null : keptTokens(profiles, profile)),
		onRenewed: (renewed, before) => {
			if (profile !== null) atEnd(profiles.renewTokens(profile.name, before, renewed).then(tellUnkept));
		},
	});
	const claims = tokens.claims();
	return {
		api: createTapisApi({baseUrl, tokens, http, clock, onNote: text => debug?.note(text)}),
		baseUrl,
		tokens,
		identity: {
			user: claims?.username ?? username?.value ?? 'unknown',
			// Until the first token is there, the host tells as much as anything.
			tenant: claims?.tenant ?? profile?.tenant ?? new URL(baseUrl).hostname.split('.')[0]!,
			host: new URL(baseUrl).host,
		},
	};
}

/** Id and key of the OAuth client, where both are known: only then can a token be renewed. */
export function clientOf(choice: ClientChoice | null): OAuthClient | undefined {
	if (choice === null || choice.clientKey === null) return undefined;
	return {clientId: choice.clientId, clientKey: choice.clientKey};
}

/** What the profile holds now, as long as it is the same user's at the same tenant. */
function keptTokens(profiles: Profiles, {name, baseUrl, username}: Profile): Tokens | null {
	profiles.reread();
	const now = profiles.find(name);
	if (now === null || now.accessToken === null) return null;
	if (now.username !== username || !isSame(now.baseUrl, baseUrl, resolveBaseUrl)) return null;
	return {accessToken: now.accessToken, refreshToken: now.refreshToken, expiresAt: now.expiresAt};
}

function claimsOf(token: string): TokenOwner | null {
	const claims = readToken(token);
	if (claims === null) return null;
	const {issuer, tenant, username} = claims;
	return {baseUrl: issuer === null ? null : baseUrlOf(issuer), tenant, username};
}

/** The tenant that made a token, which is where it may be sent if nobody says where. */
function baseUrlOf(issuer: string): string | null {
	try {
		return resolveBaseUrl(new URL(issuer).origin);
	} catch {
		return null;
	}
}

function storedTokens({accessToken, refreshToken, profile}: Connection): Tokens | null {
	if (accessToken === null) return null;
	const expiresAt = accessToken.origin === 'profile' ? (profile?.expiresAt ?? null) : null;
	return {accessToken: accessToken.value, refreshToken, expiresAt};
}
