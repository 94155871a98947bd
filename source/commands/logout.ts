import {isFailure} from '../domain/failure.ts';
import {revokeToken} from '../tapis/sign-in.ts';
import type {CommandContext} from './command.ts';
import {exitCodes} from './exit-codes.ts';
import {createPrinter} from './printer.ts';
import {openSession} from './session.ts';

/** Revokes the tokens of a profile, where the service can be reached, and forgets them in any case. */
export async function runLogout(context: CommandContext): Promise<number> {
	const {flags, clock, signal} = context;
	const printer = createPrinter(context);
	const {profiles, connection, http, close} = openSession(context);
	const current = connection.profile ?? profiles.current();
	const leaving = flags.all === true ? profiles.list() : current === null ? [] : [current];
	if (leaving.length === 0) printer.say('You are not signed in anywhere.');
	for (const profile of leaving) {
		for (const token of [profile.accessToken, profile.refreshToken]) {
			if (token === null) continue;
			try {
				await revokeToken({baseUrl: profile.baseUrl, http, clock, signal}, token);
			} catch (error) {
				if (!isFailure(error)) throw error;
				// An expired token needs no revoking; for any other the person should know that it still holds.
				if (error.kind !== 'sign-in') printer.say(`The token could not be revoked: ${error.message}`);
			}
		}
		const trouble = await profiles.putTokens(profile.name, {
			accessToken: null,
			refreshToken: null,
			expiresAt: null,
		});
		if (trouble !== null) throw trouble;
		printer.say(`Signed out of ${new URL(profile.baseUrl).host} (profile ${profile.name}).`);
	}
	if (connection.accessToken?.origin === 'environment') {
		printer.say(`${connection.accessToken.from} is still set in your environment and is used.`);
	}
	close();
	return exitCodes.done;
}
