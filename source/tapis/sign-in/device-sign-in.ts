import type {DeviceCodeResposne as DeviceCodeReply} from '@tapis/tapis-typescript-authenticator';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {Instant} from '../../domain/job.ts';
import {isRecord} from '../../domain/json.ts';
import {parseInstant} from '../../domain/time.ts';
import {withOwnWords} from '../replies/own-words.ts';
import {readNumber, readText} from '../replies/read-value.ts';
import {askAuthenticator, hostOf, readTokens, type SignInAt} from './authenticator.ts';
import type {Tokens} from './token-source.ts';

/** What the person needs for a device sign-in: open the address, sign in there, type the code. */
export type DeviceSignIn = {
	readonly verificationUri: string;
	readonly userCode: string;
	readonly expiresAt: Instant;
	/** Secret: whoever has it gets the tokens. */
	readonly deviceCode: string;
	readonly clientId: string;
};

/** The service keeps a device code this long when its answer does not say (Authenticator: 600 s). */
const deviceCodeLifeMs = 600_000;
const devicePollMs = 5_000;

/** Starts a device sign-in. Needs no password on this machine. */
export async function startDeviceSignIn(at: SignInAt, clientId: string): Promise<DeviceSignIn> {
	const result = await askAuthenticator(
		at,
		{path: 'device/code', body: {client_id: clientId}, action: 'start the sign-in', secrets: []},
		text =>
			new Failure(
				'bad-credentials',
				withOwnWords(`${hostOf(at)} does not know the client ${clientId}`, text),
			),
	);
	const reply: {readonly [field in keyof DeviceCodeReply]?: unknown} = isRecord(result) ? result : {};
	const deviceCode = readText(reply.device_code, 1024);
	const userCode = readText(reply.user_code, 64);
	const verificationUri = readText(reply.verification_uri, 2048);
	if (!deviceCode || !userCode || !verificationUri)
		throw new Failure('reply', `${hostOf(at)} sent no device code.`);
	// Documented as seconds, sent as an HTTP date.
	const seconds = readNumber(reply.expires_in);
	const now = at.clock.now();
	const expiresAt =
		parseInstant(reply.expires_in) ?? now + (seconds === null ? deviceCodeLifeMs : seconds * 1000);
	return {deviceCode, userCode, verificationUri, expiresAt, clientId};
}

/** Asks until the person has signed in at the address, the code has expired, or the signal aborts. */
export async function waitForDeviceSignIn(at: SignInAt, device: DeviceSignIn): Promise<Tokens> {
	// The service's date is by its own clock; a code never lives longer than it lets any live.
	const deadline = Math.min(
		Math.max(device.expiresAt, at.clock.now() + devicePollMs),
		at.clock.now() + 2 * deviceCodeLifeMs,
	);
	while (at.clock.now() < deadline) {
		await pause(at, devicePollMs);
		try {
			const result = await askAuthenticator(
				at,
				{
					path: 'tokens',
					body: {grant_type: 'device_code', client_id: device.clientId, device_code: device.deviceCode},
					action: 'sign you in',
					secrets: [device.deviceCode],
				},
				text =>
					isRequestWrong.test(text)
						? new Failure('bad-credentials', withOwnWords(`${hostOf(at)} refuses the device sign-in`, text))
						: isCodeOver.test(text)
							? codeIsOver(text)
							: notYet(text),
			);
			return readTokens(result, at);
		} catch (error) {
			// A broken line or a busy gateway passes; the code lives on.
			if (!isFailure(error) || !error.canRetry) throw error;
		}
	}
	throw codeIsOver('');
}

/** What no waiting mends: the client, or a tenant that does not allow this way. */
const isRequestWrong = /\bclient\b|\bgrant_type\b|\bparameter\b|\bnot allowed\b/i;
const isCodeOver = /expired|not valid|invalid|denied|\bno db_code\b/i;

function codeIsOver(text: string): Failure {
	return new Failure('bad-credentials', withOwnWords('The code is no longer valid', text), {
		advice: 'Start the sign-in again; a code lives for about ten minutes.',
	});
}

/** The service has no word of its own for "wait"; anything that does not end the code means that. */
function notYet(text: string): Failure {
	return new Failure('bad-credentials', withOwnWords('The sign-in has not been confirmed yet', text), {
		canRetry: true,
	});
}

function pause({clock, signal}: SignInAt, ms: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const aborted = (): void => {
			cancel();
			reject(new Failure('aborted', 'The sign-in was stopped.'));
		};
		const cancel = clock.after(ms, () => {
			signal?.removeEventListener('abort', aborted);
			resolve();
		});
		if (signal?.aborted) aborted();
		else signal?.addEventListener('abort', aborted, {once: true});
	});
}
