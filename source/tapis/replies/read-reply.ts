import {Failure} from '../../domain/failure.ts';
import type {Instant} from '../../domain/job.ts';
import {isRecord, parseJson} from '../../domain/json.ts';
import {parseHttpDate} from '../../domain/time.ts';
import type {HttpReply} from '../http/http-messages.ts';
import {readText, type Wire} from './read-value.ts';

/** What can be told of any answer before deciding whether it is a good one. */
export type ReadReply = {
	readonly status: number;
	/** The JSON envelope, or null when the body holds none. */
	readonly envelope: Wire | null;
	/** The service's text: the envelope's message, or the whole body where it is bare text. Bounded. */
	readonly text: string;
	/** The message key the text starts with, such as `TAPIS_SECURITY_JWT_EXPIRED`. */
	readonly key: string | null;
	readonly isHtml: boolean;
	readonly isEmpty: boolean;
	readonly serverTime: Instant | null;
	readonly retryAfterMs: number | null;
	readonly trackingId: string;
};

const messageKey = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/;

/**
 * Reads an answer without trusting its content type: the service's filters send bare text, the gateway HTML, and a revoked
 * token an envelope of four keys. `now` turns a Retry-After date into a wait where the answer tells no time of its own.
 */
export function readReply(reply: HttpReply, now: Instant): ReadReply {
	const body = new TextDecoder().decode(reply.body);
	const trimmed = body.trimStart();
	const parsed = trimmed.startsWith('{') ? parseJson(trimmed) : undefined;
	const envelope = isRecord(parsed) ? parsed : null;
	const isHtml = /^<(!doctype|html|head|body|\?xml)/i.test(trimmed);
	const text = envelope ? (readText(envelope['message']) ?? '') : isHtml ? '' : trimmed.slice(0, 4096);
	const serverTime = parseHttpDate(reply.headers.date ?? '');
	return {
		status: reply.status,
		envelope,
		text,
		key: messageKey.exec(text)?.[0] ?? null,
		isHtml,
		isEmpty: trimmed === '',
		serverTime,
		retryAfterMs: readRetryAfter(reply.headers['retry-after'], serverTime ?? now),
		trackingId: reply.trackingId,
	};
}

/** A wait longer than this is not believed; a broken gateway must not silence the monitor for a day. */
const longestWaitMs = 15 * 60_000;

/** Retry-After, in seconds or as a date; milliseconds, or null without it. */
function readRetryAfter(header: string | undefined, now: Instant): number | null {
	if (header === undefined) return null;
	const date = parseHttpDate(header);
	const wait = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) * 1000 : date === null ? null : date - now;
	return wait === null ? null : Math.min(Math.max(wait, 0), longestWaitMs);
}

/**
 * Checks an answer to a request that asks only for something to be done: success without a result, or nothing at all, says so as
 * well. Rejects all else as `resultOf` does.
 */
export function checkDone(reply: ReadReply, host: string): void {
	if (!reply.isEmpty && reply.envelope?.['status'] !== 'success') resultOf(reply, host);
}

/** The `result` of a good answer. Rejects what is not an envelope with a `reply` Failure that says what came instead. */
export function resultOf(reply: ReadReply, host: string): unknown {
	if (reply.envelope && 'result' in reply.envelope) return reply.envelope['result'];
	const what = reply.isEmpty
		? 'an empty answer'
		: reply.isHtml
			? 'a web page instead of data'
			: reply.envelope
				? 'JSON that is not a Tapis answer'
				: 'an answer that is cut short or is not JSON';
	throw new Failure('reply', `${host} sent ${what}.`, {
		httpStatus: reply.status,
		trackingId: reply.trackingId,
	});
}
