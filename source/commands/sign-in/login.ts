import {chosenProfile, isSame} from '../../config/connection.ts';
import {checkProfileName} from '../../config/profiles.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure} from '../../domain/failure.ts';
import {formatInstant} from '../../domain/time.ts';
import {resolveBaseUrl} from '../../tapis/http/base-url.ts';
import {startDeviceSignIn, waitForDeviceSignIn} from '../../tapis/sign-in/device-sign-in.ts';
import {type SignInAt, signInWithPassword} from '../../tapis/sign-in/sign-in.ts';
import type {Tokens} from '../../tapis/sign-in/token-source.ts';
import {ask, askSecret, canAsk} from '../command-line/ask.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter, type Printer} from '../command-line/printer.ts';
import {keepSignIn} from './keep-sign-in.ts';
import {clientOf, openSession, type Session, tellOfVariablesAbove, warnOf} from './session.ts';

export async function runLogin(context: CommandContext): Promise<number> {
	const {args, flags, env, clock, signal} = context;
	const printer = createPrinter(context);
	// A new profile is made by signing in, so a name that there is not yet is no mistake here.
	const {profile: _named, ...others} = flags;
	const session = openSession({...context, flags: others, env: {...env, TAPIS_PROFILE: undefined}});
	warnOf(session, printer);
	const {profiles} = session;
	const {name, profile: chosen} = chosenProfile(profiles, env, flags);
	// Before a password is asked for and sent.
	if (name !== null) checkProfileName(name);
	const named = name === null ? undefined : chosen?.baseUrl;
	const baseUrl = resolveBaseUrl(args[0] ?? flags.baseUrl ?? named ?? (await tenantFor(session, context)));
	const known = isSame(chosen?.baseUrl, baseUrl, resolveBaseUrl) ? chosen : null;
	const at: SignInAt = {baseUrl, http: session.http, clock, signal};
	const choice = session.clientAt(baseUrl, {clientId: flags.clientId, profile: known});
	const client = clientOf(choice);
	let username: string | null = null;
	let tokens: Tokens;
	if (flags.device === true) {
		tokens = await signInByDevice(at, choice?.clientId ?? null, printer);
	} else {
		if (choice !== null && client === undefined)
			printer.say(`The client ${choice.clientId} is not used: its key is missing (TAPIS_CLIENT_KEY).`);
		const variables = session.environmentAt(baseUrl);
		username = await usernameFor(variables['TAPIS_USERNAME'] || known?.username || undefined, context);
		const password = await passwordFor(username, baseUrl, variables['TAPIS_PASSWORD'], context);
		tokens = await signInWithPassword(at, {username, password, client});
	}
	const {profile, trouble} = await keepSignIn(profiles, {
		name: name ?? undefined,
		preferred: known,
		baseUrl,
		username,
		tokens,
		client,
	});
	if (trouble !== null) throw trouble;
	const until = profile.expiresAt === null ? '' : `, until ${formatInstant(profile.expiresAt)}`;
	const renewed = profile.refreshToken !== null && client !== undefined ? ', and renewed by itself' : '';
	printer.say(
		`Signed in to ${new URL(baseUrl).host} as ${profile.username ?? 'unknown'}${until}${renewed} (profile ${profile.name}).`,
	);
	tellOfVariablesAbove(profile, env, printer);
	return exitCodes.done;
}

async function tenantFor({connection}: Session, context: CommandContext): Promise<string> {
	if (connection.baseUrl !== null) return connection.baseUrl.value;
	if (canAsk(context)) return ask(context, 'Tenant (such as tacc, or https://tacc.tapis.io): ');
	throw new Failure('usage', 'Which tenant?', {
		advice: 'Give its base URL: `tapis-jobs login https://tacc.tapis.io`.',
	});
}

async function usernameFor(remembered: string | undefined, context: CommandContext): Promise<string> {
	const known = context.flags.username ?? remembered;
	if (known !== undefined && (context.flags.username !== undefined || !canAsk(context))) return known;
	if (!canAsk(context))
		throw new Failure('usage', 'Which user?', {advice: 'Give --username, or set TAPIS_USERNAME.'});
	const typed = await ask(context, known === undefined ? 'User: ' : `User [${known}]: `);
	if (typed !== '') return typed;
	if (known !== undefined) return known;
	throw new Failure('usage', 'No user was named.', {advice: 'Sign in with the name you use at the tenant.'});
}

async function passwordFor(
	username: string,
	baseUrl: string,
	fromEnvironment: string | undefined,
	context: CommandContext,
): Promise<string> {
	if (context.flags.passwordStdin === true) return firstLine(context.stdin);
	if (fromEnvironment) return fromEnvironment;
	if (!canAsk(context)) {
		throw new Failure('usage', 'There is no terminal to ask for the password.', {
			advice: 'Give it on standard input with --password-stdin, or set TAPIS_PASSWORD.',
		});
	}
	return askSecret(context, `Password of ${username} at ${new URL(baseUrl).host} (not shown): `);
}

async function firstLine(stdin: NodeJS.ReadStream): Promise<string> {
	let text = '';
	for await (const chunk of stdin.setEncoding('utf8')) {
		text += chunk;
		if (text.includes('\n')) break;
	}
	const password = text.split(/\r?\n/)[0] ?? '';
	if (password === '') throw new Failure('usage', 'There was no password on standard input.');
	return password;
}

async function signInByDevice(at: SignInAt, clientId: string | null, printer: Printer): Promise<Tokens> {
	if (clientId === null) {
		throw new Failure('usage', 'To sign in by device code an OAuth client is needed.', {
			advice: 'Give --client-id, or set TAPIS_CLIENT_ID.',
		});
	}
	const device = await startDeviceSignIn(at, clientId);
	// Without these words nobody can sign in, so --quiet does not hide them.
	printer.warn(
		`Open ${device.verificationUri} in a browser on any machine and type the code ${device.userCode}`,
	);
	return waitForDeviceSignIn(at, device);
}
