import {describe, expect, it} from 'vitest';
import {type CallOptions, type Simulated, simulate} from './simulated.ts';

const wanted = {
	eventCategoryFilter: 'JOB_NEW_STATUS',
	deliveryTargets: [{deliveryMethod: 'WEBHOOK', deliveryAddress: 'https://example.org/hook'}],
};
const at = ({call}: Simulated, uuid: string, options: CallOptions = {}) =>
	call(`/v3/jobs/subscribe/${uuid}`, options);
const subscribe = (simulated: Simulated, uuid: string, options: CallOptions = {}) =>
	at(simulated, uuid, {method: 'POST', body: wanted, ...options});

describe('subscriptions', () => {
	it('are kept, listed, taken back one by one or all together, and noted in the history', async () => {
		const simulated = await simulate();
		const uuid = simulated.jobIn('RUNNING');
		const list = async () => (await at(simulated, uuid)).json.result;
		for (let count = 0; count < 3; count++) {
			const made = await subscribe(simulated, uuid);
			expect([made.status, made.json.result.url]).toEqual([200, expect.stringMatching(/\/subscriptions\//)]);
		}
		const rows = await list();
		expect(rows).toHaveLength(3);
		expect(rows[0]).toMatchObject({subjectFilter: uuid, deliveryTargets: wanted.deliveryTargets});
		expect((await at(simulated, `${uuid}?limit=1&skip=1`)).json.result).toEqual([rows[1]]);
		const changes = async (of: string) => (await at(simulated, of, {method: 'DELETE'})).json.result.changes;
		expect(await changes(rows[0].uuid)).toBe(1);
		expect(await changes(uuid)).toBe(2);
		expect(await list()).toEqual([]);
		const history = (await simulated.call(`/v3/jobs/${uuid}/history`)).json.result;
		expect(
			history
				.filter((event: {event: string}) => event.event === 'JOB_SUBSCRIPTION')
				.map((event: {eventDetail: string}) => event.eventDetail),
		).toEqual(['added', 'added', 'added', 'removed', 'removed']);
	});

	it('come with a job whose request has them, and last as long as it says in either spelling', async () => {
		const simulated = await simulate({jobCount: 1});
		const subscriptions = [{...wanted, ttlminutes: 60}, {...wanted, ttlMinutes: 90}, wanted];
		const body = {name: 'a', appId: 'wrf', appVersion: '4.5', subscriptions};
		const {result: job} = (await simulated.call('/v3/jobs/submit', {method: 'POST', body})).json;
		expect(JSON.parse(job.subscriptions)).toEqual(subscriptions);
		const rows = (await at(simulated, job.uuid)).json.result;
		expect(rows.map((row: {ttlMinutes: number}) => row.ttlMinutes)).toEqual([60, 90, 10_080]);
		const [{created, expiry}] = rows;
		expect(Date.parse(expiry) - Date.parse(created)).toBe(60 * 60_000);
	});

	it('are refused by the rules of their own resource', async () => {
		const simulated = await simulate();
		const running = simulated.jobIn('RUNNING');
		const token = await simulated.simulator.tokenFor('other');
		const answers = [
			await subscribe(simulated, '00000000-0000-4000-8000-000000000000-007'),
			await subscribe(simulated, simulated.jobIn('FINISHED'), {token}),
			await subscribe(simulated, running, {token}),
			await subscribe(simulated, running, {body: {...wanted, deliveryTargets: []}}),
			await at(simulated, running, {token}),
			await at(simulated, 'no-subscription', {method: 'DELETE'}),
		];
		expect(answers.map(({status, json}) => [status, json.message.split(' ')[0]])).toEqual([
			[400, 'JOBS_JOB_NOT_FOUND'],
			[400, 'JOBS_IN_TERMINAL_STATE'],
			[401, 'JOBS_JOB_ACTION_NOT_AUTHORIZED'],
			[400, 'NET_REQUEST_PAYLOAD_ERROR'],
			[401, 'JOBS_JOB_ACTION_NOT_AUTHORIZED'],
			[400, 'JOBS_SUBSCRIPTION_NOT_FOUND'],
		]);
	});
});
