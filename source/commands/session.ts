import {type Connection, resolveConnection} from '../config/connection.ts';
import {createMonitorMemory} from '../config/monitor-memory.ts';
import {type AppPaths, appPaths} from '../config/paths.ts';
import {openProfiles, type Profiles} from '../config/profiles.ts';
import {openSettings, type Settings} from '../config/settings.ts';
import {Failure} from '../domain/failure.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {resolveBaseUrl} from '../tapis/base-url.ts';
import {type DebugLog, openDebugLog} from '../tapis/debug-log.ts';
import {createHttpClient, type HttpClient} from '../tapis/http.ts';
import {type OAuthClient, renewTokens, type SignInAt, signInWithPassword} from '../tapis/sign-in.ts';
import {createTapisApi} from '../tapis/tapis-client.ts';
import {createTokenSource, type TokenSource, type Tokens} from '../tapis/token-source.ts';
import type {CommandContext} from './command.ts';
import {withPassword} from './password-tokens.ts';
import {settingFlags} from './setting-flags.ts';

/** Who is signed in where, for the header. */
export type Identity = {readonly user: string; readonly tenant: string; readonly host: string};

/** Everything about the person's own settings and the way to the service, resolved but not yet used. */
export type Session = {
	readonly paths: AppPaths;
	readonly settings: Settings;
	readonly profiles: Profiles;
	readonly connection: Connection;
	readonly http: HttpClient;
	readonly debug: DebugLog | null;
	/** Sentences about what could not be read. */
	readonly warnings: readonly string[];
	readonly close: () => void;
};

/** The way to one tenant. */
export type Reach = {
	readonly api: TapisApi;
	readonly baseUrl: string;
	readonly tokens: TokenSource;
	readonly identity: Identity;
};

export type SessionContext = Pick<CommandContext, 'flags' | 'env' | 'clock' | 'signal' | 'version'>;

/** Opens settings and profiles. Throws a `usage` Failure for a bad flag and for a profile that there is not. */
export function openSession({flags, env, version}: SessionContext): Session {
	const paths = appPaths(env);
	const profiles = openProfiles(paths);
	const connection = resolveConnection({
		environment: env,
		profiles,
		flags: {profile: flags.profile, baseUrl: flags.baseUrl},
		resolve: resolveBaseUrl,
	});
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
		http,
		debug,
		warnings: [...profiles.warnings(), ...settings.warnings()],
		close() {
			http.close();
			debug?.close();
		},
	};
}

/** What the monitor must remember over restarts, for the user of this tenant. */
export function openMemory({paths}: Session, {baseUrl, identity}: Reach): MonitorMemory {
	return createMonitorMemory({directory: paths.state, scope: {baseUrl, user: identity.user}});
}

/** The api of the tenant the session points to. Rejects with `sign-in` when there is no tenant or nothing to sign in with. */
export async function reachTenant(session: Session, {clock, signal}: SessionContext): Promise<Reach> {
	const {connection, profiles, http, debug} = session;
	if (connection.baseUrl === null) {
		throw new Failure('sign-in', 'No tenant is known yet.', {
			advice:
				'Sign in with `tapis-jobs login https://TENANT.tapis.io`, or set TAPIS_BASE_URL and TAPIS_TOKEN.',
		});
	}
	const baseUrl = resolveBaseUrl(connection.baseUrl.value);
	const at: SignInAt = {baseUrl, http, clock, signal};
	const client = clientOf(connection);
	const {username, password} = connection;
	const {profile} = connection;
	const source = createTokenSource({
		tokens: storedTokens(connection),
		clock,
		renew: client && (refreshToken => renewTokens(at, {refreshToken, client})),
		onRenewed: tokens => {
			if (profile !== null) void profiles.putTokens(profile.name, tokens);
		},
	});
	const canSignIn = username !== null && password !== null;
	if (source.tokens() === null && !canSignIn) {
		throw new Failure('sign-in', `You are not signed in to ${new URL(baseUrl).host}.`);
	}
	const tokens = canSignIn
		? withPassword(source, () => signInWithPassword(at, {username: username.value, password, client}))
		: source;
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
export function clientOf({
	clientId,
	clientKey,
}: Pick<Connection, 'clientId' | 'clientKey'>): OAuthClient | undefined {
	return clientId !== null && clientKey !== null ? {clientId, clientKey} : undefined;
}

function storedTokens({accessToken, refreshToken, profile}: Connection): Tokens | null {
	if (accessToken === null) return null;
	const expiresAt = accessToken.origin === 'profile' ? (profile?.expiresAt ?? null) : null;
	return {accessToken: accessToken.value, refreshToken, expiresAt};
}
