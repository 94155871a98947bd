import {describe, expect, it} from 'vitest';
import {type Simulated, simulate} from './simulated.ts';

const request = {
	name: 'mine',
	appId: 'wrf',
	appVersion: '4.5',
	tags: ['b', 'a'],
	notes: {k: 1},
	maxMinutes: 30,
};

/** The job that the request makes, with more in it. */
const submit = async ({call}: Simulated, more: object) =>
	(await call('/v3/jobs/submit', {method: 'POST', body: {...request, ...more}})).json.result;

describe('submitting', () => {
	it('makes a PENDING job that lives, and can be sent again', async () => {
		const {call, clock, simulator} = await simulate({jobCount: 2});
		const submitted = await call('/v3/jobs/submit', {method: 'POST', body: request});
		expect([submitted.status, submitted.json.message.split(' ')[0]]).toEqual([200, 'JOBS_CREATED']);
		expect(submitted.json.result).toMatchObject({
			name: 'mine',
			status: 'PENDING',
			tags: ['a', 'b'],
			notes: '{"k":1}',
			maxMinutes: 30,
		});
		const {uuid} = submitted.json.result;
		expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-007$/);
		expect((await call(`/v3/jobs/${uuid}/resubmit_request`)).json.result).toEqual(request);
		const again = await call(`/v3/jobs/${uuid}/resubmit`, {method: 'POST'});
		expect(again.json.result.uuid).not.toBe(uuid);
		expect(again.json.result.name).toBe('mine');
		await clock.advance(120_000);
		expect(simulator.store.find(uuid)!.status).not.toBe('PENDING');
	});

	it.each([
		[{appId: 'wrf', appVersion: '4.5'}, 'required key [name]'],
		[{...request, colour: 'red'}, 'extraneous key [colour]'],
		[{...request, archiveMode: 'ALWAYS'}, 'extraneous key [archiveMode]'],
		[{...request, maxMinutes: 'long'}, 'maxMinutes'],
		[{...request, name: 'x'.repeat(65)}, 'name'],
		[{...request, tags: [1, {}]}, '#/tags/0: expected type: string'],
		[{...request, fileInputs: ['x']}, '#/fileInputs/0: expected type: object'],
		[{...request, fileInputs: [{source: 'x'}]}, '#/fileInputs/0: extraneous key [source]'],
		[
			{...request, fileInputArrays: [{sourceUrls: 'x'}]},
			'#/fileInputArrays/0/sourceUrls: expected type: array',
		],
		[{...request, subscriptions: [{bad: 1}]}, '#/subscriptions/0: required key [eventCategoryFilter]'],
		[{...request, parameterSet: {appArgs: [{name: 'x'}]}}, '#/parameterSet/appArgs/0: required key [arg]'],
		[{...request, parameterSet: {logConfig: 'x'}}, '#/parameterSet/logConfig: expected type: object'],
		[
			{...request, parameterSet: {logConfig: {stdoutFilename: 5, stderrFilename: 'x'}}},
			'/stdoutFilename: expected type: string',
		],
		// Whoever renames one log names both.
		[{...request, parameterSet: {logConfig: {stderrFilename: 'x'}}}, 'required key [stdoutFilename]'],
		[{...request, mpiCmd: ''}, '#/mpiCmd: expected minLength: 1'],
		['{', 'JSON'],
	])('refuses %j with HTTP 400', async (body, part) => {
		const {call} = await simulate({jobCount: 2});
		const answer = await call('/v3/jobs/submit', {method: 'POST', body});
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([400, 'NET_REQUEST_PAYLOAD_ERROR']);
		expect(answer.json.message).toContain(part);
	});

	it('keeps the memory, the archiving and the log files that were asked for, and has the service’s defaults', async () => {
		const simulated = await simulate({jobCount: 2});
		const {call, simulator} = simulated;
		expect(await submit(simulated, {})).toMatchObject({
			nodeCount: 1,
			coresPerNode: 1,
			memoryMB: 100,
			archiveOnAppError: true,
		});
		const logConfig = {stdoutFilename: 'out.txt', stderrFilename: 'err.txt'};
		const job = await submit(simulated, {
			memoryMB: 4000,
			archiveOnAppError: false,
			parameterSet: {logConfig},
		});
		expect(job).toMatchObject({memoryMB: 4000, archiveOnAppError: false});
		expect(JSON.parse(job.parameterSet).logConfig).toEqual(logConfig);
		simulator.setStatus(job.uuid, 'STAGING_JOB');
		simulator.setStatus(job.uuid, 'QUEUED');
		simulator.setStatus(job.uuid, 'RUNNING');
		simulator.setStatus(job.uuid, 'CANCELLED');
		const text = async (name: string) => (await call(`/v3/jobs/${job.uuid}/output/download/${name}`)).text;
		expect(await text('out.txt')).not.toContain('CANCELLED AT');
		expect(await text('err.txt')).toContain('CANCELLED AT');
	});

	it('makes the job that was asked for', async () => {
		const simulated = await simulate({jobCount: 2, apiVersion: '1.9'});
		const asked = {
			archiveSystemId: 'corral',
			archiveSystemDir: '/my/dir',
			execSystemExecDir: '/scratch/mine',
			execSystemInputDir: '/scratch/mine/in',
			execSystemOutputDir: '/scratch/mine/out',
			execSystemLogicalQueue: 'large',
			dtnSystemInputDir: '/dtn/in',
			dynamicExecSystem: true,
			isMpi: true,
			mpiCmd: 'mpirun -n 8',
			archiveMode: 'NEVER',
		};
		const job = await submit(simulated, {...asked, jobType: 'BATCH', execSystemConstraints: ['a = 1']});
		expect(job).toMatchObject({...asked, archiveOnAppError: false, execSystemConstraints: '["a = 1"]'});
		expect(await submit(simulated, {archiveMode: 'SKIP_ON_FAIL', cmdPrefix: 'time'})).toMatchObject({
			archiveMode: 'SKIP_ON_FAIL',
			archiveOnAppError: false,
			cmdPrefix: 'time',
			isMpi: false,
			mpiCmd: null,
		});
	});

	it('invents neither inputs nor parameters', async () => {
		const simulated = await simulate({jobCount: 2});
		const job = await submit(simulated, {parameterSet: {archiveFilter: {excludes: ['*.dat']}}});
		expect(job.fileInputs).toBe('[]');
		expect(JSON.parse(job.parameterSet)).toEqual({
			appArgs: [],
			containerArgs: [],
			schedulerOptions: [],
			envVariables: [],
			archiveFilter: {includes: [], excludes: ['*.dat'], includeLaunchFiles: true},
			logConfig: null,
		});
	});

	it('archives what the filter lets through, to the directory that was asked for', async () => {
		const simulated = await simulate({jobCount: 2});
		const archived = async (archiveFilter: object): Promise<readonly string[]> => {
			const archiveSystemDir = `/my/${simulated.simulator.store.all().length}`;
			const {uuid} = await submit(simulated, {
				archiveSystemId: 'corral',
				archiveSystemDir,
				parameterSet: {archiveFilter},
			});
			for (const status of ['STAGING_JOB', 'QUEUED', 'RUNNING'] as const)
				simulated.simulator.setStatus(uuid, status);
			simulated.simulator.setStatus(uuid, 'ARCHIVING', {remoteOutcome: 'FINISHED'});
			simulated.simulator.setStatus(uuid, 'FINISHED');
			const pathsOf = async (path: string): Promise<readonly string[]> =>
				(await simulated.call(path)).json.result
					.map((file: {path: string}) => file.path)
					.filter((path: string) => path !== archiveSystemDir);
			const listed = await pathsOf(`/v3/jobs/${uuid}/output/list/`);
			expect(await pathsOf(`/v3/files/ops/corral${archiveSystemDir}?recurse=true`)).toEqual(listed);
			return listed.map(path => path.replace(`${archiveSystemDir}/`, ''));
		};
		const all = await archived({});
		expect(all).toEqual(expect.arrayContaining(['mesh.dat', 'results/summary.json', 'tapisjob.sh']));
		const without = (...names: readonly string[]) => all.filter(path => !names.includes(path));
		expect(await archived({excludes: ['*.dat'], includeLaunchFiles: false})).toEqual(
			without('mesh.dat', 'tapisjob.sh', 'tapisjob.env'),
		);
		expect(
			await archived({includes: ['results'], excludes: ['REGEX:.*/fields'], includeLaunchFiles: false}),
		).toEqual(['results', 'results/summary.json']);
	});

	it('leaves everything where it was when nothing is to be archived', async () => {
		const simulated = await simulate({jobCount: 2, apiVersion: '1.9'});
		const job = await submit(simulated, {archiveMode: 'NEVER'});
		for (const status of ['STAGING_JOB', 'QUEUED', 'RUNNING', 'ARCHIVING', 'FINISHED'] as const)
			simulated.simulator.setStatus(job.uuid, status);
		expect((await simulated.call(`/v3/jobs/${job.uuid}/history`)).text).not.toContain('ARCHIVE_TRANSACTION');
		const codeOf = async (place: string) => (await simulated.call(`/v3/files/ops/${place}`)).status;
		expect(await codeOf(`${job.archiveSystemId}${job.archiveSystemDir}`)).toBe(404);
		expect(await codeOf(`${job.execSystemId}${job.execSystemOutputDir}`)).toBe(200);
	});

	it('again makes the job that there was, also of one nobody submitted here', async () => {
		const {call, simulator} = await simulate({jobCount: 60});
		const what = ({id, uuid, status, ...job}: Record<string, unknown>) => {
			const own = Object.keys(job).filter(
				name => !/^(created|ended|last|remote|input|archiveT|archiveC|condition|blocked)/.test(name),
			);
			return Object.fromEntries(
				own.map(name => [
					name,
					typeof job[name] === 'string' ? job[name].replaceAll(String(uuid), '{uuid}') : job[name],
				]),
			);
		};
		const jobs = simulator.store.all().filter(job => job.owner === 'demo');
		for (const {uuid} of jobs) {
			const before = (await call(`/v3/jobs/${uuid}`)).json.result;
			const again = await call(`/v3/jobs/${uuid}/resubmit`, {method: 'POST'});
			expect(what(again.json.result)).toEqual(what(before));
			const body = (await call(`/v3/jobs/${uuid}/resubmit_request`)).json.result;
			expect(what((await call('/v3/jobs/submit', {method: 'POST', body})).json.result)).toEqual(what(before));
		}
	});

	it('adds events of the user’s own to the history', async () => {
		const {call, jobIn} = await simulate();
		const uuid = jobIn('RUNNING');
		const sent = await call(`/v3/jobs/${uuid}/sendEvent`, {method: 'POST', body: {eventData: 'half way'}});
		expect([sent.status, sent.json.message.split(' ')[0]]).toEqual([200, 'TAPIS_CREATED']);
		const history = await call(`/v3/jobs/${uuid}/history`);
		expect(history.json.result.at(-1)).toMatchObject({
			event: 'JOB_USER_EVENT',
			eventDetail: 'DEFAULT',
			description: 'half way',
		});
	});
});
