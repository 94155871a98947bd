import {exitCodes} from '../../domain/exit-codes.ts';
import {isFailure} from '../../domain/failure.ts';
import {formatDuration, formatInstant} from '../../domain/time.ts';
import {getUserInfo, type SignInAt} from '../../tapis/sign-in/sign-in.ts';
import type {CommandContext} from '../command-line/command.ts';
import {instantJson} from '../command-line/instant-json.ts';
import {createPrinter} from '../command-line/printer.ts';
import {openSession, type Reach, reachTenant, warnOf} from './session.ts';

/** Asks the service who the token stands for; what the token says of itself proves nothing. */
export async function runWhoami(context: CommandContext): Promise<number> {
	const {flags, clock, signal} = context;
	const printer = createPrinter(context);
	const session = openSession(context);
	warnOf(session, printer);
	const reach = await reachTenant(session, context, printer.warn);
	const {baseUrl, tokens, identity} = reach;
	const {username, isToldByToken} = await askWho({baseUrl, http: session.http, clock, signal}, reach);
	const tenant = tokens.claims()?.tenant ?? identity.tenant;
	const {profile, accessToken} = session.connection;
	const expiresAt = tokens.expiresAt();
	if (flags.json === true) {
		printer.json({
			username,
			tenant,
			baseUrl,
			profile: profile?.name ?? null,
			tokenFrom: accessToken?.from ?? null,
			expiresAt: instantJson(expiresAt),
			renewsItself: tokens.canRenew(),
		});
		return exitCodes.done;
	}
	printer.line(`${username} @ ${tenant}`);
	if (flags.quiet === true) return exitCodes.done;
	if (isToldByToken) {
		printer.say(
			'The tenant does not tell who you are; this is what the token says, and the Jobs service takes it.',
		);
	}
	printer.line(`base URL  ${baseUrl}`);
	printer.line(`token     from ${accessToken?.from ?? 'a sign-in with TAPIS_PASSWORD'}`);
	if (expiresAt !== null) {
		const left = `${formatInstant(expiresAt)}, in ${formatDuration(expiresAt - clock.now())}`;
		printer.line(`expires   ${left}${tokens.canRenew() ? '; it is renewed by itself' : ''}`);
	}
	return exitCodes.done;
}

/**
 * Not every tenant serves `userinfo`, and the Authenticator says of every token it does not take only that it is bad. Then the
 * Jobs service judges the token, which is what the rest of the program works with, and its claims tell the name.
 */
async function askWho(
	at: SignInAt,
	{api, tokens}: Reach,
): Promise<{readonly username: string; readonly isToldByToken: boolean}> {
	const token = await tokens.getToken();
	try {
		return {username: (await getUserInfo(at, token)).username, isToldByToken: false};
	} catch (error) {
		if (!isFailure(error) || ![400, 401, 404].includes(error.httpStatus ?? 0)) throw error;
		await api.getJobList({listType: 'MY_JOBS', limit: 1}, {signal: at.signal});
		const username = tokens.claims()?.username;
		if (!username) throw error;
		return {username, isToldByToken: true};
	}
}
