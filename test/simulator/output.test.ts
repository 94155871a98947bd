import fc from 'fast-check';
import {unzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import type {JobRecord} from '../../source/simulator/jobs/job-record.ts';
import {lineContent} from '../../source/simulator/jobs/solver-output.ts';
import {type Answer, type Simulated, simulate} from './simulated.ts';

type File = {
	readonly name: string;
	readonly path: string;
	readonly size: number;
	readonly type: string;
	readonly url: string;
	readonly lastModified: string;
};
const filesOf = (answer: Answer): readonly File[] => answer.json.result;

const bytesOf = async (
	{simulator}: Simulated,
	path: string,
	headers: Readonly<Record<string, string>> = {},
) => {
	const response = await fetch(`${simulator.url}${path}`, {
		headers: {'x-tapis-token': simulator.token, ...headers},
	});
	return {
		status: response.status,
		headers: response.headers,
		bytes: new Uint8Array(await response.arrayBuffer()),
	};
};

function jobWhere({simulator}: Simulated, isWanted: (job: JobRecord) => boolean): JobRecord {
	const job = simulator.store.all().find(one => one.owner === 'demo' && isWanted(one));
	if (!job) throw new Error('No such job');
	return job;
}

const stdoutOf = (job: JobRecord): string => job.stdoutName ?? 'tapisjob.out';

describe('the output of a job', () => {
	it('lists everything below without a limit, one directory with one', async () => {
		const simulated = await simulate();
		const {uuid} = jobWhere(simulated, job => job.status === 'FINISHED');
		const whole = await simulated.call(`/v3/jobs/${uuid}/output/list/`);
		const top = await simulated.call(`/v3/jobs/${uuid}/output/list/?limit=100`);
		expect(filesOf(whole).some(file => file.path.includes('/results/fields/step-'))).toBe(true);
		expect(filesOf(top).map(file => file.name)).toEqual(
			expect.arrayContaining(['results', 'mesh.dat', 'checkpoints']),
		);
		expect(filesOf(top).some(file => file.path.includes('/results/'))).toBe(false);
		expect(whole.json.metadata).toMatchObject({totalCount: 0, orderBy: null});
		const nested = filesOf(
			await simulated.call(`/v3/jobs/${uuid}/output/list/results/fields?limit=1&skip=1`),
		);
		expect(nested.map(file => file.name)).toEqual(['step-000400.vtu']);
		expect(nested[0]!.lastModified).toMatch(/:\d\dZ$/);
		expect((await simulated.call(`/v3/jobs/${uuid}/output/list/nothing`)).status).toBe(404);
	});

	it('stands on the archive system after the end, on the execution system before and after a cancel', async () => {
		const simulated = await simulate();
		const finished = jobWhere(simulated, job => job.status === 'FINISHED');
		const cancelled = jobWhere(simulated, job => job.status === 'CANCELLED' && job.remoteStarted !== null);
		const running = jobWhere(simulated, job => job.status === 'RUNNING');
		const urlOf = async (uuid: string) =>
			filesOf(await simulated.call(`/v3/jobs/${uuid}/output/list/?limit=1&allowIfRunning=true`))[0]!.url;
		expect(await urlOf(finished.uuid)).toContain(
			`tapis://${finished.archiveSystemId}/jobs/${finished.uuid}/archive/`,
		);
		expect(await urlOf(cancelled.uuid)).toContain(`tapis://${cancelled.execSystemId}/scratch/`);
		simulated.simulator.setStatus(running.uuid, 'FAILED', {remoteOutcome: 'FAILED_SKIP_ARCHIVE'});
		expect(await urlOf(running.uuid)).toContain(`tapis://${running.execSystemId}/scratch/`);
		simulated.simulator.setStatus(running.uuid, 'RUNNING');
		expect(await urlOf(running.uuid)).toContain(`tapis://${running.execSystemId}/scratch/`);
	});

	it('stays on the execution system, untransferred, where a failed application is not to be archived', async () => {
		const simulated = await simulate();
		const {uuid} = jobWhere(simulated, one => one.status === 'RUNNING');
		simulated.simulator.setStatus(uuid, 'ARCHIVING', {remoteOutcome: 'FAILED_SKIP_ARCHIVE'});
		simulated.simulator.setStatus(uuid, 'FAILED');
		const job = (await simulated.call(`/v3/jobs/${uuid}`)).json.result;
		expect(job).toMatchObject({archiveTransactionId: null, archiveCorrelationId: null});
		const history = await simulated.call(`/v3/jobs/${uuid}/history`);
		expect(history.text).not.toContain('JOB_ARCHIVE_TRANSACTION_ID');
		const codeOf = async (place: string) => (await simulated.call(`/v3/files/ops/${place}`)).status;
		expect(await codeOf(`${job.archiveSystemId}${job.archiveSystemDir}`)).toBe(404);
		expect(await codeOf(`${job.execSystemId}${job.execSystemOutputDir}`)).toBe(200);
	});

	it('is not there for a job that failed before it ran', async () => {
		const simulated = await simulate();
		const {uuid} = jobWhere(simulated, job => job.status === 'QUEUED');
		simulated.simulator.setStatus(uuid, 'FAILED', {remoteOutcome: null});
		const answer = await simulated.call(`/v3/jobs/${uuid}/output/list/`);
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([404, 'FILES_PATH_NOT_FOUND']);
	});

	it('comes as it is, or as a ZIP above a million bytes and for directories', async () => {
		const simulated = await simulate();
		const {uuid} = jobWhere(simulated, job => job.status === 'FINISHED' && job.stdoutName === null);
		const download = (path: string) => bytesOf(simulated, `/v3/jobs/${uuid}/output/download/${path}`);
		const script = await download('tapisjob.sh');
		expect(Buffer.from(script.bytes).toString()).toMatch(/^#!\/bin\/bash/);
		expect(script.headers.get('content-type')).toBe('application/octet-stream');
		expect(script.headers.get('cache-control')).toBe('max-age=3600');
		expect(script.headers.get('content-disposition')).toContain('tapisjob.sh');
		const mesh = await download('mesh.dat');
		expect(Buffer.from(mesh.bytes.subarray(0, 2)).toString()).toBe('PK');
		expect(unzipSync(mesh.bytes)['mesh.dat']!.length).toBeGreaterThan(1_000_000);
		const results = unzipSync((await download('results')).bytes);
		expect(Object.keys(results)).toEqual(expect.arrayContaining(['summary.json', 'fields/step-000200.vtu']));
		const compressed = await download('tapisjob.sh?compress=true');
		expect(Object.keys(unzipSync(compressed.bytes))).toEqual(['tapisjob.sh']);
		const empty = await simulated.call(`/v3/jobs/${uuid}/output/download/checkpoints`);
		expect([empty.status, empty.json.message.split(' ')[0]]).toEqual([200, 'JOBS_EMPTY_DIR_FOR_DOWNLOAD']);
	});

	it('has the folder of a log that is to be in one', async () => {
		const simulated = await simulate();
		const {uuid} = jobWhere(simulated, job => job.status === 'FINISHED');
		simulated.simulator.store.change(uuid, {stdoutName: 'logs/own/sub.out'});
		const list = async (path: string) =>
			filesOf(await simulated.call(`/v3/jobs/${uuid}/output/list/${path}?limit=100`)).map(({name, type}) => [
				name,
				type,
			]);
		expect(await list('')).toContainEqual(['logs', 'dir']);
		expect(await list('logs')).toEqual([['own', 'dir']]);
		expect(await list('logs/own')).toEqual([['sub.out', 'file']]);
	});

	it.each([
		['résultat-数.out', `filename="r_sultat-_.out"; filename*=UTF-8''r%C3%A9sultat-%E6%95%B0.out`],
		['q"x;y.out', `filename="q\\"x;y.out"; filename*=UTF-8''q%22x%3By.out`],
		['plain.out', 'filename=plain.out'],
	])('comes under its own name, such as %s', async (stdoutName, expected) => {
		const simulated = await simulate();
		const {uuid, execSystemId} = jobWhere(simulated, job => job.status === 'RUNNING');
		simulated.simulator.store.change(uuid, {stdoutName});
		const file = encodeURIComponent(stdoutName);
		const {result: job} = (await simulated.call(`/v3/jobs/${uuid}`)).json;
		const directory = `/v3/files/content/${execSystemId}${job.execSystemOutputDir}`;
		const sent = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
			const answer = await bytesOf(simulated, path, headers);
			return [answer.status, answer.headers.get('content-disposition')];
		};
		const path = `/v3/jobs/${uuid}/output/download/${file}?allowIfRunning=true`;
		expect(await sent(`${directory}/${file}`, {more: '1'})).toEqual([200, `inline; ${expected}`]);
		expect(await sent(`${directory}/${file}`)).toEqual([200, `attachment; ${expected}`]);
		expect((await sent(path))[0]).toBe(200);
	});

	it('grows while a job runs, and ends with the scheduler’s word after a cancel', async () => {
		const simulated = await simulate();
		const {call, clock, simulator} = simulated;
		const job = jobWhere(simulated, one => one.status === 'RUNNING');
		const path = `/v3/jobs/${job.uuid}/output/download/${stdoutOf(job)}?allowIfRunning=true`;
		simulator.setStatus(job.uuid, 'RUNNING', {remoteStarted: clock.now(), remoteChecksSuccess: 20});
		await clock.advance(60_000);
		const before = (await call(path)).text;
		await clock.advance(60_000);
		const after = (await call(path)).text;
		expect(after.length).toBeGreaterThan(before.length);
		expect(after.startsWith(before)).toBe(true);
		simulator.setStatus(job.uuid, 'CANCELLED');
		expect((await call(path)).text).toMatch(/CANCELLED AT .*\*\*\*\n$/);
	});
});

describe('content made on demand', () => {
	it('is the same bytes whichever part is asked for', () => {
		const content = lineContent({
			head: 'Δ head\n',
			lineCount: 7,
			line: index => `line ${index}`,
			tail: `${'tail '.repeat(40)}\n`,
		});
		const whole = content.read(0, content.size);
		expect(whole.length).toBe(content.size);
		fc.assert(
			fc.property(fc.nat(content.size + 20), fc.nat(content.size + 20), (offset, count) => {
				expect([...content.read(offset, count)]).toEqual([...whole.subarray(offset, offset + count)]);
			}),
		);
	});
});

describe('the Files service', () => {
	async function runningFile(simulated: Simulated) {
		const job = jobWhere(simulated, one => one.status === 'RUNNING');
		const directory = (await simulated.call(`/v3/jobs/${job.uuid}`)).json.result
			.execSystemOutputDir as string;
		return {
			job,
			base: `${job.execSystemId}${directory}`,
			file: `${job.execSystemId}${directory}/${stdoutOf(job)}`,
		};
	}

	it('takes `range: A,B` as an offset and a count, and answers 200', async () => {
		const simulated = await simulate();
		const {file} = await runningFile(simulated);
		const whole = await bytesOf(simulated, `/v3/files/content/${file}`);
		expect(whole.headers.get('content-type')).toBe('application/octet-stream');
		const read = (range: string) => bytesOf(simulated, `/v3/files/content/${file}`, {range});
		const head = await read('0,100');
		expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/plain']);
		expect(head.bytes).toEqual(whole.bytes.subarray(0, 100));
		for (const [from, count] of [
			[7, 7],
			[150, 5000],
			[333, 1000],
			[0, 1],
		] as const) {
			expect((await read(`${from},${count}`)).bytes).toEqual(whole.bytes.subarray(from, from + count));
		}
		const past = await read(`${whole.bytes.length},${whole.bytes.length}`);
		expect([past.status, past.bytes.length]).toEqual([200, 0]);
	});

	it('refuses other ranges, with the reason phrase for a status', async () => {
		const simulated = await simulate();
		const {file} = await runningFile(simulated);
		for (const range of ['bytes=0-100', '100,99', '5', 'a,b']) {
			const answer = await simulated.call(`/v3/files/content/${file}`, {headers: {range}});
			expect([answer.status, answer.json.status, answer.json.message.split(' ')[0]]).toEqual([
				400,
				'Bad Request',
				'FILES_RANGE2',
			]);
		}
	});

	it('pages by `more: N`, of which only the first page is a kilobyte', async () => {
		const simulated = await simulate();
		const {file} = await runningFile(simulated);
		const whole = (await bytesOf(simulated, `/v3/files/content/${file}`)).bytes;
		const second = await bytesOf(simulated, `/v3/files/content/${file}`, {more: '2'});
		expect(second.bytes).toEqual(whole.subarray(1024, 1024 + 2047));
		expect(second.headers.get('content-disposition')).toContain('inline');
	});

	it('checks numbers before it looks for a file, with the usual word for the status', async () => {
		const {call} = await simulate({jobCount: 4});
		for (const [path, headers] of [
			['ops/nowhere/x?limit=1001', {}],
			['ops/nowhere/x?limit=-1', {}],
			['ops/nowhere/x?offset=-1', {}],
			['content/nowhere/x', {more: '0'}],
		] as const) {
			const answer = await call(`/v3/files/${path}`, {headers});
			expect([answer.status, answer.json.status]).toEqual([400, 'error']);
		}
		expect((await call('/v3/files/ops/nowhere/x?limit=ten')).text).toContain('<html>');
		expect((await call('/v3/files/content/nowhere/x', {headers: {more: 'all'}})).status).toBe(404);
	});

	it('lists the names that a pattern wants', async () => {
		const simulated = await simulate();
		const {base, job} = await runningFile(simulated);
		const find = async (pattern: string) =>
			filesOf(
				await simulated.call(`/v3/files/ops/${base}?recurse=true&pattern=${encodeURIComponent(pattern)}`),
			).map(file => file.name);
		expect(await find('tapisjob.*')).toEqual(expect.arrayContaining(['tapisjob.env', 'tapisjob.sh']));
		expect(await find('tapisjob.s?')).toEqual(['tapisjob.sh']);
		expect(await find(`regex:${stdoutOf(job).replace('.', '\\.')}`)).toEqual([stdoutOf(job)]);
		expect(await find('regex:(')).toEqual([]);
	});

	it('lists the directories above a job’s own, down to which their owner can go from the root', async () => {
		const simulated = await simulate();
		const {call, simulator} = simulated;
		const {uuid} = jobWhere(simulated, job => job.status === 'FINISHED');
		const job = (await call(`/v3/jobs/${uuid}`)).json.result;
		const list = async (path: string) =>
			filesOf(await call(`/v3/files/ops/${path}`)).map(({name, type}) => `${type} ${name}`);
		expect(await list(`${job.execSystemId}${job.execSystemExecDir}`)).toEqual(['dir output']);
		expect(await list(`${job.archiveSystemId}/jobs/${uuid}`)).toEqual(['dir archive']);
		expect(await list(`${job.archiveSystemId}/`)).toContain('dir jobs');
		expect(await list(`${job.archiveSystemId}/jobs`)).toContain(`dir ${uuid}`);
		const stranger = await simulator.tokenFor('stranger');
		expect((await call(`/v3/files/ops/${job.archiveSystemId}/jobs/${uuid}`, {token: stranger})).status).toBe(
			403,
		);
	});

	it('has the process id of jobs that no scheduler runs', async () => {
		const simulated = await simulate({jobCount: 200});
		const fork = jobWhere(simulated, job => job.status === 'FINISHED' && job.app.jobType === 'FORK');
		const batch = jobWhere(simulated, job => job.status === 'FINISHED' && job.app.jobType === 'BATCH');
		const pid = await simulated.call(`/v3/jobs/${fork.uuid}/output/download/tapisjob.pid`);
		expect(pid.text).toBe(`${fork.remoteJobId}\n`);
		expect((await simulated.call(`/v3/jobs/${batch.uuid}/output/download/tapisjob.pid`)).status).toBe(404);
	});

	it('stats a file and lists a directory, and says what is missing', async () => {
		const simulated = await simulate();
		const {base, file, job} = await runningFile(simulated);
		const stat = filesOf(await simulated.call(`/v3/files/ops/${file}`));
		const whole = await bytesOf(simulated, `/v3/files/content/${file}`);
		expect(stat.map(one => [one.name, one.size, one.type])).toEqual([
			[stdoutOf(job), whole.bytes.length, 'file'],
		]);
		const all = filesOf(await simulated.call(`/v3/files/ops/${base}`));
		expect(filesOf(await simulated.call(`/v3/files/ops/${base}?limit=1&offset=1`))).toEqual(all.slice(1, 2));
		const missing = await simulated.call(`/v3/files/ops/${base}/nothing`);
		expect([missing.status, missing.json.status]).toEqual([404, 'Not Found']);
		expect((await simulated.call(`/v3/files/content/${base}`)).json.message).toMatch(/^FILES_CONT_DIR_NOZIP/);
		expect((await simulated.call(`/v3/files/content/no-such-system/x`)).status).toBe(404);
		const other = await simulated.simulator.tokenFor('other');
		expect((await simulated.call(`/v3/files/ops/${file}`, {token: other})).status).toBe(403);
		expect((await simulated.call(`/v3/files/ops/${file}`, {token: ''})).text).toMatch(
			/^TAPIS_SECURITY_MISSING/,
		);
	});
});
