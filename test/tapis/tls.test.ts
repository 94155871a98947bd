import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
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
});
