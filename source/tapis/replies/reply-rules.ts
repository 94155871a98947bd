import {type FailureKind, signInAdvice} from '../../domain/failure.ts';
import {ownWords, withOwnWords} from './own-words.ts';
import type {ReadReply} from './read-reply.ts';

/** What was asked, for the sentences. */
export type Asked = {
	readonly host: string;
	/** What the request is about, such as `Job 6b6a0f0e-…-007`, or null for lists. */
	readonly subject: string | null;
	/** What was to be done, as in "could not …": `cancel the job`. */
	readonly action: string;
	readonly secrets: readonly string[];
};

export type ReplyRule = {
	/** Codes this row speaks of; any when left out. */
	readonly status?: readonly number[];
	/** Sought in the service's own text; a gateway's page has none. */
	readonly text?: RegExp;
	/** Only for JSON envelopes (true), or only for what is none (false). */
	readonly isEnvelope?: boolean;
	readonly kind: FailureKind;
	readonly sentence: (asked: Asked, reply: ReadReply) => string;
	readonly advice?: string;
	readonly canRetry?: boolean;
};

const theJob = (asked: Asked): string => asked.subject ?? 'The job';
const gatewayNames: Readonly<Record<number, string>> = {
	502: '502 Bad Gateway',
	503: '503 Service Unavailable',
	504: '504 Gateway Timeout',
};

/**
 * How each bad answer is understood; the first row that fits. The order matters: the service uses 401 for "sign in" and for
 * "not yours", and 500, 400 and 404 (this with status "success") for "no such job". Rules from Jobs 1.7.1 and its gateway.
 */
export const replyRules: readonly ReplyRule[] = [
	{
		status: [401],
		text: /^TAPIS_SECURITY_JWT_EXPIRED/,
		kind: 'sign-in',
		sentence: asked => `Your sign-in at ${asked.host} has expired.`,
	},
	{
		text: /^TAPIS_SECURITY_JWT_KEY_ERROR/,
		kind: 'server',
		sentence: asked => `${asked.host} cannot check tokens at the moment.`,
	},
	{
		status: [401],
		text: /^TAPIS_SECURITY_MISSING_JWT_INFO/,
		kind: 'sign-in',
		sentence: asked => `${asked.host} received no token.`,
	},
	{
		status: [401],
		text: /^TAPIS_SECURITY_JWT_INVALID_CLAIM.*token_type/s,
		kind: 'sign-in',
		sentence: asked => `${asked.host} was given a refresh token where an access token is needed.`,
		advice: `TAPIS_TOKEN takes the access token. ${signInAdvice}`,
	},
	{
		status: [401],
		text: /^TAPIS_SECURITY_USER_IN_ADMIN_TENANT/,
		kind: 'sign-in',
		sentence: asked => `${asked.host} takes no users of the administration tenant.`,
		advice: 'Sign in at your own tenant.',
	},
	{
		status: [401],
		text: /^TAPIS_SECURITY_/,
		kind: 'sign-in',
		sentence: asked => `${asked.host} does not accept the token.`,
		advice: `Check that it belongs to this tenant. ${signInAdvice}`,
	},
	{
		text: /JOBS_MISMATCHED_TENANT/,
		kind: 'not-yours',
		sentence: asked => `${theJob(asked)} belongs to another tenant.`,
		advice: 'Sign in at the tenant the job was submitted to.',
	},
	{
		text: /JOBS_MISMATCHED_OWNER|JOBS_JOB_ACTION_NOT_AUTHORIZED/,
		kind: 'not-yours',
		sentence: asked => `${theJob(asked)} belongs to someone else.`,
	},
	{
		status: [500],
		isEnvelope: true,
		text: /\btoken\b.*\brevoked\b/is,
		kind: 'sign-in',
		sentence: asked => `The token was revoked, or the gateway of ${asked.host} could not check it.`,
		canRetry: true,
	},
	{
		text: /JOBS_JOB_NOT_VISIBLE/,
		kind: 'not-found',
		sentence: asked => `${theJob(asked)} is hidden.`,
		advice: 'A hidden job keeps its data; `tapis-jobs unhide` shows it again.',
	},
	{
		status: [400, 404, 500],
		text: /^FILES_.*NOT_FOUND|^FILES_.*(no such|not found)/is,
		kind: 'not-found',
		sentence: () => 'There is no such file or directory.',
		advice: 'It may not have been written yet; `tapis-jobs output --list UUID` shows what is there.',
	},
	{
		status: [400],
		text: /JOBS_JOB_SELECT_UUID_ERROR/,
		kind: 'not-found',
		sentence: asked => `${theJob(asked)} is not known at ${asked.host}.`,
	},
	{
		status: [400, 404, 500],
		text: /(JOBS|TAPIS)_[A-Z_]*NOT_FOUND/,
		kind: 'not-found',
		sentence: asked => `${theJob(asked)} is not known at ${asked.host}.`,
	},
	{
		text: /JOBS_JOB_IN_TERMINAL_STATE|JOBS_IN_TERMINAL_STATE/,
		kind: 'wrong-state',
		sentence: asked => `${theJob(asked)} has already ended.`,
	},
	{
		text: /JOBS_JOB_NOT_IN_TERMINAL_STATE|JOBS_JOB_NOT_TERMINATED/,
		kind: 'wrong-state',
		sentence: asked => `${theJob(asked)} has not ended yet.`,
		advice: 'Wait for its end, or cancel it first.',
	},
	{
		status: [409],
		kind: 'wrong-state',
		sentence: asked => `The state of ${asked.subject ?? 'the job'} does not allow to ${asked.action}.`,
	},
	{
		status: [414, 431],
		kind: 'refused',
		sentence: asked => `${asked.host} finds the address needed to ${asked.action} too long.`,
		advice: 'Nothing was changed. A directory or file in it has an unusually long name.',
	},
	{
		status: [429],
		kind: 'limit',
		sentence: asked => `${asked.host} asks for fewer requests.`,
	},
	{
		status: [502, 503, 504],
		kind: 'server',
		sentence: (asked, reply) =>
			`The gateway of ${asked.host} answers ${gatewayNames[reply.status]}: the service behind it is not there.`,
		advice: 'It mostly passes by itself; see the tenant’s status page if it does not.',
	},
	{
		// A resource says no in JSON with a key of its own; it is the filters before it that judge the token.
		status: [401],
		isEnvelope: true,
		text: /^[A-Z]+_[A-Z_]+/,
		kind: 'not-yours',
		sentence: (asked, reply) =>
			withOwnWords(`You may not ${asked.action}`, ownWords(reply.text, asked.secrets)),
	},
	{
		status: [401],
		kind: 'sign-in',
		sentence: asked => `${asked.host} asks for a sign-in.`,
	},
	{
		status: [403],
		isEnvelope: true,
		kind: 'not-yours',
		sentence: asked => `You have no permission to ${asked.action}.`,
		advice: 'Ask the owner of the job or of the system for READ permission.',
	},
	{
		status: [403],
		kind: 'refused',
		sentence: asked => `Something before ${asked.host} does not let the request to ${asked.action} through.`,
		advice: 'A firewall or a gateway stands in between; try from a network that your site allows.',
		canRetry: true,
	},
	{
		status: [413],
		kind: 'refused',
		sentence: asked => `${asked.host} finds what was sent to ${asked.action} too large.`,
		advice: 'Nothing was changed.',
	},
	{
		status: [404, 405],
		isEnvelope: false,
		kind: 'reply',
		sentence: asked => `${asked.host} has no Tapis v3 service at the address used to ${asked.action}.`,
		advice: 'Check the base URL: a tenant’s is https://TENANT.tapis.io, with no path behind it.',
	},
	{
		status: [404],
		kind: 'not-found',
		sentence: (asked, reply) =>
			withOwnWords(
				`${asked.host} did not find what is needed to ${asked.action}`,
				ownWords(reply.text, asked.secrets),
			),
	},
	{
		status: [408],
		kind: 'timeout',
		sentence: asked => `${asked.host} waited in vain for the request.`,
	},
	{
		status: [500],
		text: /^JOBS_QMGR_POST_CANCEL/,
		kind: 'server',
		sentence: asked => `${asked.host} could not pass the cancellation on to the workers.`,
		advice: 'Nothing was cancelled; it is safe to ask again.',
	},
];
