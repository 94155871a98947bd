import {Failure} from '../../domain/failure.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import {createVolatileMemory} from '../../following/memories.ts';
import {canDraw} from '../../terminal/capabilities.ts';
import type {CommandContext} from '../command-line/command.ts';
import {readFilter, readOrder} from '../command-line/read-filter.ts';
import {watchLines} from '../jobs/watch.ts';
import {openMemory, openSession, type Reach, reachTenant, type Session} from '../sign-in/session.ts';
import {createMonitorFor} from './create-monitor-for.ts';
import {deferredApi} from './deferred-api.ts';
import {deferredMemory} from './deferred-memory.ts';
import type {RunMonitor} from './monitor-start.ts';
import {signInHere, watchForSignIn} from './sign-in-here.ts';

/** The lines take no keys. */
const howToAct = 'To cancel a job, use another window: `tapis-jobs cancel UUID`.';

/** Opens the monitor, on the service or on the simulator. */
export async function openMonitor(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	requireTerminal(context);
	// A mistake in them is told before the screen is taken, not inside it.
	readFilter(context.flags);
	readOrder(context.flags);
	const run: RunMonitor = start => {
		if (!start.settings.get('screen-reader')) return runMonitor(start);
		// A filter in the settings narrows the lines as it would the list.
		const flags = {...context.flags, filter: start.settings.get('filter') ?? ''};
		return watchLines({...context, flags}, start.monitor, start.settings.get('read-only') ? '' : howToAct);
	};
	if (context.flags.demo !== true) return openOnService(context, run);
	const {openOnSimulator} = await import('./open-on-simulator.ts');
	return openOnSimulator(context, run);
}

function requireTerminal({stdin, stdout, env}: CommandContext): void {
	if (stdin.isTTY && stdout.isTTY && canDraw(env)) return;
	throw new Failure(
		'terminal',
		canDraw(env)
			? 'The monitor needs a terminal, and this is none.'
			: 'The monitor needs a terminal that can be drawn on, and TERM says that this one is dumb.',
	);
}

async function openOnService(context: CommandContext, runMonitor: RunMonitor): Promise<number> {
	let session = openSession(context);
	// Both the memory and a renewal are at work only while the monitor runs already.
	const warn = (text: string): void => monitor.note(text);
	let reach = await reachTenant(session, context, warn).catch((error: unknown) => {
		if (error instanceof Failure && error.kind === 'sign-in') return error;
		throw error;
	});
	const reached = (): Reach | null => (reach instanceof Failure ? null : reach);
	const api = deferredApi(async () => {
		if (reach instanceof Failure) throw reach;
		return reach.api;
	});
	// Before the first sign-in nobody is known for whom something could be remembered.
	let remembered: MonitorMemory | undefined;
	const memory = deferredMemory(() => {
		remembered ??= reach instanceof Failure ? createVolatileMemory() : openMemory(session, reach, warn);
		return remembered;
	});
	const monitor = createMonitorFor(context, api, memory, session.settings);
	const goOn = (next: Session, to: Reach): void => {
		if (reach instanceof Failure) remembered = openMemory(next, to, warn);
		session = next;
		reach = to;
		monitor.signedIn();
	};
	const stopWatching = watchForSignIn(monitor, context.clock, async () => {
		const here = reached();
		if (here !== null) {
			if (here.tokens.takeUpKept()) monitor.signedIn();
			return;
		}
		const next = {...session, connection: session.reconnect()};
		const to = await reachTenant(next, context, warn).catch(() => null);
		// Somebody may have signed in here meanwhile.
		if (to !== null && reached() === null) goOn(next, to);
	});
	try {
		return await runMonitor({
			...context,
			monitor,
			api,
			identity: () => reached()?.identity ?? null,
			known: () => knownFor(session, reached()),
			settings: session.settings,
			warnings: session.warnings,
			tokenExpiresAt: () => {
				const tokens = reached()?.tokens;
				return tokens === undefined || tokens.canRenew() ? null : tokens.expiresAt();
			},
			traffic: session.http.counters,
			isDemo: false,
			profiles: session.profiles.list().map(({name, username, baseUrl}) => ({
				name,
				user: username ?? '?',
				baseUrl,
				isCurrent: name === session.connection.profile?.name,
			})),
			signIn: async credentials => {
				const next = await signInHere(session, context, credentials, reached());
				const to = await reachTenant(next, context, warn);
				goOn(next, to);
				return to.identity;
			},
		});
	} finally {
		stopWatching();
		await monitor.stop();
		session.close();
	}
}

/** What stands in the fields of a sign-in beforehand. */
function knownFor(
	{connection}: Session,
	reach: Reach | null,
): {readonly baseUrl: string | null; readonly user: string | null} {
	if (reach !== null) return {baseUrl: reach.baseUrl, user: reach.identity.user};
	return {baseUrl: connection.baseUrl?.value ?? null, user: connection.username?.value ?? null};
}
