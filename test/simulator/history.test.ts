import {describe, expect, it} from 'vitest';
import {type Simulated, simulate} from './simulated.ts';

type Event = {
	readonly event: string;
	readonly eventDetail: string;
	readonly description: string;
	readonly created: string;
	readonly transferTaskUuid: string | null;
	readonly transferSummary: Readonly<Record<string, unknown>>;
};

const historyOf = async ({call}: Simulated, uuid: string): Promise<readonly Event[]> =>
	(await call(`/v3/jobs/${uuid}/history`)).json.result;
const named = (events: readonly Event[]): readonly string[] =>
	events.map(({event, eventDetail}) => `${event} ${eventDetail}`);

/** A job of demo's that enters a status now. */
async function entering(status: 'STAGING_INPUTS' | 'ARCHIVING'): Promise<Simulated & {uuid: string}> {
	const simulated = await simulate();
	const uuid = simulated.jobIn('QUEUED');
	simulated.simulator.setStatus(uuid, status);
	return {...simulated, uuid};
}
const transfers = (events: readonly Event[], kind: string): readonly Event[] =>
	events.filter(({event}) => event === `JOB_${kind}_TRANSACTION_ID`).slice(-3);

describe('the history of a transfer', () => {
	it('begins with its acceptance, goes on when the service looks, and tells how it stands now', async () => {
		const simulated = await entering('ARCHIVING');
		const {clock, simulator, uuid} = simulated;
		const accepted = transfers(await historyOf(simulated, uuid), 'ARCHIVE');
		expect(accepted.map(({eventDetail}) => eventDetail)).toEqual(['ACCEPTED']);
		expect(accepted[0]!.transferSummary).toMatchObject({
			status: 'ACCEPTED',
			totalBytesTransferred: 0,
			completeTransfers: 0,
			startTime: '',
			endTime: '',
		});
		await clock.advance(5000);
		const underWay = transfers(await historyOf(simulated, uuid), 'ARCHIVE');
		expect(underWay.map(({eventDetail}) => eventDetail)).toEqual(['ACCEPTED', 'IN_PROGRESS']);
		expect(underWay[0]!.transferSummary).toEqual(underWay[1]!.transferSummary);
		expect(underWay[1]!.transferSummary).toMatchObject({status: 'IN_PROGRESS', completeTransfers: 1});
		expect(Date.parse(underWay[1]!.created)).toBe(clock.now());
		simulator.setStatus(uuid, 'FINISHED');
		const events = await historyOf(simulated, uuid);
		expect(named(events).slice(-5)).toEqual([
			'JOB_NEW_STATUS ARCHIVING',
			'JOB_ARCHIVE_TRANSACTION_ID ACCEPTED',
			'JOB_ARCHIVE_TRANSACTION_ID IN_PROGRESS',
			'JOB_ARCHIVE_TRANSACTION_ID COMPLETED',
			'JOB_NEW_STATUS FINISHED',
		]);
		expect(events.at(-2)!.transferSummary).toMatchObject({status: 'COMPLETED', completeTransfers: 3});
	});

	it.each([
		['CANCELLED', 'CANCELLED'],
		['FAILED', 'FAILED'],
		['STAGING_JOB', 'COMPLETED'],
	] as const)('ends with the job in %s as %s', async (status, end) => {
		const simulated = await entering('STAGING_INPUTS');
		await simulated.clock.advance(1000);
		simulated.simulator.setStatus(simulated.uuid, status, {lastMessage: 'no such file'});
		const last = transfers(await historyOf(simulated, simulated.uuid), 'INPUT').at(-1)!;
		expect([last.eventDetail, last.transferSummary['status']]).toEqual([end, end]);
		expect(last.transferSummary['errorMessage']).toBe(end === 'FAILED' ? 'no such file' : null);
	});

	it('leaves the end of the application as it was when archiving begins anew', async () => {
		const {call, clock, simulator, uuid} = await entering('ARCHIVING');
		const ended = async () => (await call(`/v3/jobs/${uuid}`)).json.result.remoteEnded;
		const first = await ended();
		await clock.advance(2000);
		simulator.setStatus(uuid, 'BLOCKED');
		simulator.setStatus(uuid, 'ARCHIVING');
		expect(await ended()).toBe(first);
	});

	it('has the order of the service even where everything comes at once', async () => {
		const simulated = await entering('ARCHIVING');
		simulated.simulator.setStatus(simulated.uuid, 'FINISHED');
		expect(named(await historyOf(simulated, simulated.uuid)).slice(-4)).toEqual([
			'JOB_ARCHIVE_TRANSACTION_ID ACCEPTED',
			'JOB_ARCHIVE_TRANSACTION_ID IN_PROGRESS',
			'JOB_ARCHIVE_TRANSACTION_ID COMPLETED',
			'JOB_NEW_STATUS FINISHED',
		]);
	});
});

describe('errors in the history', () => {
	it('are noted under the status before, and once more as the final message', async () => {
		const simulated = await simulate();
		const uuid = simulated.jobIn('QUEUED');
		simulated.simulator.setStatus(uuid, 'FAILED', {
			condition: 'JOB_QUEUE_MONITORING_ERROR',
			lastMessage: 'connection refused',
		});
		const events = (await historyOf(simulated, uuid)).slice(-3);
		expect(named(events)).toEqual([
			'JOB_ERROR_MESSAGE QUEUED',
			'JOB_NEW_STATUS FAILED',
			'JOB_ERROR_MESSAGE FINAL_MESSAGE',
		]);
		expect(JSON.parse(events[0]!.description)).toMatchObject({
			jobUuid: uuid,
			jobStatus: 'QUEUED',
			message: 'connection refused',
		});
		expect(JSON.parse(events[2]!.description)).toMatchObject({
			condition: 'JOB_QUEUE_MONITORING_ERROR',
			message: 'connection refused',
			remoteOutcome: null,
		});
	});

	it('leave out the service where it is the application that failed', async () => {
		const simulated = await simulate();
		const uuid = simulated.jobIn('RUNNING');
		simulated.simulator.setStatus(uuid, 'FAILED', {remoteOutcome: 'FAILED', remoteResultInfo: '1:0'});
		expect(named(await historyOf(simulated, uuid)).slice(-2)).toEqual([
			'JOB_NEW_STATUS FAILED',
			'JOB_ERROR_MESSAGE FINAL_MESSAGE',
		]);
	});

	it('tell of a job that is held, and of none that ended well', async () => {
		const simulated = await simulate();
		const held = await historyOf(simulated, simulated.jobIn('BLOCKED'));
		expect(named(held).slice(-2)).toEqual(['JOB_ERROR_MESSAGE STAGING_INPUTS', 'JOB_NEW_STATUS BLOCKED']);
		const finished = await historyOf(simulated, simulated.jobIn('FINISHED'));
		expect(finished.some(({event}) => event === 'JOB_ERROR_MESSAGE')).toBe(false);
	});
});
