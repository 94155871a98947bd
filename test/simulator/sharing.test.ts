import {describe, expect, it} from 'vitest';
import {type Simulated, simulate} from './simulated.ts';

async function shared(resources: readonly string[]): Promise<Simulated & {uuid: string; other: string}> {
	const simulated = await simulate();
	const uuid = simulated.jobIn('FINISHED');
	const body = {jobResource: resources, jobPermission: 'READ', grantee: 'other'};
	const answer = await simulated.call(`/v3/jobs/${uuid}/share`, {method: 'POST', body});
	expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([200, 'JOBS_JOB_SHARED']);
	return {...simulated, uuid, other: await simulated.simulator.tokenFor('other')};
}

const eventsOf = async ({call}: Simulated, uuid: string): Promise<readonly string[]> =>
	(await call(`/v3/jobs/${uuid}/history`)).json.result
		.filter((event: {event: string}) => event.event === 'JOB_SHARE_EVENT')
		.map((event: {eventDetail: string}) => event.eventDetail);

describe('sharing', () => {
	it.each([
		['JOB_HISTORY', [200, 200, 200, 401, 401], 1],
		['JOB_OUTPUT', [401, 401, 401, 200, 401], 0],
		['JOB_INPUT', [401, 401, 401, 401, 401], 0],
	] as const)('lets another read what is shared as %s, and never cancel', async (resource, codes, listed) => {
		const {call, other, uuid} = await shared([resource]);
		const seen = [];
		for (const rest of ['', '/status', '/history', '/output/list/'])
			seen.push((await call(`/v3/jobs/${uuid}${rest}`, {token: other})).status);
		seen.push((await call(`/v3/jobs/${uuid}/cancel`, {method: 'POST', token: other})).status);
		expect(seen).toEqual(codes);
		const list = await call('/v3/jobs/list?listType=SHARED_JOBS', {token: other});
		expect(list.json.result).toHaveLength(listed);
	});

	it('is told row by row, noted in the history, and taken back as a whole', async () => {
		const simulated = await shared(['JOB_HISTORY', 'JOB_OUTPUT']);
		const {call, clock, uuid, other} = simulated;
		const rows = (await call(`/v3/jobs/${uuid}/share?limit=1`)).json;
		expect(rows.result.map((row: {jobResource: string}) => row.jobResource)).toEqual([
			'JOB_HISTORY',
			'JOB_OUTPUT',
		]);
		expect(Object.keys(rows.result[0])).toEqual([
			'tenant',
			'createdby',
			'jobUuid',
			'grantee',
			'jobResource',
			'jobPermission',
			'created',
		]);
		expect(Date.parse(rows.result[0].created)).toBe(clock.now());
		expect(rows.metadata).toMatchObject({recordCount: 2, recordLimit: 1, totalCount: 2});
		expect(await eventsOf(simulated, uuid)).toEqual(['SHARE_JOB_HISTORY_READ', 'SHARE_JOB_OUTPUT_READ']);
		await call(`/v3/jobs/${uuid}/share/other`, {method: 'DELETE'});
		expect((await eventsOf(simulated, uuid)).slice(2)).toEqual([
			'UNSHARE_JOB_HISTORY_READ',
			'UNSHARE_JOB_OUTPUT_READ',
		]);
		expect((await call(`/v3/jobs/${uuid}`, {token: other})).status).toBe(401);
		const none = await call(`/v3/jobs/${uuid}/share`);
		expect([none.status, none.json.result, none.json.metadata.totalCount]).toEqual([200, [], -1]);
		expect(none.json.message).toMatch(/^JOBS_JOB_NO_SHARES_FOUND /);
	});

	it.each([
		{jobResource: [], jobPermission: 'READ', grantee: 'other'},
		{jobResource: ['JOB_SOUL'], jobPermission: 'READ', grantee: 'other'},
		{jobResource: ['JOB_OUTPUT'], jobPermission: 'MODIFY', grantee: 'other'},
		{jobResource: ['JOB_OUTPUT'], jobPermission: 'READ'},
	])('refuses %j before it looks for the job', async body => {
		const {call} = await simulate({jobCount: 1});
		const answer = await call('/v3/jobs/no-such-job/share', {method: 'POST', body});
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([400, 'NET_REQUEST_PAYLOAD_ERROR']);
	});

	it('does not find hidden jobs', async () => {
		const {call, jobIn} = await simulate();
		const uuid = jobIn('FINISHED');
		await call(`/v3/jobs/${uuid}/hide`, {method: 'POST'});
		const answer = await call(`/v3/jobs/${uuid}/share`);
		expect([answer.status, answer.json.status, answer.json.message.split(' ')[0]]).toEqual([
			404,
			'success',
			'JOBS_JOB_NOT_VISIBLE',
		]);
	});
});

describe('annotations', () => {
	const annotate = async ({call}: Simulated, uuid: string, method: string, body: unknown) =>
		await call(`/v3/jobs/${uuid}/annotations`, {method, body});

	it('are added to by PATCH and replaced by PUT, each as far as the body names it', async () => {
		const simulated = await simulate({apiVersion: '1.9'});
		const uuid = simulated.jobIn('RUNNING');
		const write = async (method: string, body: unknown) =>
			(await annotate(simulated, uuid, method, body)).json.result;
		expect(await write('PUT', {tags: ['b'], notes: {x: 1}})).toEqual({uuid, tags: ['b'], notes: {x: 1}});
		expect(await write('PATCH', {tags: ['a', 'b'], notes: {y: 2}})).toEqual({
			uuid,
			tags: ['a', 'b'],
			notes: {x: 1, y: 2},
		});
		expect(await write('PUT', {notes: {}})).toEqual({uuid, tags: ['a', 'b'], notes: {}});
		expect(await write('PUT', {tags: []})).toEqual({uuid, tags: [], notes: {}});
		expect((await simulated.call(`/v3/jobs/${uuid}`)).json.result).toMatchObject({tags: null, notes: {}});
	});

	it.each([
		{notes: {text: 'ä'.repeat(70_000)}},
		{tags: ['x'.repeat(140_000)]},
		{tags: Array.from({length: 129}, (_, index) => String(index))},
		{tags: 'one'},
		{notes: 'text'},
	])('have limits, and a form', async body => {
		const simulated = await simulate({apiVersion: '1.9', jobCount: 1});
		const {uuid} = simulated.simulator.store.all()[0]!;
		const answer = await annotate(simulated, uuid, 'PUT', body);
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([400, 'NET_REQUEST_PAYLOAD_ERROR']);
	});

	it('are not there in version 1.7', async () => {
		const simulated = await simulate({jobCount: 1});
		const {uuid} = simulated.simulator.store.all()[0]!;
		expect((await annotate(simulated, uuid, 'PUT', {})).status).toBe(404);
	});
});
