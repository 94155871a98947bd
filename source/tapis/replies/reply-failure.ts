import {Failure} from '../../domain/failure.ts';
import {ownWords, withOwnWords} from './own-words.ts';
import type {ReadReply} from './read-reply.ts';
import {type Asked, type ReplyRule, replyRules} from './reply-rules.ts';

export type {Asked} from './reply-rules.ts';

/** A row for what no rule knows: the service's own words, in a kind that follows from the code. */
function otherFailure(asked: Asked, reply: ReadReply): ReplyRule {
	const isServer = reply.status >= 500;
	const what = isServer
		? `${asked.host} has a problem and could not ${asked.action}`
		: `${asked.host} refused to ${asked.action}`;
	return {
		kind: isServer ? 'server' : reply.status >= 400 ? 'refused' : 'reply',
		// What is no answer of the service says nothing about the request: something in between may let the next one through.
		...(isAnswer(reply) ? {} : {canRetry: true}),
		sentence: () => withOwnWords(`${what} (HTTP ${reply.status})`, ownWords(reply.text, asked.secrets)),
		...(isServer && !reply.text
			? {advice: 'Try again later; see the tenant’s status page if it stays.'}
			: {}),
	};
}

/** Whether the service itself answered: an envelope, or the text of one of its filters, which begins with a key. */
function isAnswer({envelope, key}: ReadReply): boolean {
	return key !== null || (envelope !== null && ('status' in envelope || 'result' in envelope));
}

function fits(rule: ReplyRule, reply: ReadReply): boolean {
	return (
		(rule.status?.includes(reply.status) ?? true) &&
		(rule.text?.test(reply.text) ?? true) &&
		(rule.isEnvelope ?? reply.envelope !== null) === (reply.envelope !== null)
	);
}

/** The Failure that an answer stands for, or null when it is a good one. */
export function replyFailure(reply: ReadReply, asked: Asked): Failure | null {
	const isGood = reply.status >= 200 && reply.status < 300 && reply.envelope?.['status'] !== 'error';
	return isGood ? null : failureOf(reply, asked);
}

/** What an answer that is not a good one stands for. */
export function failureOf(reply: ReadReply, asked: Asked): Failure {
	const rule = replyRules.find(one => fits(one, reply)) ?? otherFailure(asked, reply);
	return new Failure(rule.kind, rule.sentence(asked, reply), {
		httpStatus: reply.status,
		trackingId: reply.trackingId,
		...(rule.advice === undefined ? {} : {advice: rule.advice}),
		...(rule.canRetry === undefined ? {} : {canRetry: rule.canRetry}),
		...(reply.key === null ? {} : {tapisKey: reply.key}),
		...(reply.retryAfterMs === null ? {} : {retryAfterMs: reply.retryAfterMs}),
	});
}
