import {describe, expect, it} from 'vitest';
import {type Answer, type Simulated, simulate} from './simulated.ts';

const unknown = '00000000-0000-4000-8000-000000000000-007';
const summary = ({status, json}: Answer): readonly unknown[] => [
	status,
	json?.status,
	json?.message.split(' ')[0],
];

/** Every endpoint of a single job, with its answers in version 1.7. */
const endpoints: readonly (readonly [
	method: string,
	rest: string,
	unknown: readonly unknown[],
	foreign: readonly unknown[],
])[] = [
	['GET', '', [500, 'error', 'JOBS_JOB_SELECT_UUID_ERROR'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	['GET', '/status', [404, 'success', 'TAPIS_NOT_FOUND'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	['GET', '/history', [404, 'success', 'TAPIS_NOT_FOUND'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	['POST', '/cancel', [400, 'error', 'JOBS_JOB_SELECT_UUID_ERROR'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	['POST', '/hide', [404, 'success', 'TAPIS_NOT_FOUND'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	['POST', '/unhide', [404, 'success', 'TAPIS_NOT_FOUND'], [401, 'error', 'JOBS_MISMATCHED_OWNER']],
	[
		'GET',
		'/output/list/',
		[500, 'error', 'JOBS_JOB_SELECT_UUID_ERROR'],
		[401, 'error', 'JOBS_MISMATCHED_OWNER'],
	],
	[
		'GET',
		'/output/download/tapisjob.out',
		[500, 'error', 'JOBS_JOB_SELECT_UUID_ERROR'],
		[401, 'error', 'JOBS_MISMATCHED_OWNER'],
	],
	['POST', '/resubmit', [400, 'error', 'JOBS_JOBRESUBMIT_NOT_FOUND'], [200, 'success', 'JOBS_CREATED']],
	['GET', '/resubmit_request', [400, 'error', 'JOBS_JOBRESUBMIT_NOT_FOUND'], [200, 'success', 'Property']],
];

/** A job of user other that is not shared with demo. */
function foreignJob({simulator}: Simulated): string {
	return simulator.store
		.all()
		.find(job => job.owner === 'other' && !simulator.store.isSharedWith(job.uuid, 'demo'))!.uuid;
}

describe('codes of version 1.7', () => {
	it.each(endpoints)('%s {uuid}%s of an unknown job', async (method, rest, expected) => {
		const {call} = await simulate();
		expect(summary(await call(`/v3/jobs/${unknown}${rest}`, {method}))).toEqual(expected);
	});

	it.each(endpoints)('%s {uuid}%s of somebody else’s job', async (method, rest, _, expected) => {
		const simulated = await simulate();
		expect(summary(await simulated.call(`/v3/jobs/${foreignJob(simulated)}${rest}`, {method}))).toEqual(
			expected,
		);
	});

	it('let those read with whom a job is shared, but not cancel', async () => {
		const {simulator, call} = await simulate();
		const shared = simulator.store.all().find(job => simulator.store.isSharedWith(job.uuid, 'demo'))!.uuid;
		const codes = [];
		for (const rest of ['', '/status', '/history'])
			codes.push((await call(`/v3/jobs/${shared}${rest}`)).status);
		expect(codes).toEqual([200, 200, 200]);
		expect(summary(await call(`/v3/jobs/${shared}/cancel`, {method: 'POST'}))).toEqual([
			401,
			'error',
			'JOBS_MISMATCHED_OWNER',
		]);
	});

	it('keep tenants apart', async () => {
		const {call, jobIn, simulator, clock} = await simulate();
		const uuid = jobIn('RUNNING');
		const token = await simulator.signToken({
			jti: '1',
			sub: 'demo@elsewhere',
			exp: Math.floor(clock.now() / 1000) + 60,
			'tapis/tenant_id': 'elsewhere',
			'tapis/username': 'demo',
			'tapis/token_type': 'access',
			'tapis/account_type': 'user',
		});
		for (const [method, rest, code] of [
			['GET', '', 500],
			['GET', '/status', 500],
			['GET', '/history', 500],
			['POST', '/cancel', 401],
			['POST', '/hide', 401],
			['POST', '/sendEvent', 400],
		] as const) {
			const answer = await call(`/v3/jobs/${uuid}${rest}`, {method, token});
			expect(summary(answer)).toEqual([code, 'error', 'JOBS_MISMATCHED_TENANT']);
		}
		expect((await call('/v3/jobs/list', {token})).json.result).toEqual([]);
	});

	it('refuse to cancel an ended job, to hide a living one, to show output before the end', async () => {
		const {call, jobIn} = await simulate();
		const ended = jobIn('FINISHED');
		const running = jobIn('RUNNING');
		const cancel = await call(`/v3/jobs/${ended}/cancel`, {method: 'POST'});
		expect(summary(cancel)).toEqual([409, 'error', 'JOBS_JOB_IN_TERMINAL_STATE']);
		expect(cancel.json.result).toEqual({name: ended});
		// The apostrophe gets lost on its way through the service's formatter.
		expect(cancel.json.message).toMatch(/\bcant\b/);
		expect(summary(await call(`/v3/jobs/${running}/hide`, {method: 'POST'}))).toEqual([
			409,
			'error',
			'JOBS_JOB_NOT_IN_TERMINAL_STATE',
		]);
		const output = await call(`/v3/jobs/${running}/output/list/`);
		expect(summary(output)).toEqual([400, 'error', 'JOBS_JOB_NOT_TERMINATED']);
		expect(output.json.result).toEqual({name: running});
		expect(output.json.message).toMatch(/^JOBS_JOB_NOT_TERMINATED Job demo of user demo in tenant .*-007/);
	});

	it('hide a job from everything but getJob', async () => {
		const {call, jobIn, simulator, clock} = await simulate();
		const uuid = jobIn('FINISHED');
		await clock.advance(5000);
		const hide = await call(`/v3/jobs/${uuid}/hide`, {method: 'POST'});
		expect(summary(hide)).toEqual([200, 'success', 'JOBS_JOB_CHANGED_VISIBILITY']);
		expect(hide.json.result.message).toBe(hide.json.message);
		expect(simulator.store.find(uuid)!.lastUpdated).toBe(clock.now());
		const {remoteLastStatusCheck, remoteEnded} = (await call(`/v3/jobs/${uuid}`)).json.result;
		expect(remoteLastStatusCheck).toBe(remoteEnded);
		expect(summary(await call(`/v3/jobs/${uuid}/hide`, {method: 'POST'}))).toEqual([
			200,
			'success',
			'JOBS_JOB_VISBILITY',
		]);
		expect(summary(await call(`/v3/jobs/${uuid}/status`))).toEqual([404, 'success', 'JOBS_JOB_NOT_VISIBLE']);
		expect(summary(await call(`/v3/jobs/${uuid}/history`))).toEqual([404, 'success', 'JOBS_JOB_NOT_VISIBLE']);
		expect(summary(await call(`/v3/jobs/${uuid}/output/list/`))).toEqual([
			404,
			'error',
			'JOBS_JOB_NOT_VISIBLE',
		]);
		expect((await call(`/v3/jobs/${uuid}`)).json.result.visible).toBe(false);
		const listed = await call('/v3/jobs/list?limit=-1');
		expect(listed.json.result.map((job: {uuid: string}) => job.uuid)).not.toContain(uuid);
		expect((await call(`/v3/jobs/${uuid}/unhide`, {method: 'POST'})).status).toBe(200);
		expect((await call(`/v3/jobs/${uuid}/status`)).status).toBe(200);
	});

	it('fail on a history without limit, which the database refuses', async () => {
		const {call, jobIn} = await simulate();
		expect((await call(`/v3/jobs/${jobIn('FINISHED')}/history?limit=-1`)).status).toBe(500);
	});

	it('swap user and tenant where the service does', async () => {
		const {call, simulator} = await simulate();
		const token = await simulator.tokenFor('nobody');
		expect((await call('/v3/jobs/list', {token})).json.message).toBe(
			'JOBS_SEARCH_NO_JOBS_FOUND There are no jobs of owner demo in tenant nobody.',
		);
		expect((await call(`/v3/jobs/${unknown}`, {token})).json.message).toContain('owner demo, tenant nobody');
		expect((await call(`/v3/jobs/${unknown}`)).json.message).toContain('JOBS_JOB_NOT_FOUND');
	});
});

describe('codes of version 1.9', () => {
	it.each(['', '/status', '/history', '/output/list/'])(
		'GET {uuid}%s of an unknown job is 404',
		async rest => {
			const {call} = await simulate({apiVersion: '1.9'});
			for (const [path, method] of [
				[rest, 'GET'],
				['/cancel', 'POST'],
			] as const) {
				const answer = await call(`/v3/jobs/${unknown}${path}`, {method});
				expect([answer.status, answer.json.result]).toEqual([404, {name: unknown}]);
			}
		},
	);
});

describe('the probes', () => {
	it.each(['healthcheck', 'ready', 'hello'])('%s needs no token', async probe => {
		const {call} = await simulate({jobCount: 1});
		expect((await call(`/v3/jobs/${probe}`, {token: ''})).status).toBe(200);
	});
});

describe('a path of the gateway’s', () => {
	it.each(['//', '//v3//nothing', '///'])('%s is not found', async path => {
		const {call} = await simulate({jobCount: 1});
		const answer = await call(path);
		expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('Tomcat')]);
	});
});

describe('a body of a type that an endpoint does not read', () => {
	it.each(['submit', 'search', '{uuid}/sendEvent', '{uuid}/share', 'subscribe/{uuid}'])(
		'is refused with HTTP 415 by POST %s, and read when nothing is said of its type',
		async template => {
			const {call, jobIn, simulator} = await simulate();
			const path = `/v3/jobs/${template.replace('{uuid}', jobIn('RUNNING'))}`;
			for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
				// Before anybody looks at the token.
				const sent = {method: 'POST', body: '{}', headers: {'content-type': type}, token: ''};
				const answer = await call(path, sent);
				expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('Tomcat')]);
			}
			const bytes = new TextEncoder().encode('{}');
			const headers = {'x-tapis-token': simulator.token};
			expect((await fetch(`${simulator.url}${path}`, {method: 'POST', body: bytes, headers})).status).toBe(
				400,
			);
		},
	);

	it('does not matter to a cancel, which reads none', async () => {
		const {call, jobIn} = await simulate();
		const options = {method: 'POST', body: 'x', headers: {'content-type': 'text/plain'}};
		expect((await call(`/v3/jobs/${jobIn('RUNNING')}/cancel`, options)).status).toBe(200);
	});
});
