import {chosenProfile} from '../../config/connection.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {isFailure} from '../../domain/failure.ts';
import {resolveBaseUrl} from '../../tapis/http/base-url.ts';
import {revokeToken} from '../../tapis/sign-in/sign-in.ts';
import {readToken} from '../../tapis/sign-in/token.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {openSession, warnOf} from './session.ts';

/** Revokes the tokens of a profile, where the service can be reached, and forgets them in any case. */
export async function runLogout(context: CommandContext): Promise<number> {
	const {flags, clock, signal} = context;
	const printer = createPrinter(context);
	const session = openSession(context);
	warnOf(session, printer);
	const {profiles, connection, http} = session;
	// Whatever token the environment holds: it is the kept ones that are forgotten.
	const {profile: current} = chosenProfile(profiles, context.env, flags);
	const leaving = flags.all === true ? profiles.list() : current === null ? [] : [current];
	if (leaving.length === 0) printer.say('You are not signed in anywhere.');
	for (const profile of leaving) {
		// A file written by hand may name a tenant in short.
		const baseUrl = resolveBaseUrl(profile.baseUrl);
		for (const token of [profile.accessToken, profile.refreshToken]) {
			// An expired token needs no revoking, and the service would refuse to.
			if (token === null || (readToken(token)?.expiresAt ?? Number.POSITIVE_INFINITY) <= clock.now())
				continue;
			try {
				await revokeToken({baseUrl, http, clock, signal}, token);
			} catch (error) {
				if (!isFailure(error)) throw error;
				// The person should know that it still holds.
				if (error.kind !== 'sign-in') printer.say(`The token could not be revoked: ${error.message}`);
			}
		}
		const trouble = await profiles.forgetTokens(profile.name);
		if (trouble !== null) throw trouble;
		printer.say(`Signed out of ${new URL(baseUrl).host} (profile ${profile.name}).`);
	}
	if (connection.accessToken?.origin === 'environment') {
		printer.say(`${connection.accessToken.from} is still set in your environment and is used.`);
	}
	return exitCodes.done;
}
