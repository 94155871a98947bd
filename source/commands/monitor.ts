import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openSettings, type Settings} from '../config/settings.ts';
import {Failure} from '../domain/failure.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {createMonitor} from '../monitor/monitor.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import {parseFault} from '../simulator/faults.ts';
import {resolveBaseUrl} from '../tapis/base-url.ts';
import {createHttpClient} from '../tapis/http.ts';
import {signInWithPassword} from '../tapis/sign-in.ts';
import {createTapisApi} from '../tapis/tapis-client.ts';
import {readToken} from '../tapis/token.ts';
import {createTokenSource} from '../tapis/token-source.ts';
import type {CommandContext} from './command.ts';
import {deferredApi} from './deferred-api.ts';
import {startDemo} from './demo.ts';
import {keepSignIn} from './keep-sign-in.ts';
import {createVolatileMemory, deferredMemory} from './memories.ts';
import type {Credentials, RunMonitor} from './monitor-start.ts';
import {withPassword} from './password-tokens.ts';
import {readFilter, readOrder} from './read-filter.ts';
import {clientOf, type Identity, openMemory, openSession, reachTenant, type Session} from './session.ts';
import {settingFlags} from './setting-flags.ts';
import {watchLines} from './watch.ts';

/** Opens the monitor, on the service or on the simulator. */
export async function openMonitor(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	requireTerminal(context);
	// A mistake in them is told before the screen is taken, not inside it.
	readFilter(context.flags);
	readOrder(context.flags);
	const run: RunMonitor = start =>
		start.settings.get('screen-reader') ? watchLines(context, start.monitor) : runMonitor(start);
	return context.flags.demo === true ? openOnSimulator(context, run) : openOnService(context, run);
}

function requireTerminal({stdin, stdout, env}: CommandContext): void {
	const isDumb = env['TERM'] === 'dumb';
	if (stdin.isTTY && stdout.isTTY && !isDumb) return;
	throw new Failure(
		'terminal',
		isDumb
			? 'The monitor needs a terminal that can be drawn on, and TERM says that this one is dumb.'
			: 'The monitor needs a terminal, and this is none.',
	);
}

async function openOnService(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	const session = openSession(context);
	let reach = await reachTenant(session, context).catch((error: unknown) => {
		if (error instanceof Failure && error.kind === 'sign-in') return error;
		throw error;
	});
	const api = deferredApi(async () => {
		if (reach instanceof Failure) throw reach;
		return reach.api;
	});
	// Before the first sign-in nobody is known for whom something could be remembered.
	let memory = reach instanceof Failure ? createVolatileMemory() : openMemory(session, reach);
	const monitor = startedBy(
		context,
		api,
		deferredMemory(() => memory),
		session.settings,
	);
	const signIn = async (credentials: Credentials): Promise<Identity> => {
		const user = reach instanceof Failure ? null : reach.identity.user;
		const next = await reachTenant(await signInHere(session, context, credentials, user), context);
		if (user === null) memory = openMemory(session, next);
		reach = next;
		monitor.signedIn();
		return next.identity;
	};
	try {
		return await runMonitor({
			...context,
			monitor,
			api,
			identity: reach instanceof Failure ? null : reach.identity,
			settings: session.settings,
			warnings: session.warnings,
			baseUrl: () => (reach instanceof Failure ? null : reach.baseUrl),
			tokenExpiresAt: () => {
				if (reach instanceof Failure || reach.tokens.canRenew()) return null;
				return reach.tokens.expiresAt();
			},
			traffic: session.http.counters,
			isDemo: false,
			profiles: session.profiles.list().map(({name, username, baseUrl}) => ({
				name,
				user: username ?? '?',
				baseUrl,
				isCurrent: name === session.connection.profile?.name,
			})),
			signIn,
		});
	} finally {
		await monitor.stop();
		session.close();
	}
}

/** The session with new tokens, which are kept. `user` is whose jobs are on the screen, if anybody's. */
async function signInHere(
	session: Session,
	context: CommandContext,
	credentials: Credentials,
	user: string | null,
): Promise<Session> {
	const {connection, profiles, http} = session;
	const baseUrl = resolveBaseUrl(credentials.baseUrl);
	const client = clientOf(connection);
	const tokens = await signInWithPassword(
		{baseUrl, http, clock: context.clock, signal: context.signal},
		{...credentials, client},
	);
	const signedIn = readToken(tokens.accessToken)?.username ?? credentials.username;
	if (user !== null && signedIn !== user) {
		throw new Failure('bad-credentials', `These jobs are ${user}’s, not ${signedIn}’s.`, {
			advice: 'Start tapis-jobs anew to see the jobs of another user.',
		});
	}
	const {profile} = await keepSignIn(profiles, {
		name: connection.profile?.baseUrl === baseUrl ? connection.profile.name : undefined,
		baseUrl,
		username: credentials.username,
		tokens,
		client,
	});
	// What was just typed stands above any token in the environment, which has been refused.
	const typed = {value: baseUrl, origin: 'flag', from: 'the sign-in screen'} as const;
	return {
		...session,
		connection: {
			...connection,
			profile,
			baseUrl: typed,
			accessToken: {...typed, value: tokens.accessToken},
			refreshToken: tokens.refreshToken,
		},
	};
}

async function openOnSimulator(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	const {flags, clock, version, env} = context;
	// A fault that there is not is told before the screen is taken.
	for (const fault of flags.fault ?? []) parseFault(fault);
	// Nothing stands in this folder: the person's own settings are neither read nor written.
	const settings = openSettings({
		paths: {config: join(tmpdir(), `tapis-jobs-demo-${process.pid}`)},
		environment: env,
		flags: settingFlags(flags),
	});
	const http = createHttpClient({userAgent: `tapis-jobs/${version}`});
	const starting = startDemo(flags, context.program);
	let simulatorUrl: string | null = null;
	const coming = starting.then(({baseUrl, token}) => {
		simulatorUrl = baseUrl;
		const signInAgain = (): ReturnType<typeof signInWithPassword> =>
			signInWithPassword({baseUrl, http, clock}, {username: 'demo', password: 'demo'});
		const source = createTokenSource({
			tokens: {accessToken: token, refreshToken: null, expiresAt: null},
			clock,
		});
		return createTapisApi({baseUrl, tokens: withPassword(source, signInAgain), http, clock});
	});
	// Every call reports it; nobody may be waiting yet when it fails.
	coming.catch(() => undefined);
	const api = deferredApi(() => coming);
	const monitor = startedBy(context, api, createVolatileMemory(), settings);
	const identity: Identity = {user: 'demo', tenant: 'demo', host: 'simulator'};
	try {
		return await runMonitor({
			...context,
			monitor,
			api,
			identity,
			settings,
			warnings: settings.warnings(),
			baseUrl: () => simulatorUrl,
			tokenExpiresAt: () => null,
			traffic: http.counters,
			isDemo: true,
			profiles: [],
			signIn: async () => identity,
		});
	} finally {
		await monitor.stop();
		http.close();
		await starting.then(
			demo => demo.stop(),
			() => undefined,
		);
	}
}

function startedBy(
	{clock, flags}: CommandContext,
	api: TapisApi,
	memory: MonitorMemory,
	settings: Settings,
): Monitor {
	return createMonitor({
		api,
		clock,
		memory,
		random: Math.random,
		options: {
			listType: settings.get('list-type'),
			limit: settings.get('limit') ?? undefined,
			// The simulator's clock runs faster, and it costs nobody anything to be asked more often.
			intervalMs: flags.demo === true && flags.interval === undefined ? 2000 : settings.get('interval'),
			cancelGraceMs: settings.get('cancel-grace'),
		},
	});
}
