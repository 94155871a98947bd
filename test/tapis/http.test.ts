import {createServer} from 'node:http';
import {createServer as createTcpServer, type Socket} from 'node:net';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {Failure, type FailureKind} from '../../source/domain/failure.ts';
import type {HttpClient, HttpRequest} from '../../source/tapis/http/http-messages.ts';
import {isPastProxy, proxyAdvice} from '../../source/tapis/http/proxy.ts';
import {listen, newHttpClient, secretToken} from './scripted-service.ts';

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	const failure = await promise.catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(Failure);
	return failure as Failure;
}

async function expectFailure(
	promise: Promise<unknown>,
	kind: FailureKind,
	sentence: RegExp,
): Promise<Failure> {
	const failure = await failureOf(promise);
	expect({kind: failure.kind, message: failure.message}).toEqual({
		kind,
		message: expect.stringMatching(sentence),
	});
	return failure;
}

/** A server below HTTP, for answers no HTTP library would send. */
function rawService(onRequest: (socket: Socket, count: number) => void): Promise<string> {
	let count = 0;
	const sockets = new Set<Socket>();
	const server = createTcpServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('data', () => onRequest(socket, ++count));
	});
	return listen(
		Object.assign(server, {
			closeAllConnections() {
				for (const socket of sockets) socket.destroy();
			},
		}) as never,
	);
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const get = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({method: 'GET', url, ...more});
const json = (body: string): string =>
	`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const bodyText = async (http: HttpClient, url: string): Promise<string> =>
	new TextDecoder().decode((await http.send(get(url))).body);

describe('a broken network', () => {
	it('says that the other side refuses connections', async () => {
		const url = await rawService(() => {});
		const gone = new URL(url);
		gone.port = '1';

		await expectFailure(
			newHttpClient().send(get(gone.href)),
			'unreachable',
			/^127\.0\.0\.1:1 refuses connections\.$/,
		);
	});

	it('says that a name cannot be looked up', async () => {
		const failure = await expectFailure(
			newHttpClient().send(get('https://no-such-tenant.invalid/v3/jobs/list')),
			'unreachable',
			/no-such-tenant\.invalid cannot be found/,
		);
		expect(failure.advice).toMatch(/base URL/);
	});

	it('says that the connection broke, before and in the middle of an answer', async () => {
		const before = await rawService(socket => socket.destroy());
		await expectFailure(newHttpClient().send(get(before)), 'unreachable', /broke/);

		const within = await rawService(socket => {
			socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"result":');
			setImmediate(() => socket.end());
		});
		await expectFailure(newHttpClient().send(get(within)), 'unreachable', /broke/);
	});

	it('gives up on a server that never answers, never ends, or drips', async () => {
		const silent = await rawService(() => {});
		await expectFailure(
			newHttpClient({timeouts: {idleMs: 50}}).send(get(silent)),
			'timeout',
			/did not answer in time/,
		);

		const stuck = await rawService(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12'));
		await expectFailure(newHttpClient({timeouts: {idleMs: 50}}).send(get(stuck)), 'timeout', /in time/);

		const dripping = await rawService(socket => {
			socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
			const timer = setInterval(() => socket.write('x'), 5);
			socket.on('close', () => clearInterval(timer));
		});
		await expectFailure(
			newHttpClient({timeouts: {idleMs: 5000, totalMs: 80}}).send(get(dripping)),
			'timeout',
			/did not finish its answer in time/,
		);
	});

	it('tells an answer that is no HTTP from one that is', async () => {
		const url = await rawService(socket => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));

		await expectFailure(newHttpClient().send(get(url)), 'reply', /not a whole HTTP answer/);
	});

	it('does not take in an endless answer', async () => {
		const endless = (status: number): Promise<string> =>
			listen(
				createServer((_request, response) => {
					const chunk = Buffer.alloc(1024 * 1024, 32);
					const more = (): void => {
						while (!response.destroyed && response.write(chunk));
					};
					response.on('drain', more);
					response.writeHead(status);
					more();
				}),
			);

		await expectFailure(newHttpClient().send(get(await endless(200))), 'reply', /larger than 64 MB/);
		// Of an error only the beginning counts, and what it is stays known.
		const reply = await newHttpClient().send(get(await endless(500)));
		expect([reply.status, reply.body.length]).toEqual([500, 1024 * 1024]);
	});

	it('does not unpack a bomb', async () => {
		const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
		const server = createServer((_request, response) => {
			response.writeHead(200, {'content-encoding': 'gzip'}).end(bomb);
		});

		await expectFailure(newHttpClient().send(get(await listen(server))), 'reply', /larger than 64 MB/);
	});

	it('says so when a packed answer is damaged', async () => {
		const server = createServer((_request, response) => {
			response.writeHead(200, {'content-encoding': 'gzip'}).end('no gzip at all');
		});

		await expectFailure(newHttpClient().send(get(await listen(server))), 'reply', /not a whole HTTP answer/);
	});

	it('comes back by itself: the next request is a new try', async () => {
		const url = await rawService((socket, count) =>
			count === 1 ? socket.destroy() : socket.write(json('{}')),
		);
		const http = newHttpClient();

		await expectFailure(http.send({method: 'POST', url}), 'unreachable', /broke/);
		expect(await bodyText(http, url)).toBe('{}');
	});
});

describe('a kept connection that the server has closed', () => {
	const closesAfterFirst = (): Promise<string> =>
		rawService((socket, count) => {
			// The second request arrives on a connection that is given up without a word.
			if (count === 2) socket.destroy();
			else socket.write(json(`{"n":${count}}`));
		});

	it('is replaced once for a GET', async () => {
		const url = await closesAfterFirst();
		const http = newHttpClient();

		expect(await bodyText(http, url)).toBe('{"n":1}');
		expect(await bodyText(http, url)).toBe('{"n":3}');
	});

	it('is not for a request that changes something', async () => {
		const url = await closesAfterFirst();
		const http = newHttpClient();

		expect(await bodyText(http, url)).toBe('{"n":1}');
		await expectFailure(http.send({method: 'POST', url}), 'unreachable', /broke/);
	});
});

describe('a reader who takes its time', () => {
	it('does not make the server late, unlike a server that stops in the middle', async () => {
		const timeouts = {idleMs: 400};
		const parts = 200;
		const server = createServer((_request, response) => {
			for (let index = 0; index < parts; index++) response.write(Buffer.alloc(64 * 1024));
			response.end();
		});
		const stuck = await rawService(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'));
		const paused = await newHttpClient({timeouts}).open(get(await listen(server)));
		let length = 0;
		for await (const chunk of paused.body) {
			// While this one pauses, three others run into the same timeout.
			for (let index = 0; length === 0 && index < 3; index++) {
				await expectFailure(newHttpClient({timeouts}).send(get(stuck)), 'timeout', /did not go on/);
			}
			length += chunk.length;
		}

		expect(length).toBe(parts * 64 * 1024);
	});
});

describe('downloads', () => {
	it('keep no poll from getting through, however many are under way', async () => {
		let isEndless = true;
		const url = await rawService(socket =>
			isEndless ? socket.write('HTTP/1.1 200 OK\r\n\r\n') : socket.end(json('{}')),
		);
		const http = newHttpClient();
		const download = (): Promise<unknown> => http.open(get(url, {timeouts: {totalMs: 0}}));
		await Promise.all([download(), download(), download(), download()]);
		isEndless = false;

		expect(await bodyText(http, url)).toBe('{}');
	});
});

describe('stopping', () => {
	it('sends nothing when it was stopped before', async () => {
		let count = 0;
		const url = await rawService(() => count++);

		await expectFailure(
			newHttpClient().send(get(url, {signal: AbortSignal.abort()})),
			'aborted',
			/before it was sent/,
		);
		expect(count).toBe(0);
	});

	it('leaves a request that is under way', async () => {
		const controller = new AbortController();
		const url = await rawService(() => controller.abort());

		await expectFailure(newHttpClient().send(get(url, {signal: controller.signal})), 'aborted', /stopped/);
	});

	it('leaves a request that still waits for a connection at once', async () => {
		const url = await rawService(() => undefined);
		const http = newHttpClient();
		const holding = new AbortController();
		const busy = Array.from({length: 4}, () => failureOf(http.send(get(url, {signal: holding.signal}))));
		const controller = new AbortController();
		const waiting = http.send(get(url, {signal: controller.signal}));
		controller.abort();
		await expectFailure(waiting, 'aborted', /stopped/);

		holding.abort();
		expect((await Promise.all(busy)).map(failure => failure.kind)).toEqual(Array(4).fill('aborted'));
		expect(http.counters().failures).toBe(5);
	});

	it('leaves an answer that is coming, also while nobody reads it', async () => {
		const controller = new AbortController();
		const url = await rawService(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc'));
		const stream = await newHttpClient().open(get(url, {signal: controller.signal}));
		controller.abort();

		await expectFailure(readAll(stream.body), 'aborted', /stopped/);
	});
});

describe('a redirect', () => {
	it('is followed within the same host', async () => {
		const server = createServer((request, response) => {
			if (request.url === '/old') response.writeHead(301, {location: '/new'}).end('moved');
			else response.end('here');
		});
		const url = await listen(server);

		expect(await bodyText(newHttpClient(), `${url}/old`)).toBe('here');
	});

	it('never takes the token to another host', async () => {
		const seen: unknown[] = [];
		const stranger = await listen(
			createServer((request, response) => {
				seen.push(request.headers);
				response.end();
			}),
		);
		const server = createServer((_request, response) => {
			response.writeHead(302, {location: `${stranger}/?token=${secretToken}`}).end();
		});

		const failure = await expectFailure(
			newHttpClient().send(get(await listen(server), {headers: {'x-tapis-token': secretToken}})),
			'reply',
			/redirects to http:\/\/127\.0\.0\.1:\d+, which is not sent the token/,
		);
		expect(seen).toEqual([]);
		expect(`${failure.message} ${failure.advice}`).not.toContain('s3cret');
	});

	it('that is not followed leaves its connection to the next request', async () => {
		const server = createServer((request, response) => {
			if (request.url === '/good') response.end('here');
			else response.writeHead(302, {location: 'https://other.example/'}).end('gone');
		});
		let connections = 0;
		server.on('connection', () => connections++);
		const url = await listen(server);
		const http = newHttpClient();

		for (let count = 0; count < 10; count++)
			await expectFailure(http.send(get(url)), 'reply', /not sent the token/);
		expect(await bodyText(http, `${url}/good`)).toBe('here');
		expect(connections).toBe(1);
	});

	it('is not followed in a circle, nor for a request that changes something', async () => {
		const server = createServer((_request, response) => response.writeHead(307, {location: '/again'}).end());
		const url = await listen(server);

		await expectFailure(newHttpClient().send(get(url)), 'reply', /in a circle/);
		await expectFailure(newHttpClient().send({method: 'POST', url}), 'reply', /was not repeated/);
	});
});

describe('a connection that is not encrypted', () => {
	it('is refused save on this machine', async () => {
		await expectFailure(
			newHttpClient().send(get('http://tacc.tapis.io/v3/jobs/list')),
			'usage',
			/not encrypted, so nothing was sent/,
		);
	});
});

describe('a proxy', () => {
	it('is asked for a tunnel, and named when it refuses', async () => {
		const asked: string[] = [];
		const proxy = createServer().on('connect', (request, socket) => {
			asked.push(request.url!);
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		});
		const environment = {https_proxy: await listen(proxy)};

		const failure = await failureOf(
			newHttpClient({environment}).send(get('https://tacc.tapis.io/v3/jobs/list')),
		);
		expect(asked).toEqual(['tacc.tapis.io:443']);
		expect(failure.kind).toBe('unreachable');
		expect(failure.advice).toMatch(/HTTPS_PROXY/);
	});

	it('that cannot be reached is named, and not the service', async () => {
		const request = get('https://tacc.tapis.io/v3/jobs/list');
		for (const proxy of ['127.0.0.1:9', 'no-such-proxy.invalid:3128']) {
			const failure = await expectFailure(
				newHttpClient({environment: {HTTPS_PROXY: `http://${proxy}`}}).send(request),
				'unreachable',
				/^The proxy /,
			);
			expect(failure.message).toContain(proxy);
			expect(failure.advice).toContain('HTTPS_PROXY');
		}
	});

	it('whose address makes no sense is told', async () => {
		for (const proxy of ['proxy:3128', 'socks5://proxy', 'http://[::1']) {
			const failure = await failureOf(
				newHttpClient({environment: {HTTPS_PROXY: proxy}}).send(get('https://tacc.invalid/')),
			);
			expect(failure).toMatchObject({kind: 'unreachable', advice: expect.stringContaining('HTTPS_PROXY')});
		}
	});

	it.each([
		['http://127.0.0.1:9/', {HTTPS_PROXY: 'http://proxy.invalid:9'}],
		['http://127.0.0.1:9/', {HTTPS_PROXY: 'socks5://proxy'}],
		['https://127.0.0.1:9/', {HTTPS_PROXY: 'http://proxy.invalid:9', NO_PROXY: '127.0.0.1'}],
		['https://127.0.0.1:9/', {HTTPS_PROXY: 'socks5://proxy', NO_PROXY: 'x, 127.0.0.1:9'}],
	])('is not blamed for %s, which it has no part in, with %j', async (url, environment) => {
		const failure = await failureOf(newHttpClient({environment}).send(get(url)));
		expect(failure.message).toBe('127.0.0.1:9 refuses connections.');
		expect(failure.advice).not.toContain('HTTPS_PROXY');
	});

	it.each([
		['*', true],
		['tacc.tapis.io', true],
		[' x , TACC.tapis.io:443', true],
		['.tapis.io', true],
		['*.tapis.io', true],
		['.tacc.tapis.io', true],
		['tapis.io', false],
		['*.tacc.tapis.io', false],
		['.apis.io', false],
		['tacc.tapis.io:8443', false],
		[',', false],
	])('is passed by for the hosts that NO_PROXY names, as Node reads it: %j', (names, expected) => {
		const url = new URL('https://tacc.tapis.io/');
		expect(isPastProxy(url, {no_proxy: names, NO_PROXY: 'other'})).toBe(expected);
		expect(isPastProxy(url, {NO_PROXY: names})).toBe(expected);
	});

	it('that this Node cannot use is the first thing to look at', () => {
		const set = {https_proxy: 'http://proxy:3128'};

		expect(proxyAdvice(set, '22.20.0')).toMatch(/HTTPS_PROXY is set, but Node 22\.20\.0 cannot use it/);
		expect(proxyAdvice(set, '24.4.9')).toMatch(/cannot use it/);
		for (const version of ['22.21.0', '24.5.0', '24.21.0', '26.0.0'])
			expect(proxyAdvice(set, version)).toBeUndefined();
		expect(proxyAdvice({}, '22.1.0')).toBeUndefined();
	});

	it('is left out for hosts in NO_PROXY, and for this machine', async () => {
		const asked: string[] = [];
		const proxy = createServer((request, response) => {
			asked.push(request.url!);
			response.end('proxy');
		}).on('connect', (request, socket) => {
			asked.push(request.url!);
			socket.destroy();
		});
		const proxyUrl = await listen(proxy);
		const url = await listen(createServer((_request, response) => response.end('direct')));
		const environment = {HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, NO_PROXY: '.invalid'};

		expect(await bodyText(newHttpClient({environment}), url)).toBe('direct');
		await failureOf(newHttpClient({environment}).send(get('https://tacc.invalid/')));
		expect(asked).toEqual([]);
	});
});

describe('every request', () => {
	it.each(['GZIP', 'X-GZip', 'gzip '])(
		'understands a packed answer, in whatever letters it is called so: %j',
		async encoding => {
			const server = createServer((_request, response) => {
				response.writeHead(200, {'content-encoding': encoding}).end(gzipSync('{"a":1}'));
			});

			expect(await bodyText(newHttpClient(), await listen(server))).toBe('{"a":1}');
		},
	);

	it('says who sends it, carries a tracking id the service takes, and takes gzip', async () => {
		const seen: Record<string, unknown>[] = [];
		const server = createServer((request, response) => {
			seen.push(request.headers);
			response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('{"a":1}'));
		});
		const http = newHttpClient();

		expect(await bodyText(http, await listen(server))).toBe('{"a":1}');
		expect(seen[0]).toMatchObject({
			'user-agent': 'tapis-jobs/test',
			'x-tapis-tracking-id': expect.stringMatching(/^tapis-jobs\.[\w-]{1,100}$/),
			'accept-encoding': 'gzip',
			connection: 'keep-alive',
		});
		expect(http.counters()).toEqual({requests: 1, failures: 0, bytesReceived: gzipSync('{"a":1}').length});
	});
});
