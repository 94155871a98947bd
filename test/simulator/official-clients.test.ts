import {execFile, execFileSync} from 'node:child_process';
import {promisify} from 'node:util';
import * as Authenticator from '@tapis/tapis-typescript-authenticator';
import * as Jobs from '@tapis/tapis-typescript-jobs';
import {describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';

const run = promisify(execFile);

/** On the machine's own clock, fast enough that a cancel takes effect within a moment. */
async function fastSimulator(): Promise<Simulator> {
	const simulator = await startSimulator({speed: 1000, hasArrivals: false});
	onTestFinished(simulator.close);
	return simulator;
}

describe('the official TypeScript clients', () => {
	it('sign in, list, search, get, tell status and history, and cancel', async () => {
		const simulator = await fastSimulator();
		const tokens = new Authenticator.TokensApi(new Authenticator.Configuration({basePath: simulator.url}));
		const signedIn = await tokens.createToken({
			reqCreateToken: {username: 'demo', password: 'demo', grant_type: 'password'} as never,
		});
		const token = signedIn.result?.access_token?.access_token ?? '';
		expect(token).toMatch(/^ey/);

		const jobs = new Jobs.JobsApi(
			new Jobs.Configuration({basePath: simulator.url, headers: {'X-Tapis-Token': token}}),
		);
		const {result: listed = []} = await jobs.getJobList({orderBy: 'created(desc)', limit: 100});
		expect(listed).toHaveLength(40);
		expect(listed[0]!.created).toBeInstanceOf(Date);
		const {result: found = []} = await jobs.getJobSearchList({select: 'allAttributes', limit: 5});
		expect(found).toHaveLength(5);
		const posted = await jobs.getJobSearchListByPostSqlStr({
			body: {search: ["status = 'RUNNING' OR status = 'BLOCKED'"]},
		});
		expect(posted.result?.length).toBeGreaterThan(0);

		const uuid = listed.find(job => job.status === 'BLOCKED')!.uuid!;
		expect((await jobs.getJob({jobUuid: uuid})).result).toMatchObject({uuid, owner: 'demo'});
		expect((await jobs.getJobHistory({jobUuid: uuid})).result?.[0]).toMatchObject({
			event: 'JOB_NEW_STATUS',
			eventDetail: 'PENDING',
		});
		expect((await jobs.cancelJob({jobUuid: uuid})).result?.message).toMatch(/^JOBS_JOB_CANCEL_ACCEPTED/);
		await expect
			.poll(async () => (await jobs.getJobStatus({jobUuid: uuid})).result)
			.toEqual({status: 'CANCELLED', condition: 'CANCELLED_BY_USER'});
		await expect(jobs.cancelJob({jobUuid: uuid})).rejects.toMatchObject({status: 409});
	});

	it('list and read output', async () => {
		const simulator = await fastSimulator();
		const jobs = new Jobs.JobsApi(
			new Jobs.Configuration({basePath: simulator.url, headers: {'X-Tapis-Token': simulator.token}}),
		);
		const uuid = simulator.store.all().find(job => job.owner === 'demo' && job.status === 'FINISHED')!.uuid;
		// The generated client encodes the slash; the service takes it all the same.
		const {result = []} = await jobs.getJobOutputList({jobUuid: uuid, outputPath: 'results/fields'});
		expect(result.length).toBeGreaterThan(0);
		const blob = await jobs.getJobOutputDownload({jobUuid: uuid, outputPath: 'tapisjob.sh'});
		expect(await blob.text()).toContain('#SBATCH');
	});
});

/** The Python to use: TAPIPY_PYTHON, or the machine's. */
const python = process.env['TAPIPY_PYTHON'] ?? 'python3';

function hasTapipy(): boolean {
	try {
		execFileSync(python, ['-c', 'import tapipy'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

const script = `
import sys, time
from tapipy.tapis import Tapis
from tapipy.errors import BaseTapyException
client = Tapis(base_url=sys.argv[1], username='demo', password='demo')
client.get_tokens()
uuid = sys.argv[2]
assert client.jobs.getJob(jobUuid=uuid).status == 'BLOCKED'
client.jobs.cancelJob(jobUuid=uuid)
until = time.time() + 15
while client.jobs.getJob(jobUuid=uuid).status != 'CANCELLED' and time.time() < until:
    time.sleep(0.05)
print(client.jobs.getJob(jobUuid=uuid).status)
try:
    client.jobs.cancelJob(jobUuid=uuid)
except BaseTapyException as error:
    print(str(error.message).split(' ')[0])
`;

describe('tapipy', () => {
	it.skipIf(!hasTapipy())(
		'signs in, cancels, and sees the job CANCELLED (skipped where tapipy is not installed)',
		{timeout: 60_000},
		async () => {
			const simulator = await fastSimulator();
			const uuid = simulator.store.all().find(job => job.owner === 'demo' && job.status === 'BLOCKED')!.uuid;
			const {stdout} = await run(python, ['-c', script, simulator.url, uuid]);
			expect(stdout.trim().split('\n')).toEqual(['CANCELLED', 'JOBS_JOB_IN_TERMINAL_STATE']);
		},
	);
});
