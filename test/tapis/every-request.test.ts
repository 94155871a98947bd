import type {ServerResponse} from 'node:http';
import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {startDeviceSignIn} from '../../source/tapis/device-sign-in.ts';
import {readJobDetail} from '../../source/tapis/read-job.ts';
import {
	getUserInfo,
	renewTokens,
	revokeToken,
	type SignInAt,
	signInWithPassword,
} from '../../source/tapis/sign-in.ts';
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
	'a limit': [{status: 429, body: ''}, ['limit']],
	'a gateway page': [html(502, 'Bad Gateway'), ['server']],
	maintenance: [html(503, 'Service Unavailable'), ['server']],
	'an internal error': [{status: 500, body: '{"status":"error","message":"OOPS","result":null}'}, ['server']],
	'a redirect elsewhere': [{status: 302, headers: {location: 'https://other.example/'}, body: ''}, ['reply']],
	'bytes that are no text': [{body: Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1b])}, ['reply']],
};

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
