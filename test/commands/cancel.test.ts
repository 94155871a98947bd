import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from 'vitest';
import {jobUuid} from '../helpers/build-job.ts';
import {temporaryHome} from '../helpers/run-program.ts';
import {until} from '../helpers/until.ts';
import {jsonLines} from './json-lines.ts';
import {onSimulator} from './on-simulator.ts';
import {checkShape} from './schemas.ts';

const {simulator, run, jobIn, statusOf} = onSimulator({jobCount: 60, speed: 1});

/** The simulator behind a gateway that is not there for requests of this kind. Tests run side by side, so each closes its own. */
async function brokenFor(word: string, whenDone: (close: () => void) => void): Promise<string> {
	const gateway = createServer(async (request, response) => {
		if (request.url?.includes(word)) {
			response.writeHead(503).end();
			return;
		}
		const {host: _, connection: __, ...headers} = request.headers;
		const answer = await fetch(`${simulator().url}${request.url}`, {
			method: request.method ?? 'GET',
			headers: headers as Record<string, string>,
		});
		response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? 'text/plain'});
		response.end(Buffer.from(await answer.arrayBuffer()));
	});
	gateway.listen(0, '127.0.0.1');
	await once(gateway, 'listening');
	whenDone(() => {
		gateway.closeAllConnections();
		gateway.close();
	});
	return `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
}

const cancelRequests = (uuid: string): number =>
	simulator().requests.filter(one => one.startsWith('POST') && one.includes(`${uuid}/cancel`)).length;

describe.concurrent('cancel', () => {
	it('asks on a terminal only, and without one changes nothing unless told --yes', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stdout, stderr} = await run(['cancel', uuid]);

		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('nothing was cancelled');
		expect(stderr).toContain('--yes');
		expect(cancelRequests(uuid)).toBe(0);
	});

	it('sends the request once the status is known, and says that it takes effect later', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stdout, stderr} = await run(['cancel', '--yes', uuid]);

		expect({code, stdout}).toEqual({code: 0, stdout: ''});
		expect(stderr).toContain('accepted the request');
		expect(simulator().isCancelAsked(uuid)).toBe(true);
		expect(cancelRequests(uuid)).toBe(1);
	});

	it('takes back what could not be sent, so that no later start sends it', async ({onTestFinished}) => {
		const uuid = jobIn('RUNNING');
		const home = temporaryHome();
		let isAsked = false;
		const {code, stderr} = await run(['cancel', '--yes', uuid], {
			home: home.path,
			env: {TAPIS_BASE_URL: await brokenFor('cancel', onTestFinished)},
			onStderr: (text, child) => {
				if (isAsked || !text.includes('could not be sent yet')) return;
				isAsked = true;
				child.signal('SIGINT');
			},
		});
		const left = readdirSync(home.path, {recursive: true, encoding: 'utf8'}).filter(path =>
			path.includes(uuid),
		);
		await home.remove();

		expect(code, stderr).toBe(130);
		expect(stderr).toContain('One cancel got no good answer and will not be tried again');
		expect(left).toEqual([]);
		expect(cancelRequests(uuid)).toBe(0);
	});

	it.each(['QUEUED', 'STAGING_INPUTS', 'ARCHIVING', 'BLOCKED'] as const)(
		'takes a job that is %s',
		async status => {
			const uuid = jobIn(status);

			expect(await run(['cancel', '--yes', '--quiet', uuid])).toMatchObject({
				code: 0,
				stdout: '',
				stderr: '',
			});
			expect(cancelRequests(uuid)).toBe(1);
		},
	);

	it.each(['FINISHED', 'FAILED', 'CANCELLED'] as const)(
		'leaves a job alone that is %s already',
		async status => {
			const uuid = jobIn(status);
			const {code, stderr} = await run(['cancel', '--yes', uuid]);

			expect(code).toBe(5);
			expect(stderr).toContain(`already in a terminal state: ${status}`);
			expect(cancelRequests(uuid)).toBe(0);
		},
	);

	it('cancels the others when one of several has ended', async () => {
		const [ended, running] = [jobIn('FINISHED'), jobIn('RUNNING')];

		expect(await run(['cancel', '--yes', ended, running])).toMatchObject({code: 5});
		expect(cancelRequests(running)).toBe(1);
		expect(cancelRequests(ended)).toBe(0);
	});

	it('--wait stays until the job is CANCELLED', async () => {
		const uuid = jobIn('RUNNING');
		const ending = run(['cancel', '--yes', '--wait', uuid]);
		await until(() => simulator().isCancelAsked(uuid));
		simulator().setStatus(uuid, 'CANCELLED');
		const {code, stderr} = await ending;

		expect(code).toBe(0);
		expect(stderr).toContain('cancelled');
	});

	it('--wait tells by its exit code that the job ended before the cancel took effect', async () => {
		const uuid = jobIn('RUNNING');
		const ending = run(['cancel', '--yes', '--wait', '--json', uuid]);
		await until(() => simulator().isCancelAsked(uuid));
		simulator().setStatus(uuid, 'FINISHED');
		const {code, stdout} = await ending;

		expect(code).toBe(12);
		const [row] = jsonLines(stdout);
		checkShape('cancel', row);
		expect(row).toMatchObject({uuid, outcome: 'ended-otherwise'});
	});

	it('--wait=1s gives up with 124 and leaves the request in force', async () => {
		const uuid = jobIn('RUNNING');
		const {code, stderr} = await run(['cancel', '--yes', '--wait=1s', uuid]);

		expect(code).toBe(124);
		expect(stderr).toContain('still RUNNING after 1s; the request stays in force');
		expect(simulator().isCancelAsked(uuid)).toBe(true);
	});

	it('--dry-run writes the uuids and sends nothing', async () => {
		const uuid = jobIn('QUEUED');
		const {code, stdout} = await run(['cancel', '--dry-run', uuid]);

		expect({code, stdout}).toEqual({code: 0, stdout: `${uuid}\n`});
		expect(cancelRequests(uuid)).toBe(0);
		const [row] = jsonLines((await run(['cancel', '--dry-run', '--json', uuid])).stdout);
		checkShape('cancel', row);
	});

	it('reads uuids from standard input', async () => {
		const [one, two] = [jobIn('RUNNING'), jobIn('QUEUED')];

		expect(await run(['cancel', '--yes', '-'], {stdin: `${one}\n${two}\n`})).toMatchObject({code: 0});
		expect([cancelRequests(one), cancelRequests(two)]).toEqual([1, 1]);
	});

	it('takes the jobs of a filter that have not ended', async () => {
		const [running, ended] = [jobIn('RUNNING'), jobIn('FINISHED')];
		const {code, stdout} = await run(['cancel', '--dry-run', '--filter', `uuid:${running},${ended}`]);

		expect({code, stdout}).toEqual({code: 0, stdout: `${running}\n`});
	});

	it('refuses a filter that would mean every job, and uuids beside a filter', async () => {
		expect(await run(['cancel', '--yes', '--filter', ' '])).toMatchObject({code: 2});
		expect(await run(['cancel', '--yes', '--filter', 'status:active', jobUuid(1)])).toMatchObject({code: 2});
		expect(await run(['cancel', '--yes'])).toMatchObject({code: 2});
	});

	it('tells an unknown job, and one that is somebody else’s', async () => {
		expect(await run(['cancel', '--yes', jobUuid(5)])).toMatchObject({code: 4, stdout: ''});
		const foreign = simulator()
			.store.all()
			.find(job => job.owner === 'other' && simulator().store.isSharedWith(job.uuid, 'demo'))!;
		simulator().setStatus(foreign.uuid, 'RUNNING');
		expect(await run(['cancel', '--yes', foreign.uuid])).toMatchObject({code: 5, stdout: ''});
		expect(statusOf(foreign.uuid)).toBe('RUNNING');
	});

	it('catches a mistyped uuid before it asks the service for anything', async () => {
		const mistyped = `${jobUuid(9).slice(0, -6)}-007`;
		const {code, stderr} = await run(['cancel', '--yes', mistyped], {
			env: {TAPIS_BASE_URL: 'http://127.0.0.1:9'},
		});

		expect(code).toBe(2);
		expect(stderr).toContain('is not the uuid of a job');
	});

	it('leaves a sent request in force when Ctrl-C ends the waiting', async () => {
		const uuid = jobIn('RUNNING');
		const ending = run(['cancel', '--yes', '--wait', uuid], {
			onStart: child => void until(() => simulator().isCancelAsked(uuid)).then(() => child.signal('SIGINT')),
		});
		const {code, stderr} = await ending;

		expect(code).toBe(130);
		expect(stderr).toContain('stay in force');
		expect(stderr).not.toMatch(/^\s+at /m);
	});
});

describe('cancel on a bad line', () => {
	it('survives a first look that fails', async () => {
		const uuid = jobIn('RUNNING');
		simulator().addFault({name: 'html-502', times: 1});
		const {code, stderr} = await run(['cancel', '--yes', uuid]);

		expect(code, stderr).toBe(0);
		expect(stderr).toContain('It is tried again');
		expect(cancelRequests(uuid)).toBe(1);
	});
});

describe('cancel when the sign-in ends midway', () => {
	const apart = onSimulator({jobCount: 20, speed: 1});

	it('tells what has become of each job before it says that a sign-in is needed', async () => {
		const uuids = [apart.jobIn('QUEUED'), apart.jobIn('QUEUED')];
		const {code, stdout, stderr} = await apart.run(['cancel', '--yes', '--wait=1m', '--json', ...uuids], {
			onStart: () => {
				void until(() => uuids.every(uuid => apart.simulator().isCancelAsked(uuid))).then(() =>
					apart.simulator().addFault({name: 'expired-token'}),
				);
			},
		});

		expect(code).toBe(3);
		expect(jsonLines(stdout).map(({uuid, outcome}) => [uuid, outcome])).toEqual(
			uuids.map(uuid => [uuid, 'accepted']),
		);
		expect(stderr).toContain('tapis-jobs login');
	});
});
