import {mkdtempSync, readFileSync, rmSync, statSync, symlinkSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inspect} from 'node:util';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {JobUuid} from '../../source/domain/job.ts';
import {openDebugLog} from '../../source/tapis/http/debug-log.ts';
import {maskSecrets} from '../../source/tapis/http/mask.ts';
import {renewTokens, signInWithPassword} from '../../source/tapis/sign-in/sign-in.ts';
import {
	bad,
	html,
	listen,
	newHttpClient,
	type Scripted,
	secretToken,
	startService,
	text,
} from './scripted-service.ts';

const password = 'correct-horse-battery';
const refreshToken = 'refresh-tok-987654';
const clientKey = 'client-key-abcdef';
const basic = Buffer.from(`cl:${clientKey}`).toString('base64');
const secrets = [secretToken, 's3cretT0kenValue', password, refreshToken, clientKey, basic];

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tapis-jobs-secrets-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

/** A server that throws back everything it was given, in every way an answer can. */
const echoes: readonly (readonly [string, (given: string) => Scripted])[] = [
	['as a message', given => bad(400, `ODD ${given}`)],
	['as bare text', given => text(418, given)],
	['inside a sign-in error', given => text(401, `TAPIS_SECURITY_JWT_PARSE_ERROR ${given}`)],
	['as a page', given => html(500, given)],
	['as JSON cut short', given => ({body: `{"result": "${given}`})],
	[
		'as a redirect to another host',
		given => ({status: 302, headers: {location: `https://evil.example/${encodeURI(given)}`}, body: ''}),
	],
	[
		'as a broken redirect',
		given => ({status: 302, headers: {location: `https://${encodeURI(given)}:x`}, body: ''}),
	],
	[
		'as a header',
		given => ({status: 500, headers: {'x-echo': encodeURI(given), 'set-cookie': 'a=b'}, body: ''}),
	],
];

function expectNoSecret(shown: string): void {
	for (const secret of secrets) expect(shown).not.toContain(secret);
}

describe('a secret', () => {
	it.each(echoes)('thrown back %s reaches no failure and no debug log', async (_how, echo) => {
		const path = join(folder, 'debug.log');
		const log = openDebugLog(path);
		const {api, http, url} = await startService(
			request => echo(`${request.headers['x-tapis-token']} ${request.headers.authorization} ${request.body}`),
			{http: {onExchange: log.exchange}},
		);
		const at = {baseUrl: url, http, clock: {now: Date.now, monotonic: () => 0, after: () => () => {}}};
		const client = {clientId: 'cl', clientKey};
		const failures = await Promise.all(
			[
				api.getJobList({listType: 'MY_JOBS', limit: 1}),
				api.cancelJob('u' as JobUuid),
				signInWithPassword(at, {username: 'jdoe', password, client}),
				renewTokens(at, {refreshToken, client}),
			].map(call => call.catch((error: unknown) => error)),
		);
		log.close();

		for (const failure of failures) {
			expect(failure).toBeInstanceOf(Error);
			expectNoSecret(inspect(failure, {depth: 10, showHidden: true}));
		}
		const logged = readFileSync(path, 'utf8');
		expect(logged.trim().split('\n').length).toBeGreaterThanOrEqual(4);
		expect(logged).toContain('"x-tapis-token":"[hidden]"');
		expectNoSecret(logged);
	});

	it('with quotes and spaces in it is known in JSON and in addresses too', () => {
		const odd = 'my "odd" pass/word';

		expect(maskSecrets(`${JSON.stringify({x: odd})} ${encodeURIComponent(odd)}`, [odd])).toBe(
			'{"x":"[hidden]"} [hidden]',
		);
	});

	it('reaches no failure when the line breaks', async () => {
		const server = createServer(request => request.socket.destroy());
		const url = await listen(server);
		const failure = await newHttpClient()
			.send({
				method: 'POST',
				url,
				headers: {'x-tapis-token': secretToken, authorization: `Basic ${basic}`},
				body: password,
			})
			.catch((error: unknown) => error);

		expectNoSecret(inspect(failure, {depth: 10, showHidden: true}));
	});

	it('is known by its look and by its field, wherever it stands', () => {
		const shown = maskSecrets(
			`{"password":"p\\"w","refresh_token": "abc","note":"ok"} token=xyz&a=1 Authorization: Basic ${basic} ${secretToken}`,
		);

		expect(shown).not.toMatch(/p\\"w|"abc"|xyz|eyJ/);
		expect(shown).toContain('"note":"ok"');
		expect(shown).toContain('a=1');
		expectNoSecret(shown);
	});
});

describe('words that are no secret', () => {
	it('stay readable', () => {
		const sentence =
			'The token: expired. Exit code: 1, password authentication is off (code of the app: opensees)';

		expect(maskSecrets(sentence)).toBe(sentence);
	});

	it('or anything else around a token never let it through', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), fc.string({unit: 'binary'}), (before, after) => {
				expect(maskSecrets(`${before} ${secretToken} ${after}`)).not.toContain('s3cret');
				expect(maskSecrets(`${before}${password}${after}`, [password])).not.toContain(password);
			}),
		);
	});
});

describe('the debug log', () => {
	it('is for its owner only, and says what was asked and what came', async () => {
		const path = join(folder, 'debug.log');
		const log = openDebugLog(path, () => 0);
		const {api} = await startService(() => html(502, 'Bad Gateway'), {http: {onExchange: log.exchange}});
		await api.getJobStatus('u-007' as JobUuid).catch(() => {});
		log.note(`started with ${secretToken}`);
		log.close();

		expect(statSync(path).mode & 0o777).toBe(0o600);
		const [first, second] = readFileSync(path, 'utf8')
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		expect(first).toMatchObject({
			at: '1970-01-01T00:00:00.000Z',
			exchange: {method: 'GET', url: expect.stringMatching(/\/v3\/jobs\/u-007\/status$/), status: 502},
		});
		expect(second.note).toBe('started with [hidden]');
	});

	it('does not follow a link somebody laid', () => {
		const path = join(folder, 'debug.log');
		symlinkSync(join(folder, 'elsewhere'), path);

		expect(() => openDebugLog(path)).toThrow(/cannot be written/);
	});
});
