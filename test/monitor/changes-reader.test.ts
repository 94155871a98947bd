import {expect, it} from 'vitest';
import type {Job} from '../../source/domain/job.ts';
import {FINISHED, QUEUED, RUNNING} from '../../source/domain/status.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {createChangesReader} from '../../source/monitor/polling/changes-reader.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';

async function createStarted(count = 3) {
	const clock = createFakeClock();
	const api = createFakeJobsApi(clock);
	for (let number = 1; number <= count; number++) api.put(buildJob(number));
	const reader = createChangesReader('MY_JOBS', 50, clock);
	reader.startFrom(await api.getJobList({listType: 'MY_JOBS', limit: 50}));
	api.clearCalls();
	const read = async (): Promise<{rows: readonly Job[]}> => {
		const rows: Job[] = [];
		await reader.read(api.getJobList, page => rows.push(...page.jobs));
		return {rows};
	};
	return {clock, api, reader, read};
}

it('reads an empty answer once nothing has changed for a minute', async () => {
	const {clock, api, read} = await createStarted();
	await clock.advance(MINUTE);
	expect((await read()).rows).not.toEqual([]);
	expect((await read()).rows).toEqual([]);
	expect(api.calls).toHaveLength(2);
});

it('reads a change that was stamped before the last poll and committed after it', async () => {
	const {clock, api, read} = await createStarted();
	await clock.advance(10 * SECOND);
	api.setStatus(jobUuid(1), FINISHED);
	const stamp = api.job(jobUuid(1)).lastUpdated!;
	await read();

	await clock.advance(SECOND);
	api.put(buildJob(2, {status: FINISHED, lastUpdated: stamp - 2 * SECOND}));
	expect((await read()).rows.map(({uuid}) => uuid)).toContain(jobUuid(2));
});

it('misses nothing because one machine of the service is an hour ahead', async () => {
	const {clock, api, read} = await createStarted();
	api.put(buildJob(1, {lastUpdated: worldStart + HOUR}));
	await read();
	await clock.advance(10 * SECOND);
	api.setStatus(jobUuid(2), FINISHED);
	expect((await read()).rows.map(({uuid}) => uuid)).toContain(jobUuid(2));
});

it.each([HOUR, -HOUR])('misses nothing because the Date of the answers is off by %i', async skewMs => {
	const {clock, api, read} = await createStarted();
	for (let minute = 0; minute < 5; minute++) {
		await clock.advance(MINUTE);
		api.set({skewMs});
		await read();
		api.set({skewMs: 0});
		api.setStatus(jobUuid(2), minute % 2 ? RUNNING : QUEUED);
		expect((await read()).rows.map(({uuid}) => uuid)).toContain(jobUuid(2));
	}
});

it('does not take a time without any read for a quiet time', async () => {
	const {clock, api, read} = await createStarted();
	api.setStatus(jobUuid(1), RUNNING);
	await read();
	const stamp = api.job(jobUuid(1)).lastUpdated!;
	await clock.advance(HOUR);
	api.put(buildJob(2, {status: FINISHED, lastUpdated: stamp - 2 * SECOND}));
	expect((await read()).rows.map(({uuid}) => uuid)).toContain(jobUuid(2));
});

it('never looks at this machine’s clock', async () => {
	const {clock, api, reader} = await createStarted();
	const before = reader.since();
	clock.setWall(worldStart + 10 * HOUR);
	expect(reader.since()).toBe(before);
	expect(reader.since() % SECOND).toBe(0);
	expect(api.calls).toEqual([]);
});

it('reads more than a page of changes, also when they all carry one second', async () => {
	const {clock, api, read} = await createStarted(400);
	await clock.advance(10 * SECOND);
	for (let number = 1; number <= 400; number++) api.setStatus(jobUuid(number), FINISHED);
	const {rows} = await read();
	expect(new Set(rows.map(({uuid}) => uuid)).size).toBe(400);
});

it('begins again where it stood when it broke off', async () => {
	const {clock, api, reader, read} = await createStarted(200);
	await clock.advance(10 * SECOND);
	for (let number = 1; number <= 200; number++) api.setStatus(jobUuid(number), FINISHED);
	const before = reader.since();
	let pages = 0;
	api.set({
		onPage: page => {
			if (++pages > 2) throw new Error('gone');
			return page;
		},
	});
	await expect(read()).rejects.toThrow('gone');
	expect(reader.since()).toBe(before);
});
