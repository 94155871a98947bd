import {Failure} from '../domain/failure.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import {resolveBaseUrl} from '../tapis/base-url.ts';
import {signInWithPassword} from '../tapis/sign-in.ts';
import {readToken} from '../tapis/token.ts';
import type {CommandContext} from './command.ts';
import {createMonitorFor} from './create-monitor-for.ts';
import {deferredApi} from './deferred-api.ts';
import {keepSignIn} from './keep-sign-in.ts';
import {createVolatileMemory, deferredMemory} from './memories.ts';
import type {Credentials, RunMonitor} from './monitor-start.ts';
import {readFilter, readOrder} from './read-filter.ts';
import {clientOf, type Identity, openMemory, openSession, reachTenant, type Session} from './session.ts';
import {watchLines} from './watch.ts';

/** Opens the monitor, on the service or on the simulator. */
export async function openMonitor(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	requireTerminal(context);
	// A mistake in them is told before the screen is taken, not inside it.
	readFilter(context.flags);
	readOrder(context.flags);
	const run: RunMonitor = start =>
		start.settings.get('screen-reader') ? watchLines(context, start.monitor) : runMonitor(start);
	if (context.flags.demo !== true) return openOnService(context, run);
	const {openOnSimulator} = await import('./monitor-demo.ts');
	return openOnSimulator(context, run);
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
	let remembered: MonitorMemory | undefined;
	const memory = deferredMemory(() => {
		remembered ??= reach instanceof Failure ? createVolatileMemory() : openMemory(session, reach);
		return remembered;
	});
	const monitor = createMonitorFor(context, api, memory, session.settings);
	const signIn = async (credentials: Credentials): Promise<Identity> => {
		const user = reach instanceof Failure ? null : reach.identity.user;
		const next = await reachTenant(await signInHere(session, context, credentials, user), context);
		if (user === null) remembered = openMemory(session, next);
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
