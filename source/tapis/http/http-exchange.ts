import type {IncomingMessage} from 'node:http';
import type {Failure} from '../../domain/failure.ts';
import type {HttpRequest} from './http-messages.ts';
import {maskHeaders, maskSecrets} from './mask.ts';

/** One request and what came of it, as a log may show it: nothing secret is in it. */
export type Exchange = {
	readonly method: string;
	readonly url: string;
	readonly trackingId: string;
	readonly requestHeaders: Readonly<Record<string, string>>;
	/** Size of the request's body; the body itself is never told, it may hold a password. */
	readonly requestBytes: number;
	readonly status: number | null;
	readonly replyHeaders: Readonly<Record<string, string>>;
	readonly failure: string | null;
	readonly durationMs: number;
};

export type ExchangeReport = {
	readonly answered: (incoming: IncomingMessage) => void;
	readonly failed: (failure: Failure) => void;
};

/** Collects what happens to one request and hands it, masked, to the listener once its headers or its failure are there. */
export function createExchangeReport(
	request: HttpRequest,
	url: URL,
	trackingId: string,
	listener: ((exchange: Exchange) => void) | undefined,
): ExchangeReport {
	if (!listener) return {answered: () => {}, failed: () => {}};
	const startedAt = performance.now();
	const tell = (outcome: Pick<Exchange, 'status' | 'replyHeaders' | 'failure'>): void =>
		listener({
			method: request.method,
			url: maskSecrets(url.href, request.secrets),
			trackingId,
			requestHeaders: maskHeaders(request.headers ?? {}, request.secrets),
			requestBytes: Buffer.byteLength(request.body ?? ''),
			durationMs: Math.round(performance.now() - startedAt),
			...outcome,
		});
	return {
		answered: incoming =>
			tell({
				status: incoming.statusCode ?? 0,
				replyHeaders: maskHeaders(incoming.headers, request.secrets),
				failure: null,
			}),
		failed: failure => tell({status: null, replyHeaders: {}, failure: `${failure.kind}: ${failure.message}`}),
	};
}
