import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach} from 'vitest';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {createHttpClient, type HttpClient, type HttpClientOptions} from '../../source/tapis/http/http.ts';
import {createTokenSource, type TokenSource} from '../../source/tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../source/tapis/tapis-client.ts';

export type SeenRequest = {
	readonly method: string;
	/** Decoded path, without the query. */
	readonly path: string;
	readonly rawUrl: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
};

/** What to answer: a value is the result of a good envelope; a function does it by hand. */
export type Scripted =
	| {readonly status?: number; readonly headers?: Record<string, string>; readonly body: string | Buffer}
	| ((request: SeenRequest, response: ServerResponse) => void);

export type ScriptedService = {
	readonly url: string;
	readonly seen: SeenRequest[];
	readonly api: TapisApi;
	readonly http: HttpClient;
	readonly notes: string[];
};

/** A token that is easy to find wherever it must not be. */
export const secretToken = 'eyJhbGciOi.s3cretT0kenValue-0123456789.c2lnbmF0dXJl';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const cleanup of cleanups.splice(0)) await cleanup();
});

export async function listen(server: Server): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	cleanups.push(async () => {
		server.closeAllConnections?.();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function newHttpClient(options: Partial<HttpClientOptions> = {}): HttpClient {
	const http = createHttpClient({userAgent: 'tapis-jobs/test', ...options});
	cleanups.push(() => http.close());
	return http;
}

export function fixedTokens(token = secretToken): TokenSource {
	return createTokenSource({
		tokens: {accessToken: token, refreshToken: null, expiresAt: null},
		clock: {now: Date.now},
	});
}

/** A service on loopback that answers what a test says, and a client for it. */
export async function startService(
	answer: (request: SeenRequest) => Scripted,
	options: {readonly tokens?: TokenSource; readonly http?: Partial<HttpClientOptions>} = {},
): Promise<ScriptedService> {
	const seen: SeenRequest[] = [];
	const server = createServer(async (incoming, response) => {
		let body = '';
		for await (const chunk of incoming) body += chunk;
		const url = new URL(incoming.url!, 'http://localhost');
		const request: SeenRequest = {
			method: incoming.method!,
			path: decodeURIComponent(url.pathname),
			rawUrl: incoming.url!,
			query: url.searchParams,
			headers: incoming.headers,
			body,
		};
		seen.push(request);
		const scripted = answer(request);
		if (typeof scripted === 'function') scripted(request, response);
		else response.writeHead(scripted.status ?? 200, scripted.headers ?? {}).end(scripted.body);
	});
	const url = await listen(server);
	const http = newHttpClient(options.http);
	const notes: string[] = [];
	const api = createTapisApi({
		baseUrl: url,
		http,
		tokens: options.tokens ?? fixedTokens(),
		onNote: text => notes.push(text),
	});
	return {url, seen, api, http, notes};
}

/** A good answer of the Jobs service. */
export function good(result: unknown, metadata: unknown = null): Scripted {
	return {
		headers: {'content-type': 'application/json'},
		body: JSON.stringify({result, status: 'success', message: 'JOBS_OK fine', version: '1.7.1', metadata}),
	};
}

/** An error envelope of the Jobs service. */
export function bad(status: number, message: string, envelopeStatus = 'error'): Scripted {
	return {
		status,
		headers: {'content-type': 'application/json'},
		body: JSON.stringify({result: null, status: envelopeStatus, message, version: '1.7.1', metadata: null}),
	};
}

/** Bare text, as the service's request filters answer. */
export function text(status: number, body: string): Scripted {
	return {status, body};
}

export function html(status: number, title: string): Scripted {
	return {
		status,
		headers: {'content-type': 'text/html'},
		body: `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body></html>`,
	};
}
