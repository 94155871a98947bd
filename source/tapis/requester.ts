import type {Clock} from '../domain/clock.ts';
import {Failure, isFailure} from '../domain/failure.ts';
import type {CallOptions} from '../domain/tapis-api.ts';
import {maxErrorBytes, takeRange} from './http/http-body.ts';
import type {HttpClient, HttpStream, HttpTimeouts} from './http/http-messages.ts';
import {exchangeJson, httpRequestFor, type JsonRequest, sendJson} from './json-exchange.ts';
import {checkDone, type ReadReply, readReply} from './replies/read-reply.ts';
import {type Asked, failureOf} from './replies/reply-failure.ts';
import type {TokenSource} from './sign-in/token-source.ts';

/** A request to the tenant, without its host and token. */
export type TenantRequest = CallOptions & {
	readonly method?: 'GET' | 'POST';
	/** From `/v3/` on, already encoded. */
	readonly path: string;
	readonly query?: URLSearchParams;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly timeouts?: Partial<HttpTimeouts>;
	readonly subject?: string | null;
	readonly action: string;
};

export type Answer = {readonly result: unknown; readonly reply: ReadReply};

export type Requester = {
	/** Sends, with one repetition after a renewed token, and gives the envelope's result. Rejects with a Failure. */
	readonly ask: (request: TenantRequest) => Promise<Answer>;
	/** The same for what is only to be done, of which an answer need not hold a result. */
	readonly tell: (request: TenantRequest) => Promise<void>;
	/** The same for bytes: a good answer's body as it comes, which may take its time as long as bytes keep coming. */
	readonly open: (request: Omit<TenantRequest, 'timeouts'>) => Promise<HttpStream>;
};

export type RequesterOptions = {
	/** Without a slash at its end. */
	readonly baseUrl: string;
	readonly tokens: TokenSource;
	readonly http: HttpClient;
	readonly clock: Pick<Clock, 'now'>;
};

/**
 * The longest path that file systems know, 4096 bytes of three characters each, fits. What is longer names nothing that is there, and
 * gateways answer it with 414 or 431.
 */
const maxAddressLength = 16_000;

function checkLength(url: string, action: string): void {
	if (url.length <= maxAddressLength) return;
	throw new Failure('refused', `The address needed to ${action} is too long for any service.`, {
		advice: 'Nothing was sent. A name in it is longer than file systems allow.',
	});
}

export function createRequester({baseUrl, tokens, http, clock}: RequesterOptions): Requester {
	const host = new URL(baseUrl).host;

	function requestWith(token: string, request: TenantRequest): JsonRequest {
		const {path, query, subject: _subject, action, ...rest} = request;
		const search = query?.toString();
		const url = `${baseUrl}${path}${search ? `?${search}` : ''}`;
		checkLength(url, action);
		return {method: 'GET', ...rest, url, token};
	}

	function askedOf(request: TenantRequest, token: string): Asked {
		return {host, subject: request.subject ?? null, action: request.action, secrets: [token]};
	}

	/** Runs once with the current token, and once more when the service does not take it and there is another. */
	async function withToken<T>(run: (token: string) => Promise<T>): Promise<T> {
		const token = await tokens.getToken();
		try {
			return await run(token);
		} catch (error) {
			const other = isFailure(error, 'sign-in') ? await tokens.tokenInsteadOf(token) : null;
			if (other === null) throw error;
			return run(other);
		}
	}

	return {
		ask: request =>
			withToken(async token => {
				const asked = askedOf(request, token);
				const answer = await exchangeJson({http, clock}, requestWith(token, request), asked);
				if (answer.failure !== null) throw answer.failure;
				return answer;
			}),
		tell: request =>
			withToken(async token => {
				const asked = askedOf(request, token);
				const {failure, reply} = await sendJson({http, clock}, requestWith(token, request), asked);
				if (failure !== null) throw failure;
				checkDone(reply, host);
			}),
		open: request =>
			withToken(async token => {
				const asked = askedOf(request, token);
				const unbounded = {...requestWith(token, request), timeouts: {totalMs: 0}};
				const stream = await http.open(httpRequestFor(unbounded, asked.secrets));
				if (stream.status >= 200 && stream.status < 300) return stream;
				const body = await takeRange(stream.body, 0, maxErrorBytes);
				const reply = readReply({...stream, body}, clock.now());
				throw failureOf(reply, asked);
			}),
	};
}
