import type {ServerResponse} from 'node:http';
import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {readJobDetail} from '../../source/tapis/replies/read-job.ts';
import {startDeviceSignIn} from '../../source/tapis/sign-in/device-sign-in.ts';
import {
	getUserInfo,
	renewTokens,
	revokeToken,
	type SignInAt,
	signInWithPassword,
} from '../../source/tapis/sign-in/sign-in.ts';
import {createTokenSource} from '../../source/tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../source/tapis/tapis-client.ts';
import {html, type Scripted, startService} from './scripted-service.ts';

const uuid = 'abc-007' as JobUuid;
const job = readJobDetail({uuid, status: 'RUNNING', execSystemId: 'e', execSystemOutputDir: '/o'})!;
const client = {clientId: 'c', clientKey: 'key-1234'};

/** Every request the program can send. */
const requests: Readonly<Record<string, (api: TapisApi, at: SignInAt) => Promise<unknown>>> = {
	getJobList: api => api.getJobList({listType: 'MY_JOBS', limit: 10}),
	'getJobList since': api => api.getJobList({listType: 'MY_JOBS', limit: 10, updatedSince: 1}),
	getJobsByUuid: api => api.getJobsByUuid([uuid]),
	getJob: api => api.getJob(uuid),
	getJobStatus: api => api.getJobStatus(uuid),
	getJobHistory: api => api.getJobHistory(uuid),
	cancelJob: api => api.cancelJob(uuid),
	hideJob: api => api.hideJob(uuid),
	unhideJob: api => api.unhideJob(uuid),
	getResubmitRequest: api => api.getResubmitRequest(uuid),
	resubmitJob: api => api.resubmitJob(uuid),
	submitJob: api => api.submitJob({}),
	getJobOutputList: api => api.getJobOutputList(job, ''),
	signInWithPassword: (_api, at) => signInWithPassword(at, {username: 'u', password: 'pass'}),
	startDeviceSignIn: (_api, at) => startDeviceSignIn(at, 'c'),
	renewTokens: (_api, at) => renewTokens(at, {refreshToken: 'refresh', client}),
	revokeToken: (_api, at) => revokeToken(at, 'token'),
	getUserInfo: (_api, at) => getUserInfo(at, 'token'),
};

/** Submitting waits minutes for its answer on purpose, since the service calls several others first. */
const isPatient = (request: string): boolean => request.endsWith('submitJob');

const byHand =
	(answer: (response: ServerResponse) => void): Scripted =>
	(_request, response) =>
		answer(response);

/** What can come instead of an answer, and the kinds of failure that are right for it. */
const breakages: Readonly<Record<string, readonly [Scripted, readonly string[]]>> = {
	'a reset': [byHand(response => response.destroy()), ['unreachable']],
	'a reset in the middle': [
		byHand(response => {
			response.writeHead(200, {'content-length': '500'}).write('{"result":', () => response.destroy());
		}),
		['unreachable'],
	],
	silence: [byHand(() => {}), ['timeout']],
	'a half answer and silence': [
		byHand(response => void response.writeHead(200, {'content-length': '500'}).write('{"res')),
		['timeout'],
	],
	'cut JSON': [{body: '{"result":{"uuid":"abc-007","status":"RUN'}, ['reply']],
	'a web page': [html(200, 'Login'), ['reply']],
	'an empty answer': [{body: ''}, ['reply']],
	'an array': [{body: '[]'}, ['reply']],
	'less than was promised': [
		byHand(response => {
			response
				.writeHead(200, {'content-length': '500'})
				.write('{"result":null}', () => response.socket?.end());
		}),
		['unreachable'],
	],
	'a drip that stops': [
		byHand(response => {
			response.writeHead(200, {'content-length': '500'});
			for (const part of ['{"re', 'sult"', ':{']) response.write(part);
		}),
		['timeout'],
	],
	'a limit': [{status: 429, body: ''}, ['limit']],
	'a limit with a time': [{status: 429, headers: {'retry-after': '7'}, body: ''}, ['limit']],
	'a gateway page': [html(502, 'Bad Gateway'), ['server']],
	maintenance: [html(503, 'Service Unavailable'), ['server']],
	'an internal error': [{status: 500, body: '{"status":"error","message":"OOPS","result":null}'}, ['server']],
	'a redirect elsewhere': [{status: 302, headers: {location: 'https://other.example/'}, body: ''}, ['reply']],
	'bytes that are no text': [{body: Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1b])}, ['reply']],
};

/** Requests that ask for nothing but that something be done. */
const withoutResult = ['cancelJob', 'hideJob', 'unhideJob', 'revokeToken'];

/** Of those, the ones that an empty answer says yes to. */
const isTold = (request: string): boolean => /^(cancel|hide|unhide)Job$/.test(request);

it.each([
	['a text', '"text"'],
	['a number', '7'],
	['lists in lists', '[[["x"]]]'],
	['wrong parts', '{"access_token":7,"uuid":{},"status":[],"device_code":null,"username":3}'],
])('%s for a result is taken by no request that asks for one', async (_, result) => {
	const body = `{"status":"success","message":"M","version":"1.7.1","result":${result},"metadata":null}`;
	const {api, http, url} = await startService(() => ({body}));
	const at: SignInAt = {baseUrl: url, http, clock: {now: () => 0, monotonic: () => 0, after: () => () => {}}};
	for (const [request, send] of Object.entries(requests)) {
		const outcome = await send(api, at).catch((error: unknown) => error);
		if (withoutResult.includes(request)) expect(outcome, request).not.toBeInstanceOf(Error);
		// Rows that cannot be read are set aside and counted; what stands for no single thing is no answer.
		else if (/List|History|ByUuid|UserInfo|Request/.test(request))
			expect(outcome, request).toSatisfy(one => one instanceof Failure || !(one instanceof Error));
		else expect(outcome, request).toMatchObject({kind: 'reply'});
	}
});

it('a service that refuses connections gives every request a failure that says so', async () => {
	const {api, http, url} = await startService(() => ({body: ''}));
	const gone = new URL(url);
	gone.port = '1';
	const at: SignInAt = {
		baseUrl: gone.origin,
		http,
		clock: {now: () => 0, monotonic: () => 0, after: () => () => {}},
	};
	const refused = createTapisApi({
		baseUrl: gone.origin,
		http,
		tokens: createTokenSource({
			tokens: {accessToken: 'token', refreshToken: null, expiresAt: null},
			clock: at.clock,
		}),
	});
	expect(Object.keys(api)).toEqual(Object.keys(refused));
	for (const [request, send] of Object.entries(requests))
		await expect(send(refused, at), request).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringContaining('refuses connections'),
		});
});

describe.each(Object.keys(breakages))('%s', name => {
	const [answer, kinds] = breakages[name]!;

	it('gives for every request a failure of the right kind, and leaves nothing hanging', async () => {
		// Only where silence is what is tried may the wait be short: a busy machine is not a silent service.
		const idleMs = kinds.includes('timeout') ? 60 : 10_000;
		const {api, http, url} = await startService(() => answer, {http: {timeouts: {idleMs}}});
		const at: SignInAt = {
			baseUrl: url,
			http,
			clock: {now: () => 0, monotonic: () => 0, after: () => () => {}},
		};
		const outcomes = await Promise.all(
			Object.entries(requests)
				.filter(([request]) => !(kinds.includes('timeout') && isPatient(request)))
				.filter(([request]) => !(name === 'an empty answer' && isTold(request)))
				.map(async ([request, send]) => {
					const failure = await send(api, at).then(
						() => 'no failure',
						(error: unknown) => error,
					);
					expect(failure, request).toBeInstanceOf(Failure);
					const {kind, message, advice} = failure as Failure;
					expect(message, request).toMatch(/^[A-Z0-9][^\n]*[.…a-zA-Z]$/);
					expect(advice, request).toMatch(/\S/);
					return [request, kind];
				}),
		);

		expect(outcomes.filter(([, kind]) => !kinds.includes(kind!))).toEqual([]);
	});
});
