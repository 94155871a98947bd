import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import findMyWay from 'find-my-way';
import type {FaultEngine} from './faults/fault-engine.ts';
import type {Prepared} from './faults/strike.ts';
import type {Call, Handler, Route} from './http/call.ts';
import {htmlPage, type Reply} from './http/reply.ts';
import {checkCall, checkRevocation} from './sign-in/guards.ts';
import type {Tokens} from './sign-in/tokens.ts';

/** Bodies larger than this are refused, as by the gateway's client_max_body_size. */
const longestBody = 10_000_000;

type Stored = {readonly route: Route};
type Parts = {
	readonly tokens: Tokens;
	readonly faults: FaultEngine;
	readonly onRequest: (request: string) => void;
};

/** The HTTP side: lets faults have their way, is the gateway, finds the route, checks the call, writes the answer. */
export function createHttpServer(routes: readonly Route[], parts: Parts): Server {
	const router = findMyWay({ignoreDuplicateSlashes: true, maxParamLength: 4000});
	for (const route of routes) router.on(route.method, route.path, () => undefined, {route} satisfies Stored);

	async function answer(request: IncomingMessage, url: URL): Promise<Reply> {
		const method = request.method ?? 'GET';
		const early = await parts.faults.before(url, request.headers);
		if (early) return early;
		const revoked = await checkRevocation(parts.tokens, request.headers);
		if (revoked) return revoked;
		const found = router.find(method as 'GET', url.pathname);
		if (!found) return htmlPage(hasOtherMethod(url.pathname) ? 405 : 404, 'Tomcat');
		const {route} = found.store as Stored;
		if (!isConsumable(route, request.headers['content-type'])) return htmlPage(415, 'Tomcat');
		const body = await readBody(request);
		if (body === undefined) return htmlPage(413);
		const checked = await checkCall(route.guard, parts.tokens, {
			method,
			headers: request.headers,
			query: url.searchParams,
		});
		if ('refused' in checked) return checked.refused;
		const call: Call = {
			method,
			path: url.pathname,
			params: found.params,
			query: url.searchParams,
			paging: checked.paging,
			headers: request.headers,
			body,
			caller: checked.caller,
		};
		return (route.handle satisfies Handler)(call);
	}

	function hasOtherMethod(path: string): boolean {
		return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).some(
			method => router.find(method, path) !== null,
		);
	}

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		// A path that begins with two slashes would be taken for a host.
		const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://localhost');
		parts.onRequest(`${request.method ?? 'GET'} ${url.pathname}${url.search}`);
		const reply = parts.faults.after(url, await answer(request, url));
		await parts.faults.write(url.pathname, response, prepare(reply, request, url));
	}

	return createServer({keepAliveTimeout: 30_000}, (request, response) => {
		serve(request, response).catch((error: unknown) => {
			// A bug of the simulator must not look like a fault of the service, nor leave a client waiting.
			process.emitWarning(error instanceof Error ? error : String(error));
			if (!response.headersSent) response.writeHead(500, {'content-type': 'text/html'});
			response.end();
		});
	});
}

/** The container's check of a body's type, before any of the service's own: one that is not told passes for any. */
function isConsumable({consumes}: Route, type: string | undefined): boolean {
	if (consumes === undefined || type === undefined) return true;
	return [consumes, 'application/*', '*/*'].includes(type.split(';')[0]!.trim().toLowerCase());
}

function prepare(reply: Reply, request: IncomingMessage, url: URL): Prepared {
	const headers: Record<string, string> = {};
	let body: Uint8Array;
	if (reply.kind === 'json') {
		headers['content-type'] = 'application/json';
		const isPretty = reply.isPretty === true || url.searchParams.get('pretty')?.toLowerCase() === 'true';
		body = Buffer.from(isPretty ? JSON.stringify(reply.value, null, 2) : JSON.stringify(reply.value));
	} else {
		if (reply.type !== null) headers['content-type'] = reply.type;
		body = Buffer.from(reply.body);
	}
	Object.assign(headers, reply.headers);
	const isText = /json|text/.test(headers['content-type'] ?? '');
	if (isText && body.length > 1000 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
		headers['content-encoding'] = 'gzip';
		headers['vary'] = 'Accept-Encoding';
		body = gzipSync(body, {level: 1});
	}
	headers['content-length'] = String(body.length);
	return {status: reply.status, headers, body};
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request) {
		length += (chunk as Buffer).length;
		if (length > longestBody) return undefined;
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString('utf8');
}
