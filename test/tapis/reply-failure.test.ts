import {describe, expect, it} from 'vitest';
import {Failure, type FailureKind} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {readJobDetail} from '../../source/tapis/replies/read-job.ts';
import {bad, html, type Scripted, secretToken, startService, text} from './scripted-service.ts';

const uuid = '6b6a0f0e-1111-4222-8333-444455556666-007' as JobUuid;

const job = readJobDetail({
	uuid,
	status: 'FINISHED',
	archiveSystemId: 'archive',
	archiveSystemDir: '/jobs/archive',
})!;

const calls = {
	list: (api: TapisApi) => api.getJobList({listType: 'MY_JOBS', limit: 10}),
	get: (api: TapisApi) => api.getJob(uuid),
	status: (api: TapisApi) => api.getJobStatus(uuid),
	history: (api: TapisApi) => api.getJobHistory(uuid),
	cancel: (api: TapisApi) => api.cancelJob(uuid),
	hide: (api: TapisApi) => api.hideJob(uuid),
	resubmit: (api: TapisApi) => api.resubmitJob(uuid),
	request: (api: TapisApi) => api.getResubmitRequest(uuid),
	outputList: (api: TapisApi) => api.getJobOutputList(job, ''),
	output: (api: TapisApi) => api.readOutput(job, 'tapisjob.out', {offset: 0, maxBytes: 10}),
	download: async (api: TapisApi) => {
		for await (const _chunk of api.streamOutput(job, 'tapisjob.out'));
	},
};

async function failureOf(call: (api: TapisApi) => Promise<unknown>, answer: Scripted): Promise<Failure> {
	const {api} = await startService(() => answer);
	const failure = await call(api).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(Failure);
	return failure as Failure;
}

type Row = readonly [
	what: string,
	call: keyof typeof calls,
	answer: Scripted,
	kind: FailureKind,
	sentence: RegExp,
	advice: RegExp,
];

/** Rows of the service's filters, gateway and resources: what comes over the line, and what the person reads. */
const rows: readonly Row[] = [
	[
		'no token',
		'list',
		text(401, 'TAPIS_SECURITY_MISSING_JWT_INFO GET'),
		'sign-in',
		/received no token/,
		/login/,
	],
	[
		'an expired token',
		'list',
		text(401, 'TAPIS_SECURITY_JWT_EXPIRED JWT expired at 2026-11-24T00:00:00Z. {sub=jdoe@tacc}'),
		'sign-in',
		/^Your sign-in at 127\.0\.0\.1:\d+ has expired\.$/,
		/login/,
	],
	[
		'a token that cannot be parsed',
		'get',
		text(401, 'TAPIS_SECURITY_JWT_PARSE_ERROR bad signature'),
		'sign-in',
		/does not accept the token/,
		/belongs to this tenant/,
	],
	[
		'a refresh token in place of an access token',
		'list',
		text(401, 'TAPIS_SECURITY_JWT_INVALID_CLAIM tapis/token_type refresh'),
		'sign-in',
		/refresh token where an access token is needed/,
		/TAPIS_TOKEN/,
	],
	[
		'a token without a tenant',
		'list',
		text(401, 'TAPIS_SECURITY_JWT_CLAIM_NOT_FOUND tapis/tenant_id'),
		'sign-in',
		/does not accept the token/,
		/login/,
	],
	[
		'a user of the admin tenant',
		'list',
		text(401, 'TAPIS_SECURITY_USER_IN_ADMIN_TENANT jdoe'),
		'sign-in',
		/administration tenant/,
		/own tenant/,
	],
	[
		'a public key that cannot be had',
		'get',
		text(500, 'TAPIS_SECURITY_JWT_KEY_ERROR tacc'),
		'server',
		/cannot check tokens/,
		/later/,
	],
	[
		'a parameter that is no number',
		'history',
		text(400, 'TAPIS_QUERY_PARAM_NOTINT tacc jdoe tacc jdoe limit x'),
		'refused',
		/refused to read its history \(HTTP 400\): TAPIS_QUERY_PARAM_NOTINT/,
		/service’s own/,
	],
	[
		'a revoked token (HTTP 500)',
		'get',
		{status: 500, body: '{"status":"error","message":"token has been revoked","version":"1","result":null}'},
		'sign-in',
		/revoked/,
		/login/,
	],
	[
		'an unknown job on reading (HTTP 500)',
		'get',
		bad(500, `JOBS_JOB_SELECT_UUID_ERROR x: JOBS_JOB_NOT_FOUND ${uuid}`),
		'not-found',
		new RegExp(`^Job ${uuid} is not known at`),
		/uuid and the tenant/,
	],
	[
		'an unknown job on its status (404 with status "success")',
		'status',
		bad(404, `TAPIS_NOT_FOUND Job ${uuid}`, 'success'),
		'not-found',
		/is not known/,
		/tapis-jobs list/,
	],
	[
		'an unknown job on its history',
		'history',
		bad(404, `TAPIS_NOT_FOUND Job ${uuid}`, 'success'),
		'not-found',
		/is not known/,
		/tapis-jobs list/,
	],
	[
		'an unknown job on cancelling (HTTP 400)',
		'cancel',
		bad(400, `JOBS_JOB_SELECT_UUID_ERROR ${uuid} jdoe tacc`),
		'not-found',
		/is not known/,
		/uuid/,
	],
	[
		'an unknown job on submitting it again (HTTP 400)',
		'resubmit',
		bad(400, `JOBS_JOBRESUBMIT_NOT_FOUND ${uuid}`),
		'not-found',
		/is not known/,
		/uuid/,
	],
	[
		'a hidden job',
		'status',
		bad(404, `JOBS_JOB_NOT_VISIBLE ${uuid}`, 'success'),
		'not-found',
		/is hidden/,
		/unhide/,
	],
	[
		'another person’s job (JSON 401)',
		'get',
		bad(401, 'JOBS_MISMATCHED_OWNER jdoe other'),
		'not-yours',
		/belongs to someone else/,
		/owner/,
	],
	[
		'another person’s job on cancelling',
		'cancel',
		bad(401, 'JOBS_MISMATCHED_OWNER jdoe other'),
		'not-yours',
		/belongs to someone else/,
		/owner/,
	],
	[
		'a job of another tenant (HTTP 500)',
		'get',
		bad(500, 'JOBS_MISMATCHED_TENANT tacc dev'),
		'not-yours',
		/another tenant/,
		/tenant/,
	],
	[
		'a job that has ended on cancelling',
		'cancel',
		bad(409, `JOBS_JOB_IN_TERMINAL_STATE ${uuid} cant be cancelled`),
		'wrong-state',
		/has already ended/,
		/Nothing was changed/,
	],
	[
		'a job that has not ended on hiding',
		'hide',
		bad(409, `JOBS_JOB_NOT_IN_TERMINAL_STATE ${uuid}`),
		'wrong-state',
		/has not ended yet/,
		/cancel it first/,
	],
	[
		'a 409 without a known key',
		'hide',
		bad(409, 'SOMETHING_NEW x'),
		'wrong-state',
		/hide the job/,
		/Nothing/,
	],
	[
		'a cancellation that could not be queued',
		'cancel',
		bad(500, 'JOBS_QMGR_POST_CANCEL x'),
		'server',
		/could not pass the cancellation on/,
		/safe to ask again/,
	],
	[
		'a gateway with nothing behind it',
		'cancel',
		html(502, 'Bad Gateway'),
		'server',
		/502 Bad Gateway/,
		/itself/,
	],
	[
		'a gateway in maintenance',
		'get',
		html(503, 'Service Unavailable'),
		'server',
		/gateway of .* 503/,
		/itself/,
	],
	[
		'a gateway that waited in vain',
		'get',
		html(504, 'Gateway Time-out'),
		'server',
		/504 Gateway Timeout/,
		/itself/,
	],
	[
		'a route the container does not know',
		'get',
		html(404, 'Not Found'),
		'reply',
		/no Tapis v3 service/,
		/base URL/,
	],
	['an empty 404', 'get', {status: 404, body: ''}, 'reply', /no Tapis v3 service/, /base URL/],
	['a web page with 200', 'get', html(200, 'Welcome to the airport'), 'reply', /a web page/, /base URL/],
	['an empty 200', 'get', {body: ''}, 'reply', /an empty answer/, /base URL/],
	['JSON cut short', 'get', {body: '{"result":{"uuid":"6b6a'}, 'reply', /cut short/, /base URL/],
	['JSON that is no envelope', 'get', {body: '{"hello":1}'}, 'reply', /not a Tapis answer/, /base URL/],
	['a result of the wrong type', 'get', {body: '{"result":[1,2]}'}, 'reply', /no job/, /base URL/],
	['a listing that is no list', 'list', {body: '{"result":{"uuid":"x"}}'}, 'reply', /not a list/, /base URL/],
	[
		'an address the gateway finds too long',
		'output',
		html(414, 'URI Too Long'),
		'refused',
		/too long/,
		/name/,
	],
	[
		'headers the service finds too long',
		'outputList',
		{status: 431, body: ''},
		'refused',
		/too long/,
		/name/,
	],
	['a gateway that is broken', 'get', html(500, 'Internal Server Error'), 'server', /has a problem/, /later/],
	[
		'a method the gateway does not pass',
		'hide',
		html(405, 'Not Allowed'),
		'reply',
		/no Tapis v3/,
		/base URL/,
	],
	['a firewall', 'list', html(403, 'Forbidden'), 'refused', /Something before .* list the jobs/, /firewall/],
	['a body that is too large', 'resubmit', html(413, 'Too Large'), 'refused', /too large/, /Nothing/],
	[
		'a refusal by a key of its own (JSON 401)',
		'cancel',
		bad(401, 'JOBS_SOMETHING_NEW you are not in the group'),
		'not-yours',
		/You may not cancel the job: JOBS_SOMETHING_NEW/,
		/owner/,
	],
	[
		'a kind of list there is not',
		'list',
		bad(400, 'JOBS_SEARCH_INVALID_LISTTYPE_ERROR tacc jdoe SOME_JOBS'),
		'refused',
		/JOBS_SEARCH_INVALID_LISTTYPE_ERROR/,
		/service’s own/,
	],
	[
		'a job that has not ended on hiding',
		'hide',
		bad(409, `JOBS_JOB_NOT_IN_TERMINAL_STATE ${uuid}`),
		'wrong-state',
		/has not ended yet/,
		/cancel it first/,
	],
	['too many requests', 'get', {status: 429, body: ''}, 'limit', /fewer requests/, /later/],
	...(
		[
			['NOTINT', 'limit'],
			['MULTIPLE', 'limit'],
			['ORDERBY_ERROR', 'created'],
			['INVALID_PAIR1', 'startAfter'],
			['INVALID_PAIR2', 'startAfter'],
		] as const
	).map(
		([key, parameter]): Row => [
			`a list whose parameters are refused as ${key}`,
			'list',
			text(400, `TAPIS_QUERY_PARAM_${key} ${parameter}`),
			'refused',
			new RegExp(`refused to list the jobs \\(HTTP 400\\): TAPIS_QUERY_PARAM_${key}`),
			/service’s own/,
		],
	),
	...['SEARCH_LIST_ERROR', 'SELECT_LIST_ERROR', 'JOBS_SEARCH_INVALID_LISTTYPE_ERROR'].map(
		(key): Row => [
			`a list refused as ${key}`,
			'list',
			text(400, `${key} x`),
			'refused',
			new RegExp(`refused to list the jobs \\(HTTP 400\\): ${key}`),
			/service’s own/,
		],
	),
	[
		'a column the service does not have (HTTP 500)',
		'list',
		bad(500, 'Property "JOBS_SEARCHLIST_ERROR" not found in bundle [nope]'),
		'server',
		/could not list the jobs/,
		/later/,
	],
	...(['status', 'history', 'hide', 'outputList', 'output', 'download'] as const).map(
		(call): Row => [
			`another person’s job on ${call}`,
			call,
			bad(401, 'JOBS_MISMATCHED_OWNER jdoe other'),
			'not-yours',
			/belongs to someone else/,
			/owner/,
		],
	),
	...(['status', 'history', 'outputList', 'output', 'download'] as const).map(
		(call): Row => [
			`a job of another tenant on ${call} (HTTP 500)`,
			call,
			bad(500, 'JOBS_MISMATCHED_TENANT tacc dev'),
			'not-yours',
			/another tenant/,
			/tenant/,
		],
	),
	...(['cancel', 'hide'] as const).map(
		(call): Row => [
			`a job of another tenant on ${call} (HTTP 401)`,
			call,
			bad(401, 'JOBS_MISMATCHED_TENANT tacc dev'),
			'not-yours',
			/another tenant/,
			/tenant/,
		],
	),
	...(['outputList', 'output', 'download'] as const).flatMap((call): Row[] => [
		[
			`an unknown job on ${call} (HTTP 500)`,
			call,
			bad(500, `JOBS_JOB_SELECT_UUID_ERROR ${uuid} JOBS_JOB_NOT_FOUND`),
			'not-found',
			/is not known at/,
			/uuid/,
		],
		[
			`a hidden job on ${call}`,
			call,
			bad(404, `JOBS_JOB_NOT_VISIBLE ${uuid}`),
			'not-found',
			/is hidden/,
			/unhide/,
		],
		[
			`a job that still runs on ${call}`,
			call,
			bad(400, `JOBS_JOB_NOT_TERMINATED demo jdoe ${uuid}`),
			'wrong-state',
			/has not ended yet/,
			/Wait/,
		],
		[
			`a file that is not there on ${call}`,
			call,
			bad(404, 'FILES_OPSC_ERR Path not found', 'Not Found'),
			'not-found',
			/no such file/,
			/tapis-jobs output --list UUID/,
		],
		[
			`a system that may not be read on ${call}`,
			call,
			bad(403, 'FILES_NOT_AUTHORIZED x', 'Forbidden'),
			'not-yours',
			/no permission/,
			/READ/,
		],
		[
			`a system that does not answer on ${call}`,
			call,
			bad(500, 'FILES_CONNECT_ERR x', 'Internal Server Error'),
			'server',
			/could not/,
			/later/,
		],
		[
			`a tenant without the Files service on ${call}`,
			call,
			(request, response) => {
				const isFiles = request.path.startsWith('/v3/files');
				response.writeHead(404, {'content-type': isFiles ? 'text/html' : 'application/json'});
				response.end(
					isFiles
						? '<h1>Not Found</h1>'
						: JSON.stringify({status: 'error', message: 'FILES_OPS Path not found'}),
				);
			},
			'not-found',
			/no such file/,
			/tapis-jobs output --list UUID/,
		],
	]),
	[
		'a hidden job on its history',
		'history',
		bad(404, `JOBS_JOB_NOT_VISIBLE ${uuid}`, 'success'),
		'not-found',
		/is hidden/,
		/unhide/,
	],
	...(['hide'] as const).map(
		(call): Row => [
			`an unknown job on ${call} (404 with status "success")`,
			call,
			bad(404, `TAPIS_NOT_FOUND Job ${uuid}`, 'success'),
			'not-found',
			/is not known at/,
			/uuid/,
		],
	),
	[
		'an unknown job on reading its request (HTTP 400)',
		'request',
		bad(400, `JOBS_JOBRESUBMIT_NOT_FOUND ${uuid}`),
		'not-found',
		/is not known at/,
		/uuid/,
	],
	['403', 'get', bad(403, 'FORBIDDEN x'), 'not-yours', /no permission/, /READ/],
	['a plain 500', 'cancel', {status: 500, body: ''}, 'server', /has a problem and could not cancel/, /later/],
];

describe('what the person reads', () => {
	it.each(rows)('for %s', async (_what, call, answer, kind, sentence, advice) => {
		const failure = await failureOf(calls[call], answer);

		expect({kind: failure.kind, message: failure.message, advice: failure.advice}).toEqual({
			kind,
			message: expect.stringMatching(sentence),
			advice: expect.stringMatching(advice),
		});
		expect(failure.trackingId).toMatch(/^tapis-jobs\.[\w-]+$/);
	});
});

describe('a failure', () => {
	it('is not repeated where that cannot help', async () => {
		const answers: readonly (readonly [keyof typeof calls, Scripted])[] = [
			['get', bad(500, 'JOBS_JOB_SELECT_UUID_ERROR JOBS_JOB_NOT_FOUND')],
			['get', bad(500, 'JOBS_MISMATCHED_TENANT')],
			['cancel', bad(409, 'JOBS_JOB_IN_TERMINAL_STATE')],
		];
		for (const [call, answer] of answers) {
			expect((await failureOf(calls[call], answer)).canRetry).toBe(false);
		}
	});

	it('keeps the wait the service asks for, in seconds or as a date', async () => {
		const seconds = await failureOf(calls.get, {status: 429, headers: {'retry-after': '17'}, body: ''});
		const date = new Date(Date.now() + 90_000).toUTCString();
		const asDate = await failureOf(calls.get, {status: 503, headers: {'retry-after': date}, body: ''});
		const nonsense = await failureOf(calls.get, {status: 429, headers: {'retry-after': 'soon'}, body: ''});
		const tooLong = await failureOf(calls.get, {status: 429, headers: {'retry-after': '999999'}, body: ''});

		expect(seconds.retryAfterMs).toBe(17_000);
		expect(asDate.retryAfterMs).toBeGreaterThan(60_000);
		expect(asDate.retryAfterMs).toBeLessThanOrEqual(90_000);
		expect(nonsense.retryAfterMs).toBeUndefined();
		expect(tooLong.retryAfterMs).toBe(15 * 60_000);
	});

	it('measures a date to wait for on the clock of the service, however wrong that of this machine is', async () => {
		const headers = {date: 'Tue, 24 Nov 2020 02:00:00 GMT', 'retry-after': 'Tue, 24 Nov 2020 02:00:40 GMT'};
		const failure = await failureOf(calls.get, {status: 503, headers, body: ''});

		expect(failure.retryAfterMs).toBe(40_000);
	});

	it('shows the service’s own words short, on one line and without the token', async () => {
		const failure = await failureOf(
			calls.cancel,
			bad(418, `ODD_KEY ${secretToken}\u001b[31m line\nline \u202e ${'x'.repeat(5000)}`),
		);

		expect(failure.message).toMatch(
			/refused to cancel the job \(HTTP 418\): ODD_KEY \[hidden\] ?\[31m line line x+…$/,
		);
		expect(failure.message.length).toBeLessThan(350);
		expect(failure.tapisKey).toBe('ODD_KEY');
	});
});
