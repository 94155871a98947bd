import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer as createProxy} from 'node:http';
import {createServer} from 'node:https';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runProgram} from '../helpers/run-program.ts';
import {listen, newHttpClient} from './scripted-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'tapis-jobs-tls-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** True when a certificate can be made here; the tests need one that is theirs alone. */
function makeCertificate(): boolean {
	try {
		execFileSync(
			'openssl',
			[
				...[
					'req',
					'-x509',
					'-newkey',
					'ec',
					'-pkeyopt',
					'ec_paramgen_curve:prime256v1',
					'-nodes',
					'-days',
					'2',
				],
				...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
				...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
			],
			{stdio: 'ignore'},
		);
		return true;
	} catch {
		return false;
	}
}

describe.skipIf(!makeCertificate())('a certificate', () => {
	let url = '';
	let ca = '';
	beforeAll(() => {
		ca = readFileSync(join(folder, 'cert.pem'), 'utf8');
	});

	async function start(): Promise<void> {
		const server = createServer(
			{key: readFileSync(join(folder, 'key.pem')), cert: ca},
			(_request, response) => void response.end('safe'),
		);
		url = (await listen(server as never)).replace('http:', 'https:');
	}

	it('that nobody vouches for ends the exchange before anything is sent', async () => {
		await start();
		const failure = await newHttpClient()
			.send({method: 'GET', url: url.replace('127.0.0.1', 'localhost')})
			.catch((error: unknown) => error);

		expect(failure).toMatchObject({
			kind: 'tls',
			message: expect.stringMatching(/is not trusted/),
			advice: expect.stringMatching(/NODE_EXTRA_CA_CERTS/),
		});
	});

	it('of another host does so too', async () => {
		await start();
		const failure = await newHttpClient({ca})
			.send({method: 'GET', url})
			.catch((error: unknown) => error);

		expect(failure).toMatchObject({kind: 'tls', message: expect.stringMatching(/belongs to another host/)});
	});

	it('of an authority the person trusts is taken', async () => {
		await start();
		const reply = await newHttpClient({ca}).send({method: 'GET', url: url.replace('127.0.0.1', 'localhost')});

		expect(new TextDecoder().decode(reply.body)).toBe('safe');
	});

	it('is checked through a proxy too, which sees nothing but where to', async () => {
		await start();
		const asked: string[] = [];
		const proxy = createProxy().on('connect', (request, socket, head) => {
			asked.push(
				`${request.method} ${request.url} ${JSON.stringify(request.headers['x-tapis-token'] ?? null)}`,
			);
			const tunnel = connect(Number(new URL(url).port), '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
				tunnel.write(head);
				tunnel.pipe(socket).pipe(tunnel);
			});
			for (const end of [socket, tunnel]) end.on('error', () => undefined);
		});
		const environment = {HTTPS_PROXY: await listen(proxy)};
		const host = `localhost:${new URL(url).port}`;
		const headers = {'x-tapis-token': 'secret'};
		const reply = await newHttpClient({ca, environment}).send({
			method: 'GET',
			url: `https://${host}`,
			headers,
		});

		expect(new TextDecoder().decode(reply.body)).toBe('safe');
		expect(asked).toEqual([`CONNECT ${host} null`]);
	});

	it('of an authority in NODE_EXTRA_CA_CERTS is taken by the program', async () => {
		await start();
		const env = {TAPIS_BASE_URL: url.replace('127.0.0.1', 'localhost'), TAPIS_TOKEN: 'token'};
		expect(await runProgram(['list'], {env})).toMatchObject({
			code: 1,
			stderr: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
		});
		const trusting = {...env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem')};

		expect((await runProgram(['list'], {env: trusting})).stderr).toContain('not JSON');
	});
});
