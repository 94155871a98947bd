import {isSame} from '../../config/connection.ts';
import type {Clock} from '../../domain/clock.ts';
import {Failure} from '../../domain/failure.ts';
import type {Credentials} from '../../domain/identity.ts';
import {SECOND} from '../../domain/time.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import {resolveBaseUrl} from '../../tapis/http/base-url.ts';
import {signInWithPassword} from '../../tapis/sign-in/sign-in.ts';
import {readToken} from '../../tapis/sign-in/token.ts';
import type {CommandContext} from '../command-line/command.ts';
import {keepSignIn} from '../sign-in/keep-sign-in.ts';
import {clientOf, type Reach, type Session} from '../sign-in/session.ts';

/** The session with the tokens of what was just typed, which are kept. `reached` is whose jobs are on the screen, if anybody's. */
export async function signInHere(
	session: Session,
	context: CommandContext,
	credentials: Credentials,
	reached: Pick<Reach, 'baseUrl' | 'identity'> | null,
): Promise<Session> {
	const {connection, profiles, http} = session;
	const baseUrl = resolveBaseUrl(credentials.baseUrl);
	if (reached !== null && baseUrl !== reached.baseUrl) {
		throw new Failure(
			'usage',
			`These jobs are at ${reached.identity.host}, not at ${new URL(baseUrl).host}.`,
			{
				advice: 'Start tapis-jobs anew with --base-url to see the jobs at another tenant.',
			},
		);
	}
	const profile = isSame(connection.profile?.baseUrl, baseUrl, resolveBaseUrl) ? connection.profile : null;
	const client = clientOf(session.clientAt(baseUrl, {profile}));
	const tokens = await signInWithPassword(
		{baseUrl, http, clock: context.clock, signal: context.signal},
		{...credentials, client},
	);
	const signedIn = readToken(tokens.accessToken)?.username ?? credentials.username;
	if (reached !== null && signedIn !== reached.identity.user) {
		throw new Failure('bad-credentials', `These jobs are ${reached.identity.user}’s, not ${signedIn}’s.`, {
			advice: 'Start tapis-jobs anew to see the jobs of another user.',
		});
	}
	const kept = await keepSignIn(profiles, {
		preferred: profile,
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
			profile: kept.profile,
			baseUrl: typed,
			accessToken: {...typed, value: tokens.accessToken},
			refreshToken: tokens.refreshToken,
			client: session.clientAt(baseUrl, {profile: kept.profile}),
		},
	};
}

/** How often it is looked whether somebody has signed in by another program meanwhile. */
const lookEveryMs = 3 * SECOND;

/**
 * Calls `look` now and then while the monitor waits for a sign-in: `tapis-jobs login` in another window is one too. Returns what
 * stops it.
 */
export function watchForSignIn(
	monitor: Monitor,
	clock: Pick<Clock, 'after'>,
	look: () => Promise<void>,
): () => void {
	let isStopped = false;
	let stopTimer: (() => void) | undefined;
	const plan = (): void => {
		if (isStopped || monitor.getState().link.kind !== 'signed-out' || stopTimer !== undefined) return;
		stopTimer = clock.after(lookEveryMs, () => {
			const again = (): void => {
				stopTimer = undefined;
				plan();
			};
			// A profile that has gone from the file meanwhile is no sign-in; it may come back.
			void look().then(again, again);
		});
	};
	const stopListening = monitor.subscribe(plan);
	return () => {
		isStopped = true;
		stopListening();
		stopTimer?.();
	};
}
