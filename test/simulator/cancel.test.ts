import {describe, expect, it} from 'vitest';
import {type Simulated, simulate} from './simulated.ts';

const cancel = ({call}: Simulated, uuid: string) => call(`/v3/jobs/${uuid}/cancel`, {method: 'POST'});
const minute = 60_000;

describe('cancelling', () => {
	it.each([
		'PROCESSING_INPUTS',
		'STAGING_INPUTS',
		'STAGING_JOB',
		'SUBMITTING_JOB',
		'QUEUED',
		'RUNNING',
		'ARCHIVING',
	] as const)('changes nothing in a %s job at once, and ends it at the worker’s next look', async status => {
		const simulated = await simulate();
		const {simulator, clock, call, jobIn} = simulated;
		const uuid = jobIn('RUNNING');
		simulator.setStatus(uuid, status);
		await clock.advance(500);
		const before = (await call(`/v3/jobs/${uuid}`)).json.result;
		const answer = await cancel(simulated, uuid);
		expect([answer.status, answer.json.status]).toEqual([200, 'success']);
		expect(answer.json.message).toMatch(/^JOBS_JOB_CANCEL_ACCEPTED_DETAILS .*-007/);
		expect(answer.json.result.message).toMatch(/^JOBS_JOB_CANCEL_ACCEPTED .*-007.* $/);
		expect((await call(`/v3/jobs/${uuid}`)).json.result).toEqual(before);
		expect((await cancel(simulated, uuid)).status).toBe(200);

		await clock.advance(11 * minute);
		const after = (await call(`/v3/jobs/${uuid}`)).json.result;
		expect(after).toMatchObject({status: 'CANCELLED', condition: 'CANCELLED_BY_USER'});
		expect(after.ended).not.toBeNull();
		expect(after.lastMessage).toMatch(/^JOBS_CMD_MSG_RECEIVED .*JOB_CANCEL.*JobsImpl-cancelCmdStatus/);
		const history = (await call(`/v3/jobs/${uuid}/history`)).json.result;
		expect(history.at(-1)).toMatchObject({event: 'JOB_NEW_STATUS', eventDetail: 'CANCELLED'});
		expect(JSON.parse(history.at(-1).description)).toMatchObject({
			oldJobStatus: status,
			newJobStatus: 'CANCELLED',
			condition: 'CANCELLED_BY_USER',
		});
		expect((await cancel(simulated, uuid)).status).toBe(409);
	});

	it('waits for the monitor’s pause of a job that has run for hours', async () => {
		const simulated = await simulate();
		const {simulator, clock, jobIn} = simulated;
		const uuid = jobIn('RUNNING');
		simulator.setStatus(uuid, 'RUNNING', {remoteChecksSuccess: 30});
		await cancel(simulated, uuid);
		await clock.advance(179_000);
		expect(simulator.store.find(uuid)!.status).toBe('RUNNING');
		await clock.advance(1000);
		expect(simulator.store.find(uuid)!.status).toBe('CANCELLED');
	});

	it('lets the recovery end a BLOCKED job within moments', async () => {
		const simulated = await simulate();
		const uuid = simulated.jobIn('BLOCKED');
		await cancel(simulated, uuid);
		await simulated.clock.advance(3000);
		const job = simulated.simulator.store.find(uuid)!;
		expect([job.status, job.condition]).toEqual(['CANCELLED', 'CANCELLED_BY_USER']);
		expect(job.lastMessage).not.toMatch(/JOBS_CMD_MSG_RECEIVED/);
	});

	it.each(['PENDING', 'PAUSED'] as const)('is accepted and lost for a %s job', async status => {
		const simulated = await simulate();
		const {simulator, clock, jobIn} = simulated;
		const uuid = jobIn('QUEUED');
		simulator.setStatus(uuid, status, {resumesIn: 'QUEUED'});
		expect((await cancel(simulated, uuid)).status).toBe(200);
		expect(simulator.isCancelAsked(uuid)).toBe(false);
		await clock.advance(20 * minute);
		expect(simulator.store.find(uuid)!.status).not.toBe('CANCELLED');
		simulator.setStatus(uuid, 'RUNNING');
		await cancel(simulated, uuid);
		await clock.advance(10 * minute);
		expect(simulator.store.find(uuid)!.status).toBe('CANCELLED');
	});

	it('can be ignored, and can be overtaken by the end', async () => {
		const simulated = await simulate();
		const {simulator, clock, jobIn} = simulated;
		simulator.addFault({name: 'cancel-ignored', times: 1});
		const uuid = jobIn('RUNNING');
		expect((await cancel(simulated, uuid)).status).toBe(200);
		expect(simulator.isCancelAsked(uuid)).toBe(false);
		expect((await cancel(simulated, uuid)).status).toBe(200);
		expect(simulator.isCancelAsked(uuid)).toBe(true);

		simulator.addFault({name: 'cancel-overtaken'});
		const other = jobIn('ARCHIVING');
		expect((await cancel(simulated, other)).status).toBe(200);
		await clock.advance(1000);
		expect(['FINISHED', 'FAILED']).toContain(simulator.store.find(other)!.status);
	});

	it('takes effect sooner on a faster clock, with stamps of the wall clock', async () => {
		const simulated = await simulate({speed: 20});
		const {simulator, clock, jobIn} = simulated;
		const uuid = jobIn('RUNNING');
		simulator.setStatus(uuid, 'RUNNING', {remoteChecksSuccess: 30});
		await cancel(simulated, uuid);
		await clock.advance(9000);
		expect(simulator.store.find(uuid)!.status).toBe('CANCELLED');
		expect(simulator.store.find(uuid)!.ended).toBe(clock.now());
	});
});

describe('the life of a job', () => {
	it('goes through every status in the order of the state machine, one event each', async () => {
		const {simulator, clock, call} = await simulate({jobCount: 1, speed: 100});
		const submitted = await call('/v3/jobs/submit', {
			method: 'POST',
			body: {name: 'whole-life', appId: 'wrf', appVersion: '4.5'},
		});
		const {uuid} = submitted.json.result;
		for (let turn = 0; turn < 200 && simulator.store.find(uuid)!.ended === null; turn++)
			await clock.advance(minute);
		const job = simulator.store.find(uuid)!;
		const statuses = job.spans.map(span => span.status);
		const way = [
			'PENDING',
			'PROCESSING_INPUTS',
			'STAGING_INPUTS',
			'STAGING_JOB',
			'SUBMITTING_JOB',
			'QUEUED',
			'RUNNING',
			'ARCHIVING',
			'FINISHED',
		];
		expect(statuses).toEqual(
			statuses.at(-1) === 'FAILED' ? [...way.slice(0, statuses.length - 1), 'FAILED'] : way,
		);
		const history = (await call(`/v3/jobs/${uuid}/history`)).json.result as readonly {
			event: string;
			eventDetail: string;
			created: string;
		}[];
		expect(history.filter(event => event.event === 'JOB_NEW_STATUS').map(event => event.eventDetail)).toEqual(
			statuses,
		);
		expect(history.map(event => event.created)).toEqual(history.map(event => event.created).toSorted());
		expect(job.created).toBeLessThan(job.remoteStarted ?? clock.now());
		expect(job.ended).toBe(job.lastUpdated);
	});

	it('beats: lastUpdated of a running job moves with every look', async () => {
		const {simulator, clock, jobIn} = await simulate();
		const uuid = jobIn('RUNNING');
		simulator.setStatus(uuid, 'RUNNING', {remoteChecksSuccess: 0});
		const beats = new Set<number>();
		for (let second = 0; second < 60; second++) {
			await clock.advance(1000);
			beats.add(simulator.store.find(uuid)!.lastUpdated);
		}
		// After 1 s, then every 10 s.
		expect(beats.size).toBe(6);
	});

	it('goes on with new jobs now and then, unless told not to', async () => {
		const busy = await simulate({hasArrivals: true, speed: 60});
		const quiet = await simulate({speed: 60});
		for (const {clock} of [busy, quiet]) await clock.advance(2 * minute);
		const countOf = ({simulator}: Simulated) =>
			simulator.store.all().filter(job => job.owner === 'demo').length;
		expect(countOf(busy)).toBeGreaterThan(43);
		expect(countOf(quiet)).toBe(40);
	});

	it('stops when the simulator is closed', async () => {
		const {simulator, clock} = await simulate({hasArrivals: true});
		expect(clock.timerCount()).toBeGreaterThan(5);
		await simulator.close();
		expect(clock.timerCount()).toBe(0);
	});
});
