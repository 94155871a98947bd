import {randomUUID} from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import type {Environment} from '../../domain/environment.ts';
import {Failure} from '../../domain/failure.ts';
import {codeOf} from '../../domain/thrown.ts';
import {isLoopback} from './base-url.ts';
import {decodeBody, maxErrorBytes, readBounded, takeRange} from './http-body.ts';
import {createExchangeReport, type Exchange} from './http-exchange.ts';
import type {HttpClient, HttpRequest, HttpStream, HttpTimeouts} from './http-messages.ts';
import {networkFailure} from './network-failure.ts';
import {isPastProxy, proxyAdvice, proxyOfError} from './proxy.ts';
import {redirectTarget} from './redirect.ts';

export type {HttpClient, HttpCounters} from './http-messages.ts';

export type HttpClientOptions = {
	readonly userAgent: string;
	/** HTTPS_PROXY and NO_PROXY, in either case, are read from here; plain http goes to loopback only, past any proxy. */
	readonly environment?: Environment;
	readonly timeouts?: Partial<HttpTimeouts>;
	/** Called after each exchange, for a log; everything in it is masked already. */
	readonly onExchange?: ((exchange: Exchange) => void) | undefined;
	/**
	 * Certificates to trust in place of the usual ones, PEM: for a server with one of its own, as tests have. NODE_EXTRA_CA_CERTS
	 * needs no mention here, Node reads it.
	 */
	readonly ca?: string;
};

const defaultTimeouts: HttpTimeouts = {connectMs: 15_000, idleMs: 30_000, totalMs: 60_000};
const maxBodyBytes = 64 * 1024 * 1024;
const maxRedirects = 3;

/** A tracking id in the form the service checks: namespace, one dot, id. */
function newTrackingId(): string {
	return `tapis-jobs.${randomUUID()}`;
}

/**
 * The one place with network. It sends a request once and never tries again by itself (that is the poller's to decide), but
 * for a GET on a kept connection that the server had closed before a byte came, which the service never saw.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
	const agentOptions = {keepAlive: true, maxSockets: 4, maxFreeSockets: 2, timeout: 55_000};
	const proxyEnv = {proxyEnv: options.environment as http.AgentOptions['proxyEnv']};
	const createAgents = () => ({
		secure: new https.Agent({
			...agentOptions,
			...proxyEnv,
			...(options.ca === undefined ? {} : {ca: options.ca}),
		}),
		// Plain http is for loopback only, where no proxy has a place.
		plain: new http.Agent(agentOptions),
	});
	// Made with the first request, since Node's own modules for them take long to load.
	let agents: Readonly<Record<'calls' | 'downloads', ReturnType<typeof createAgents>>> | undefined;
	const environment = options.environment ?? {};
	const lineAdvice = proxyAdvice(environment, process.versions.node);
	const counters = {requests: 0, failures: 0, bytesReceived: 0};

	function exchange(request: HttpRequest, trackingId: string, isRepeated: boolean): Promise<HttpStream> {
		const url = new URL(request.url);
		const timeouts = {...defaultTimeouts, ...options.timeouts, ...request.timeouts};
		const report = createExchangeReport(request, url, trackingId, options.onExchange);
		counters.requests++;
		return new Promise((resolve, reject) => {
			const isPlain = url.protocol === 'http:';
			if (isPlain && !isLoopback(url.hostname)) {
				reject(
					new Failure('usage', `${url.origin} is not encrypted, so nothing was sent.`, {
						advice: 'Use a base URL that begins with https://.',
					}),
				);
				return;
			}
			let answered: http.IncomingMessage | undefined;
			let connectTimer: NodeJS.Timeout | undefined;
			let totalTimer: NodeJS.Timeout | undefined;
			let isFailed = false;
			const finish = (): void => {
				clearTimeout(connectTimer);
				clearTimeout(totalTimer);
				request.signal?.removeEventListener('abort', onAbort);
			};
			const stop = (failure: Failure): void => {
				// A request that still waits for a connection tells nobody of its end.
				if (answered === undefined) fail(failure);
				outgoing.destroy(failure);
				answered?.destroy(failure);
			};
			const onAbort = (): void =>
				stop(new Failure('aborted', 'The request was stopped before its answer came.', {trackingId}));
			const fail = (error: unknown): void => {
				if (isFailed) return;
				isFailed = true;
				finish();
				// Plain http goes past any proxy.
				const isDirect = isPlain || isPastProxy(url, environment);
				const line = isDirect ? {} : {advice: lineAdvice, proxy: proxyOfError(error, url, environment)};
				const failure = networkFailure(error, url.host, trackingId, line);
				counters.failures++;
				report.failed(failure);
				reject(failure);
			};
			const slow = (what: string): Failure => new Failure('timeout', `${url.host} ${what}.`, {trackingId});

			if (request.signal?.aborted) {
				reject(new Failure('aborted', 'The request was stopped before it was sent.', {trackingId}));
				return;
			}
			const agent = agentFor(isPlain, timeouts.totalMs === 0);
			if (agent instanceof Failure) {
				reject(agent);
				return;
			}
			const start = isPlain ? http.request : https.request;
			const outgoing = start(url, {
				method: request.method,
				agent,
				headers: {
					accept: 'application/json, */*;q=0.5',
					'accept-encoding': 'gzip',
					'cache-control': 'no-cache',
					'user-agent': options.userAgent,
					'x-tapis-tracking-id': trackingId,
					...(request.method === 'GET'
						? {}
						: {'content-length': String(Buffer.byteLength(request.body ?? ''))}),
					...request.headers,
				},
			});
			request.signal?.addEventListener('abort', onAbort, {once: true});
			connectTimer = setTimeout(() => stop(slow('could not be connected to in time')), timeouts.connectMs);
			if (timeouts.totalMs > 0)
				totalTimer = setTimeout(() => stop(slow('did not finish its answer in time')), timeouts.totalMs);
			outgoing.setTimeout(timeouts.idleMs, () => stop(slow('did not answer in time')));
			outgoing.once('socket', socket => {
				const connected = (): void => clearTimeout(connectTimer);
				if (!socket.connecting) connected();
				else socket.once(isPlain ? 'connect' : 'secureConnect', connected);
			});
			outgoing.once('response', incoming => {
				answered = incoming;
				clearTimeout(connectTimer);
				incoming.on('data', (chunk: Buffer) => {
					counters.bytesReceived += chunk.length;
				});
				incoming.pause();
				// Whoever reads the body is told; when nobody does yet, an abort must not end the program.
				incoming.on('error', () => {});
				incoming.once('close', finish);
				// From here on the reader of the body watches over the time.
				outgoing.setTimeout(0);
				const body = decodeBody(incoming, {host: url.host, trackingId, idleMs: timeouts.idleMs});
				report.answered(incoming);
				resolve({status: incoming.statusCode ?? 0, headers: incoming.headers, body, trackingId});
			});
			outgoing.once('error', error => {
				// After the answer has begun the body's reader tells what went wrong.
				if (answered) return;
				const isStale = outgoing.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
				if (isStale && request.method === 'GET' && !isRepeated) {
					finish();
					resolve(exchange(request, trackingId, true));
				} else {
					fail(error);
				}
			});
			outgoing.end(request.body);
		});
	}

	/** Downloads have connections of their own: however many are under way, the polls go on. */
	function agentFor(isPlain: boolean, isDownload: boolean): http.Agent | Failure {
		try {
			agents ??= {calls: createAgents(), downloads: createAgents()};
		} catch (error) {
			return networkFailure(error, 'The service', '');
		}
		return agents[isDownload ? 'downloads' : 'calls'][isPlain ? 'plain' : 'secure'];
	}

	async function open(request: HttpRequest): Promise<HttpStream> {
		const trackingId = newTrackingId();
		let current = request;
		for (let hop = 0; ; hop++) {
			const reply = await exchange(current, trackingId, false);
			if (reply.status < 300 || reply.status > 399 || reply.status === 304) return reply;
			// What nobody reads keeps its connection, and there are only a few.
			await takeRange(reply.body, 0, maxErrorBytes).catch(() => undefined);
			const url = redirectTarget(current, reply, hop < maxRedirects);
			current = {...current, url};
		}
	}

	return {
		open,
		async send(request) {
			const reply = await open(request);
			const body =
				reply.status >= 400
					? await takeRange(reply.body, 0, maxErrorBytes)
					: await readBounded(reply.body, maxBodyBytes, new URL(request.url).host, reply.trackingId);
			return {status: reply.status, headers: reply.headers, body, trackingId: reply.trackingId};
		},
		counters: () => ({...counters}),
		close() {
			for (const {secure, plain} of Object.values(agents ?? {})) {
				secure.destroy();
				plain.destroy();
			}
		},
	};
}
