import {formatDuration, formatInstant} from '../domain/time.ts';
import {getUserInfo} from '../tapis/sign-in.ts';
import type {CommandContext} from './command.ts';
import {exitCodes} from './exit-codes.ts';
import {instantJson} from './job-json.ts';
import {createPrinter} from './printer.ts';
import {openSession, reachTenant} from './session.ts';

/** Asks the service who the token stands for; what the token says of itself proves nothing. */
export async function runWhoami(context: CommandContext): Promise<number> {
	const {flags, clock, signal} = context;
	const printer = createPrinter(context);
	const session = openSession(context);
	const {baseUrl, tokens, identity} = await reachTenant(session, context);
	const info = await getUserInfo({baseUrl, http: session.http, clock, signal}, await tokens.getToken());
	const tenant = tokens.claims()?.tenant ?? identity.tenant;
	session.close();
	const {profile, accessToken} = session.connection;
	const expiresAt = tokens.expiresAt();
	if (flags.json === true) {
		printer.json({
			username: info.username,
			tenant,
			baseUrl,
			profile: profile?.name ?? null,
			tokenFrom: accessToken?.from ?? null,
			expiresAt: instantJson(expiresAt),
			renewsItself: tokens.canRenew(),
		});
		return exitCodes.done;
	}
	printer.line(`${info.username} @ ${tenant}`);
	if (flags.quiet === true) return exitCodes.done;
	printer.line(`base URL  ${baseUrl}`);
	printer.line(`token     from ${accessToken?.from ?? 'a sign-in with TAPIS_PASSWORD'}`);
	if (expiresAt !== null) {
		const left = `${formatInstant(expiresAt)}, in ${formatDuration(expiresAt - clock.now())}`;
		printer.line(`expires   ${left}${tokens.canRenew() ? '; it is renewed by itself' : ''}`);
	}
	return exitCodes.done;
}
