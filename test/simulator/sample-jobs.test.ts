import {describe, expect, it} from 'vitest';
import {isFailure} from '../../source/domain/failure.ts';
import {hasEnded} from '../../source/domain/status.ts';
import {sampleJobs} from '../../source/simulator/jobs/sample-jobs.ts';
import {canMove} from '../../source/simulator/jobs/state-machine.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {simulate} from './simulated.ts';

const now = Date.UTC(2026, 10, 24, 12);
const sample = (count: number, seed = 1) => sampleJobs({seed, owner: 'demo', count, firstIndex: 0}, now);

describe('the sample jobs', () => {
	it('are the same for the same seed, and others for another', () => {
		expect(sample(50)).toEqual(sample(50));
		expect(sample(50, 2).map(job => job.uuid)).not.toEqual(sample(50).map(job => job.uuid));
	});

	it('show at least eight statuses, several ways to fail, and jobs that are held', () => {
		for (const seed of [1, 2, 3, 99]) {
			const jobs = sample(40, seed);
			const statuses = new Set(jobs.map(job => job.status));
			expect(statuses.size).toBeGreaterThanOrEqual(8);
			for (const status of [
				'BLOCKED',
				'FAILED',
				'CANCELLED',
				'FINISHED',
				'QUEUED',
				'RUNNING',
				'STAGING_INPUTS',
				'ARCHIVING',
			])
				expect([...statuses]).toContain(status);
		}
		const failed = new Set(sample(2000).flatMap(job => (job.status === 'FAILED' ? [job.condition] : [])));
		expect([...failed]).toEqual(
			expect.arrayContaining(['SCHEDULER_TIMEOUT', 'SCHEDULER_OUT_OF_MEMORY', 'JOB_REMOTE_OUTCOME_ERROR']),
		);
	});

	it('end by a scheduler only where one runs them', () => {
		const ofFork = sample(3000).filter(job => job.app.jobType === 'FORK' && hasEnded(job.status));
		const conditions = new Set(ofFork.map(job => job.condition));
		expect([...conditions].filter(condition => /SCHEDULER|QUEUE|LAUNCH/.test(String(condition)))).toEqual([]);
		expect(conditions).toContain('JOB_REMOTE_OUTCOME_ERROR');
		expect(new Set(ofFork.map(job => job.remoteResultInfo))).toEqual(new Set(['0', '1', null]));
		const failed = ofFork.find(job => job.condition === 'JOB_REMOTE_OUTCOME_ERROR')!;
		expect(failed.lastMessage).toBe('The application ended with the exit code 1.');
	});

	it('have lives that the state machine allows, in the past, in order', () => {
		for (const job of sample(3000)) {
			const {spans} = job;
			for (const [index, span] of spans.entries()) {
				const before = spans[index - 1];
				expect(span.from).toBeLessThanOrEqual(now);
				if (before)
					expect([canMove(before.status, span.status), before.from <= span.from]).toEqual([true, true]);
			}
			expect(spans.at(-1)!.status).toBe(job.status);
			expect(job.created).toBe(spans[0]!.from);
			expect(job.ended !== null).toBe(hasEnded(job.status));
			expect(job.condition !== null).toBe(hasEnded(job.status));
			expect(job.lastUpdated).toBeLessThanOrEqual(now);
			if (job.remoteStarted !== null) expect(job.remoteJobId).not.toBeNull();
			if (job.remoteStarted !== null && job.ended !== null) expect(job.remoteStarted).toBeLessThan(job.ended);
		}
	});

	it('have uuids of the service’s form, each its own', () => {
		const uuids = sample(3000).map(job => job.uuid);
		expect(new Set(uuids).size).toBe(3000);
		for (const uuid of uuids)
			expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-007$/);
	});

	it('can be ten thousand, of which few are alive, and still be listed page by page', async () => {
		const {call, clock} = await simulate({jobCount: 10_000});
		expect(clock.timerCount()).toBeLessThan(200);
		const seen = new Set<string>();
		for (let skip = 0; skip < 10_000; skip += 1000) {
			const page = await call(`/v3/jobs/list?orderBy=created(desc),uuid(asc)&limit=1000&skip=${skip}`);
			for (const row of page.json.result) seen.add(row.uuid);
		}
		expect(seen.size).toBe(10_000);
	});
});

describe('new jobs', () => {
	it('are each their own, also when one is submitted while another is about to appear by itself', async () => {
		const {simulator, call, clock, jobIn} = await simulate({jobCount: 20, hasArrivals: true, speed: 60});
		const before = simulator.store.all().length;
		const submitted: {uuid: string; name: string}[] = [];
		for (let turn = 0; turn < 5; turn++) {
			const reply = await call(`/v3/jobs/${jobIn('FINISHED')}/resubmit`, {method: 'POST'});
			submitted.push(reply.json.result);
			await clock.advance(30_000);
		}

		const all = simulator.store.all();
		expect(all.length).toBeGreaterThan(before + submitted.length);
		expect(new Set(all.map(job => job.uuid)).size).toBe(all.length);
		for (const {uuid, name} of submitted) expect(simulator.store.find(uuid)?.name).toBe(name);
	});

	it('are drawn again as long as their uuid is taken', () => {
		const [first] = sample(1);
		const isTaken = (uuid: string) => uuid === first!.uuid;
		const [other] = sampleJobs({seed: 1, owner: 'demo', count: 1, firstIndex: 0, isTaken}, now);
		expect(other!.uuid).not.toBe(first!.uuid);
	});
});

describe('the simulator’s port', () => {
	it('is refused in one sentence when somebody else has it', async () => {
		const {simulator} = await simulate({jobCount: 1});
		const failure = await startSimulator({port: simulator.port, jobCount: 1}).catch(
			(error: unknown) => error,
		);
		if (!isFailure(failure, 'usage')) throw new Error('It should have failed');
		expect(failure.message).toBe(`Port ${simulator.port} is in use already.`);
		expect(failure.exitCode).toBe(2);
		expect(failure.advice).toContain('--port');
	});

	it.each([{port: 70_000}, {port: 1.5}, {jobCount: -1}, {speed: 0}, {speed: Number.NaN}])(
		'refuses %j',
		async options => {
			const failure = await startSimulator(options).catch((error: unknown) => error);
			expect(isFailure(failure, 'usage')).toBe(true);
		},
	);

	it('is free again after closing, also with a client in the middle of a request', async () => {
		const {simulator} = await simulate({jobCount: 1, faults: [{name: 'hang'}]});
		const hanging = fetch(`${simulator.url}/v3/jobs/list`, {
			headers: {'x-tapis-token': simulator.token},
		}).catch(() => 'broken');
		await expect.poll(() => simulator.requests.length).toBe(1);
		await simulator.close();
		expect(await hanging).toBe('broken');
		const again = await startSimulator({port: simulator.port, jobCount: 1, hasArrivals: false});
		await again.close();
	});
});
