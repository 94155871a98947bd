import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {JobDetail, JobUuid} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {createHttpClient, type HttpClient} from '../../source/tapis/http/http.ts';
import {startDeviceSignIn, waitForDeviceSignIn} from '../../source/tapis/sign-in/device-sign-in.ts';
import {
	getUserInfo,
	renewTokens,
	revokeToken,
	signInWithPassword,
} from '../../source/tapis/sign-in/sign-in.ts';
import {createTokenSource, type TokenSource} from '../../source/tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../source/tapis/tapis-client.ts';

const unknown = '00000000-0000-4000-8000-000000000000-007' as JobUuid;
const mine = {listType: 'MY_JOBS', limit: 1000} as const;

/** Waiting between two polls of a device code takes no time here. */
const clock = {
	now: Date.now,
	monotonic: () => 0,
	after(_ms: number, run: () => void) {
		const timer = setImmediate(run);
		return () => clearImmediate(timer);
	},
};

let simulator: Simulator;
let http: HttpClient;

function tokensOf(token: string): TokenSource {
	return createTokenSource({tokens: {accessToken: token, refreshToken: null, expiresAt: null}, clock});
}

function apiWith(tokens: TokenSource, notes: string[] = []): TapisApi {
	return createTapisApi({baseUrl: simulator.url, tokens, http, onNote: text => notes.push(text)});
}

beforeEach(() => simulator?.clearFaults());

describe.each(['1.7', '1.9'] as const)('a service of version %s', apiVersion => {
	let api: TapisApi;
	beforeAll(async () => {
		simulator = await startSimulator({jobCount: 60, apiVersion, hasArrivals: false, speed: 0.01});
		http = createHttpClient({userAgent: 'tapis-jobs/test'});
		api = apiWith(tokensOf(simulator.token));
	});
	afterAll(async () => {
		http.close();
		await simulator.close();
	});

	/** A job of demo's, put into a status. */
	function jobIn(status: Parameters<Simulator['setStatus']>[1], index = 0): JobUuid {
		const job = simulator.store.all().filter(one => one.owner === 'demo')[index]!;
		return simulator.setStatus(job.uuid, status).uuid as JobUuid;
	}
	const others = (isShared: boolean): JobUuid =>
		simulator.store
			.all()
			.find(one => one.owner === 'other' && simulator.store.isSharedWith(one.uuid, 'demo') === isShared)!
			.uuid as JobUuid;

	async function expectFailure(
		call: Promise<unknown>,
		expected: {readonly kind: string; readonly message: RegExp; readonly httpStatus?: number},
	): Promise<void> {
		await expect(call).rejects.toMatchObject({...expected, message: expect.stringMatching(expected.message)});
	}

	it('lists jobs newest first, in pages that fit together', async () => {
		const all = await api.getJobList({...mine, computeTotal: true});
		const first = await api.getJobList({...mine, limit: 25});
		const rest = await api.getJobList({...mine, limit: 1000, createdUntil: first.jobs.at(-1)!.created!});

		expect(all).toMatchObject({totalCount: 60, rowCount: 60, setAside: 0});
		expect(all.jobs.map(job => job.created!)).toEqual(
			all.jobs.map(job => job.created!).sort((a, b) => b - a),
		);
		expect(new Set([...first.jobs, ...rest.jobs].map(job => job.uuid)).size).toBe(60);
		expect(all.jobs.every(job => job.owner === 'demo' && job.appId && job.maxMinutes !== null)).toBe(true);
		expect(Math.abs(all.serverTime! - Date.now())).toBeLessThan(10_000);
	});

	it('tells what changed since an instant', async () => {
		const uuid = jobIn('RUNNING');
		const job = await api.getJob(uuid);
		const page = await api.getJobList({...mine, updatedSince: job.lastUpdated!});

		expect(page.jobs.map(one => one.uuid)).toContain(uuid);
		expect(page.rowCount).toBeLessThan(60);
	});

	it('reads a job, its status and its history', async () => {
		const uuid = jobIn('FINISHED');
		const job = await api.getJob(uuid);
		const history = await api.getJobHistory(uuid);

		expect(job).toMatchObject({uuid, status: 'FINISHED', owner: 'demo'});
		expect(typeof job.notes === 'object').toBe(true);
		expect(await api.getJobStatus(uuid)).toMatchObject({status: 'FINISHED'});
		expect(history[0]).toMatchObject({event: 'JOB_NEW_STATUS', eventDetail: 'PENDING'});
		expect(history.every(event => event.created !== null)).toBe(true);
	});

	it('finds jobs by uuid, shared ones included, and leaves out what is not there', async () => {
		const own = jobIn('QUEUED', 3);
		const page = await api.getJobsByUuid([own, others(true), others(false), unknown]);

		expect(page.jobs.map(job => job.uuid)).toEqual([own, others(true)]);
	});

	it('takes a cancel, which changes nothing yet, and refuses one for an ended job', async () => {
		const running = jobIn('RUNNING', 4);
		await api.cancelJob(running);

		expect(simulator.isCancelAsked(running)).toBe(true);
		expect((await api.getJobStatus(running)).status).toBe('RUNNING');
		await expectFailure(api.cancelJob(jobIn('FINISHED', 5)), {
			kind: 'wrong-state',
			message: /^Job [\w-]+ has already ended\.$/,
			httpStatus: 409,
		});
	});

	it('hides and shows ended jobs, and only those', async () => {
		const uuid = jobIn('FAILED', 6);
		await api.hideJob(uuid);
		await expectFailure(api.getJobStatus(uuid), {kind: 'not-found', message: /is hidden/});
		await expectFailure(api.getJobHistory(uuid), {kind: 'not-found', message: /is hidden/});
		expect((await api.getJob(uuid)).visible).toBe(false);
		await expectFailure(api.hideJob(jobIn('RUNNING', 7)), {
			kind: 'wrong-state',
			message: /has not ended yet/,
		});
	});

	it('submits a job again', async () => {
		const uuid = jobIn('FINISHED', 8);
		const request = await api.getResubmitRequest(uuid);
		const again = await api.resubmitJob(uuid);
		const submitted = await api.submitJob(request);

		expect(request).toMatchObject({appId: expect.any(String), appVersion: expect.any(String)});
		expect(again).toMatchObject({status: 'PENDING', owner: 'demo'});
		expect(new Set([uuid, again.uuid, submitted.uuid]).size).toBe(3);
		await expectFailure(api.submitJob({nonsense: true}), {
			kind: 'refused',
			message: /refused to submit the job \(HTTP 400\)/,
		});
	});

	it.each([
		['reading', 500, (uuid: JobUuid) => api.getJob(uuid)],
		['its status', 404, (uuid: JobUuid) => api.getJobStatus(uuid)],
		['its history', 404, (uuid: JobUuid) => api.getJobHistory(uuid)],
		['cancelling', 400, (uuid: JobUuid) => api.cancelJob(uuid)],
		['hiding', 404, (uuid: JobUuid) => api.hideJob(uuid)],
		['submitting again', 400, (uuid: JobUuid) => api.resubmitJob(uuid)],
		['its request', 400, (uuid: JobUuid) => api.getResubmitRequest(uuid)],
	] as const)(
		'says that a job is unknown on %s (HTTP %i), and that trying again is no use',
		async (_what, httpStatus, call) => {
			await expectFailure(call(unknown), {
				kind: 'not-found',
				message: /^Job 0{8}.*-007 is not known at/,
				// The documented code in the newer service, and the odd one in the older.
				httpStatus: apiVersion === '1.7' ? httpStatus : expect.toBeOneOf([404, httpStatus]),
			});
			await expect(call(unknown)).rejects.toMatchObject({canRetry: false});
		},
	);

	it('says that a job is somebody else’s, which is no reason to sign in again', async () => {
		const foreign = others(false);
		for (const call of [api.getJob, api.getJobStatus, api.getJobHistory, api.cancelJob, api.hideJob]) {
			await expectFailure(call(foreign), {
				kind: 'not-yours',
				message: /belongs to someone else/,
				httpStatus: 401,
			});
		}
		await expectFailure(api.cancelJob(others(true)), {kind: 'not-yours', message: /belongs to someone else/});
	});

	it('says what is wrong with a token', async () => {
		const claims = {'tapis/tenant_id': 'demo', 'tapis/username': 'demo', 'tapis/token_type': 'access'};
		const future = Math.floor(Date.now() / 1000) + 1000;
		const cases = [
			[await simulator.tokenFor('demo', -10), /has expired/],
			['eyJub3QiOiJhIn0.dG9rZW4.x', /does not accept the token/],
			[
				await simulator.signToken({...claims, exp: future, 'tapis/token_type': 'refresh'} as never),
				/refresh token/,
			],
		] as const;
		for (const [token, message] of cases) {
			await expectFailure(apiWith(tokensOf(token)).getJobList(mine), {
				kind: 'sign-in',
				message,
				httpStatus: 401,
			});
		}
	});

	it.each([
		['expired-token', 'sign-in', /has expired/],
		['revoked', 'sign-in', /revoked/],
		['jwt-parse', 'sign-in', /does not accept the token/],
		['html-502', 'server', /502 Bad Gateway/],
		['html-503', 'server', /503 Service Unavailable/],
		['429', 'limit', /fewer requests/],
		['500', 'server', /has a problem/],
		['not-found-500', 'not-found', /is not known/],
		['redirect', 'reply', /redirects to .* not sent the token/],
		['wrong-types', 'reply', /no job/],
		['cut-json', 'reply', /cut short/],
		['empty', 'reply', /an empty answer/],
		['reset', 'unreachable', /broke/],
		['wrong-length', 'unreachable', /broke/],
	] as const)('survives the fault %s, and the next request works', async (name, kind, message) => {
		const uuid = jobIn('RUNNING', 9);
		const fresh = apiWith(tokensOf(await simulator.tokenFor('demo')));
		simulator.addFault({name, times: 1});

		await expectFailure(fresh.getJob(uuid), {kind, message});
		simulator.clearFaults();
		expect((await api.getJob(uuid)).uuid).toBe(uuid);
	});

	it.each([
		'bad-rows',
		'duplicate-rows',
		'reordered',
		'unknown-status',
		'naive-dates',
		'odd-digits',
		'hostile-text',
	] as const)('is read as far as it can be under the fault %s', async name => {
		simulator.addFault({name});
		const page = await api.getJobList(mine);

		expect(new Set(page.jobs.map(job => job.uuid)).size).toBeGreaterThanOrEqual(60);
		expect(page.jobs.every(job => job.created !== null)).toBe(true);
		expect(page.setAside).toBe(name === 'bad-rows' ? 4 : 0);
	});

	it('that cannot search is listed all the same', async () => {
		const notes: string[] = [];
		const fresh = apiWith(tokensOf(simulator.token), notes);
		simulator.addFault({name: 'no-search'});
		const all = await fresh.getJobList(mine);
		const since = await fresh.getJobList({...mine, updatedSince: Date.now() + 60_000});

		expect(all.rowCount).toBeGreaterThanOrEqual(60);
		expect(since.jobs).toEqual([]);
		expect(notes).toEqual([expect.stringMatching(/cannot search/)]);
	});

	describe('output', () => {
		const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
		async function whole(job: JobDetail, path: string): Promise<Uint8Array> {
			const chunks: Uint8Array[] = [];
			for await (const chunk of api.streamOutput(job, path)) chunks.push(chunk);
			return Buffer.concat(chunks);
		}

		it.each(['RUNNING', 'FINISHED', 'CANCELLED', 'FAILED'] as const)(
			'of a job that is %s is listed and read',
			async status => {
				const candidates = (await api.getJobList(mine)).jobs.filter(
					job => job.status === status && job.remoteStarted !== null,
				);
				const job = await api.getJob(candidates[0]!.uuid);
				const files = await api.getJobOutputList(job, '');
				const log = files.find(one => one.name === job.stdoutName)!;
				const content = await whole(job, job.stdoutName);
				const part = await api.readOutput(job, job.stdoutName, {offset: 10, maxBytes: 50});

				expect(log.kind).toBe('file');
				expect(content.length).toBeGreaterThan(60);
				expect(text(part.bytes)).toBe(text(content.subarray(10, 60)));
				const directory = files.find(one => one.kind === 'dir');
				if (directory) {
					const below = await api.getJobOutputList(job, directory.path);
					expect(below.every(one => one.path.startsWith(`${directory.path}/`))).toBe(true);
				}
			},
		);

		it('of a job shared with the caller is read by the Jobs service, packed or not', async () => {
			const shared = simulator.store
				.all()
				.find(one => simulator.store.isSharedWith(one.uuid, 'demo') && one.status === 'FINISHED')!;
			const job = await api.getJob(shared.uuid as JobUuid);
			const plain = await api.readOutput(job, job.stdoutName, {offset: 5, maxBytes: 40});
			simulator.addFault({name: 'zip-download'});
			const packed = await api.readOutput(job, job.stdoutName, {offset: 5, maxBytes: 40});

			expect(plain.bytes).toHaveLength(40);
			expect(packed).toEqual(plain);
			expect(simulator.requests.at(-1)).toMatch(/\/output\/download\//);
		});

		it('that is not there is told in one sentence', async () => {
			const job = await api.getJob(jobIn('RUNNING', 10));

			await expectFailure(api.readOutput(job, 'no/such/file', {offset: 0, maxBytes: 1}), {
				kind: 'not-found',
				message: /no such file/,
			});
		});
	});

	describe('a sign-in', () => {
		const at = () => ({baseUrl: simulator.url, http, clock});

		it('by password works, is renewed with a client, tells who one is, and can be revoked', async () => {
			const bare = await signInWithPassword(at(), {username: 'demo', password: 'demo'});
			expect(bare.refreshToken).toBeNull();

			const response = await http.send({
				method: 'POST',
				url: `${simulator.url}/v3/oauth2/clients`,
				headers: {'x-tapis-token': bare.accessToken, 'content-type': 'application/json'},
				body: '{}',
			});
			const created = JSON.parse(text(response.body)).result;
			const client = {clientId: created.client_id, clientKey: created.client_key};
			const tokens = await signInWithPassword(at(), {username: 'demo', password: 'demo', client});
			const renewed = await renewTokens(at(), {refreshToken: tokens.refreshToken!, client});

			expect((await getUserInfo(at(), renewed.accessToken)).username).toBe('demo');
			expect(renewed.expiresAt).toBeGreaterThan(Date.now());
			await expect(renewTokens(at(), {refreshToken: 'nonsense', client})).rejects.toMatchObject({
				kind: 'sign-in',
			});

			await revokeToken(at(), renewed.accessToken);
			await expectFailure(apiWith(tokensOf(renewed.accessToken)).getJobList(mine), {
				kind: 'sign-in',
				message: /revoked/,
			});
		});

		const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

		it('with a wrong password says so', async () => {
			await expectFailure(signInWithPassword(at(), {username: 'demo', password: 'wrong-one'}), {
				kind: 'bad-credentials',
				message: /did not accept the sign-in/,
				httpStatus: undefined as never,
			});
		});

		it('by device code waits for the person', async () => {
			const admin = await signInWithPassword(at(), {username: 'demo', password: 'demo'});
			const response = await http.send({
				method: 'POST',
				url: `${simulator.url}/v3/oauth2/clients`,
				headers: {'x-tapis-token': admin.accessToken, 'content-type': 'application/json'},
				body: '{}',
			});
			const clientId = JSON.parse(text(response.body)).result.client_id;
			const device = await startDeviceSignIn(at(), clientId);
			const waiting = waitForDeviceSignIn(at(), device);
			simulator.devices.approve(device.userCode, 'demo');
			const tokens = await waiting;

			expect((await getUserInfo(at(), tokens.accessToken)).username).toBe('demo');
			await expect(waitForDeviceSignIn(at(), device)).rejects.toMatchObject({kind: 'bad-credentials'});
		});

		it('that expires is renewed once under many requests, and nothing is lost', async () => {
			let renewals = 0;
			const expired = await simulator.tokenFor('demo', -1);
			const source = createTokenSource({
				tokens: {accessToken: expired, refreshToken: 'r', expiresAt: Date.now() + 3_600_000},
				clock,
				renew: async () => {
					renewals++;
					return {accessToken: await simulator.tokenFor('demo'), refreshToken: null, expiresAt: null};
				},
			});
			const fresh = apiWith(source);
			const pages = await Promise.all(Array.from({length: 5}, () => fresh.getJobList(mine)));

			expect(pages.every(page => page.rowCount >= 60)).toBe(true);
			expect(renewals).toBe(1);
		});
	});
});
