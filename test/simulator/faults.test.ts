import {describe, expect, it} from 'vitest';
import {isFailure} from '../../source/domain/failure.ts';
import {type FaultName, type FaultSpec, faultRows} from '../../source/simulator/faults/faults.ts';
import {parseFault} from '../../source/simulator/faults/parse-fault.ts';
import {type Simulated, simulate} from './simulated.ts';

const withFault = (fault: FaultSpec): Promise<Simulated> => simulate({jobCount: 20, faults: [fault]});
const list = '/v3/jobs/list?orderBy=created(desc),uuid';
const rows = async ({call}: Simulated, path = list) => (await call(path)).json.result;

describe('faults of a token', () => {
	it.each([
		['expired-token', 401, 'TAPIS_SECURITY_JWT_EXPIRED'],
		['jwt-parse', 401, 'TAPIS_SECURITY_JWT_PARSE_ERROR'],
		['revoked', 500, '{"status":"error"'],
	] as const)('%s lasts until another token is sent', async (name, status, begin) => {
		const {simulator, call} = await withFault({name, after: 1});
		expect((await call(list)).status).toBe(200);
		for (const path of [list, '/v3/jobs/search']) {
			const answer = await call(path);
			expect([answer.status, answer.text.startsWith(begin)]).toEqual([status, true]);
		}
		expect((await call(list, {token: await simulator.tokenFor('demo')})).status).toBe(200);
	});
});

describe('faults instead of an answer', () => {
	it.each([
		[{name: 'html-502'}, 502, /<html>/],
		[{name: 'html-503'}, 503, /<html>/],
		[{name: 'html-504'}, 504, /<html>/],
		[{name: 'revoked-page'}, 500, /^\{"status":"error","message":"[^"]*revoked/],
		[{name: '500'}, 500, /^\{"result":null,"status":"error"/],
		[{name: '429'}, 429, /<html>/],
		[{name: 'redirect'}, 302, /<html>/],
		[{name: 'jwt-key'}, 500, /^TAPIS_SECURITY_JWT_KEY_ERROR/],
		[{name: 'empty'}, 200, /^$/],
	] as const)('%j', async (fault, status, body) => {
		const {call} = await withFault(fault);
		const answer = await call(list);
		expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(body)]);
		expect((await call('/v3/oauth2/userinfo')).status).toBe(200);
	});

	it('tell how long to wait only when asked to, and where to go', async () => {
		const simulated = await withFault({name: '429', times: 1});
		expect((await simulated.call(list)).headers.get('retry-after')).toBeNull();
		simulated.simulator.addFault({name: '429', amount: 7, times: 1});
		expect((await simulated.call(list)).headers.get('retry-after')).toBe('7');
		simulated.simulator.addFault({name: 'redirect', times: 1});
		expect((await simulated.call(list)).headers.get('location')).toMatch(/^https:\/\/login\.example\.org\//);
		expect((await simulated.call(list)).status).toBe(200);
	});

	it('pass by for a token that was good all the time', async () => {
		const {call} = await withFault({name: 'revoked-page'});
		expect([(await call(list)).status, (await call(list)).status]).toEqual([500, 200]);
	});

	it('reach the other services by a path of their own, in the envelopes of those', async () => {
		const {call, simulator} = await withFault({name: '500', path: '/v3/files'});
		simulator.addFault({name: '500', path: '/v3/oauth2/userinfo'});
		simulator.addFault({name: 'html-504', path: '/v3/tenants'});
		const files = await call('/v3/files/ops/x/y');
		expect([files.status, files.json.status]).toEqual([500, 'Internal Server Error']);
		const user = await call('/v3/oauth2/userinfo');
		expect([user.status, user.json.metadata]).toEqual([500, {}]);
		expect((await call('/v3/tenants')).status).toBe(504);
		expect((await call(list)).status).toBe(200);
	});

	it('let the Authenticator ask to try again later', async () => {
		const {call} = await withFault({name: 'authenticator-busy', times: 1});
		const body = {grant_type: 'password', username: 'demo', password: 'demo'};
		const ask = () => call('/v3/oauth2/tokens', {method: 'POST', body});
		const busy = await ask();
		expect([busy.status, busy.json.message]).toEqual([
			400,
			'Failure to generate an access token; please try again later.',
		]);
		expect((await ask()).status).toBe(200);
	});

	it('keep a cancel from being passed on', async () => {
		const {call, simulator, jobIn} = await withFault({name: 'cancel-unposted', times: 1});
		const uuid = jobIn('RUNNING');
		const cancel = () => call(`/v3/jobs/${uuid}/cancel`, {method: 'POST'});
		const answer = await cancel();
		expect([answer.status, answer.json.message.split(' ')[0]]).toEqual([500, 'JOBS_QMGR_POST_CANCEL']);
		expect(simulator.isCancelAsked(uuid)).toBe(false);
		expect((await cancel()).status).toBe(200);
	});

	it('take search away, so that only the list is left', async () => {
		for (const [amount, status] of [
			[404, 404],
			[500, 500],
		] as const) {
			const {call} = await withFault({name: 'no-search', amount});
			expect([(await call('/v3/jobs/search')).status, (await call(list)).status]).toEqual([status, 200]);
		}
	});

	it('deny a job that is there', async () => {
		const {call, jobIn} = await withFault({name: 'not-found-500'});
		const answer = await call(`/v3/jobs/${jobIn('RUNNING')}`);
		expect([answer.status, answer.json.message]).toEqual([
			500,
			expect.stringContaining('JOBS_JOB_NOT_FOUND'),
		]);
		expect((await call(`/v3/jobs/${jobIn('RUNNING')}/status`)).status).toBe(200);
	});

	it('deny it to whoever asks, by their own name', async () => {
		const {call, jobIn, simulator} = await withFault({name: 'not-found-500'});
		const path = `/v3/jobs/${jobIn('RUNNING')}`;
		const faulty = await call(path, {token: await simulator.tokenFor('other')});
		const unknown = '00000000-0000-4000-8000-000000000000-007';
		simulator.clearFaults();
		const real = await call(`/v3/jobs/${unknown}`, {token: await simulator.tokenFor('other')});
		expect(faulty.json.message).toBe(real.json.message.replaceAll(unknown, path.split('/').at(-1)));
	});

	it('never name the simulator', async () => {
		for (const {name, stage} of faultRows) {
			if (stage !== 'before') continue;
			const {call, simulator} = await withFault({name, path: '/v3/'});
			const {text} = await call('/v3/jobs/list', {token: await simulator.tokenFor('other')});
			expect([name, /simulat|demo user/i.exec(text)]).toEqual([name, null]);
		}
	});
});

describe('faults of the connection', () => {
	it.each(['reset', 'wrong-length'] as const)('%s breaks the answer off', async name => {
		const {call} = await withFault({name, times: 1});
		await expect(call(list)).rejects.toThrow();
		expect((await call(list)).status).toBe(200);
	});

	it('cut-json ends well, but in the middle of the JSON', async () => {
		const {call} = await withFault({name: 'cut-json'});
		const answer = await call(list);
		expect([answer.status, answer.json, answer.text.startsWith('{"result":[{')]).toEqual([
			200,
			undefined,
			true,
		]);
	});

	it('hang never answers', async () => {
		const {simulator} = await withFault({name: 'hang', times: 1});
		const abort = new AbortController();
		const hanging = fetch(`${simulator.url}${list}`, {
			headers: {'x-tapis-token': simulator.token},
			signal: abort.signal,
		});
		await expect.poll(() => simulator.requests.length).toBe(1);
		abort.abort();
		await expect(hanging).rejects.toThrow();
	});

	it.each([
		['slow', list, 3000],
		['slow-history', undefined, 5000],
	] as const)('%s answers late', async (name, path, ms) => {
		const {call, clock, jobIn, simulator} = await withFault({name});
		let isDone = false;
		const answer = call(path ?? `/v3/jobs/${jobIn('RUNNING')}/history`).then(value => {
			isDone = true;
			return value;
		});
		const timers = clock.timerCount();
		await expect.poll(() => [simulator.requests.length, clock.timerCount()]).toEqual([1, timers + 1]);
		await clock.advance(ms - 1);
		expect(isDone).toBe(false);
		await clock.advance(1);
		expect((await answer).status).toBe(200);
	});

	it('drip sends the answer part by part', async () => {
		const {call, clock} = await withFault({name: 'drip', amount: 100});
		const before = clock.timerCount();
		const answer = call(list);
		await expect.poll(() => clock.timerCount()).toBe(before + 1);
		await clock.advance(1000);
		expect((await answer).json.result).toHaveLength(20);
	});

	it('wrong-date and no-gzip change the headers', async () => {
		const {call, clock, simulator} = await withFault({name: 'wrong-date', amount: 600});
		const first = await call(list);
		expect(Date.parse(first.headers.get('date')!)).toBe(Math.floor((clock.now() + 600_000) / 1000) * 1000);
		expect(first.headers.get('content-encoding')).toBe('gzip');
		simulator.addFault({name: 'no-gzip'});
		expect((await call(list)).headers.get('content-encoding')).toBeNull();
	});
});

describe('faults of what is told', () => {
	it('repeat, reverse and lose rows', async () => {
		const good = await rows(await simulate({jobCount: 20}));
		expect(await rows(await withFault({name: 'duplicate-rows'}))).toEqual([good[0], ...good]);
		expect(await rows(await withFault({name: 'reordered'}))).toEqual(good.toReversed());
		const shifting = await withFault({name: 'shifting-rows'});
		expect(await rows(shifting, `${list}&limit=5`)).toEqual(good.slice(0, 5));
		expect(await rows(shifting, `${list}&limit=5&skip=5`)).toEqual(good.slice(6, 10));
	});

	it('put in rows that nobody can read, and statuses nobody knows', async () => {
		const bad = await rows(await withFault({name: 'bad-rows'}));
		expect(bad.slice(0, 2)).toEqual([null, 7]);
		expect(bad).toHaveLength(24);
		expect((await rows(await withFault({name: 'unknown-status'})))[0].status).toBe('TELEPORTING');
		expect(await rows(await withFault({name: 'wrong-types'}))).toBe('ok');
	});

	it('spoil dates', async () => {
		const naive = await rows(await withFault({name: 'naive-dates'}));
		expect(naive.every((row: {created: string}) => /^[\d-]+T[\d:.]+$/.test(row.created))).toBe(true);
		const odd = await rows(await withFault({name: 'odd-digits'}));
		const digits = new Set(
			odd.map((row: {created: string}) => (row.created.split('.')[1] ?? 'Z').length - 1),
		);
		expect(digits.size).toBeGreaterThan(3);
	});

	it('send text that no terminal should be given', async () => {
		const hostile = await rows(await withFault({name: 'hostile-text'}));
		expect(hostile.every((row: {name: string}) => /\u001b\[2J.*\u202e/.test(row.name))).toBe(true);
		const simulated = await withFault({name: 'hostile-text'});
		const job = (await simulated.call(`/v3/jobs/${simulated.jobIn('RUNNING')}`)).json.result;
		expect(job.lastMessage.length).toBeGreaterThan(1_000_000);
		const {call} = await withFault({name: 'huge-body', amount: 2});
		expect((await call(list)).text.length).toBeGreaterThan(2_000_000);
	});

	it('tell statuses late', async () => {
		const simulated = await withFault({name: 'status-lag', amount: 30});
		const {simulator, clock, call, jobIn} = simulated;
		const uuid = jobIn('RUNNING');
		simulator.setStatus(uuid, 'CANCELLED');
		const seen = async () => [
			(await call(`/v3/jobs/${uuid}/status`)).json.result,
			(await rows(simulated)).find((row: {uuid: string}) => row.uuid === uuid).status,
		];
		expect(await seen()).toEqual([{status: 'RUNNING', condition: null}, 'RUNNING']);
		await clock.advance(30_000);
		expect(await seen()).toEqual([{status: 'CANCELLED', condition: 'CANCELLED_BY_USER'}, 'CANCELLED']);
	});

	it('make a ZIP of a small download', async () => {
		const {call, jobIn} = await withFault({name: 'zip-download'});
		expect(
			(await call(`/v3/jobs/${jobIn('FINISHED')}/output/download/tapisjob.sh`)).text.startsWith('PK'),
		).toBe(true);
	});
});

describe('asking for faults', () => {
	it.each([
		['html-502', {name: 'html-502'}],
		['html-502:3', {name: 'html-502', times: 3}],
		['429:amount=5,path=/list', {name: '429', amount: 5, path: '/list'}],
		['500:chance=0.25,after=2', {name: '500', chance: 0.25, after: 2}],
	])('reads %s', (text, spec) => {
		expect(parseFault(text)).toEqual(spec);
	});

	it.each(['no-such', '500:often', '500:colour=3', '500:chance=x'])('refuses %s with a sentence', text => {
		let failure: unknown;
		try {
			parseFault(text);
		} catch (error) {
			failure = error;
		}
		expect(isFailure(failure, 'usage')).toBe(true);
	});

	it('strikes as often, as late, where and as likely as asked', async () => {
		const {simulator, call} = await simulate({jobCount: 2});
		const codes = async (count: number) => {
			const all: number[] = [];
			for (let index = 0; index < count; index++) all.push((await call(list)).status);
			return all;
		};
		simulator.addFault({name: 'html-502', times: 2, after: 1});
		expect(await codes(4)).toEqual([200, 502, 502, 200]);
		simulator.addFault({name: 'html-503', path: '/search'});
		expect([(await call(list)).status, (await call('/v3/jobs/search')).status]).toEqual([200, 503]);
		simulator.clearFaults();
		expect((await call('/v3/jobs/search')).status).toBe(200);
		simulator.addFault({name: '500', chance: 0.5});
		expect(new Set(await codes(20))).toEqual(new Set([200, 500]));
	});

	/** What a client sees of every kind of request a fault may strike. */
	async function lookAround({call, jobIn}: Simulated): Promise<string> {
		const [running, finished] = [jobIn('RUNNING'), jobIn('FINISHED')];
		const seen: unknown[] = [];
		for (const [path, method] of [
			[list, 'GET'],
			['/v3/jobs/search?limit=5&skip=3&orderBy=created(desc)', 'GET'],
			[`/v3/jobs/${running}`, 'GET'],
			[`/v3/jobs/${running}/status`, 'GET'],
			[`/v3/jobs/${finished}/history`, 'GET'],
			[`/v3/jobs/${finished}/output/download/tapisjob.exitcode`, 'GET'],
			[`/v3/jobs/${running}/cancel`, 'POST'],
			['/v3/oauth2/tokens', 'POST'],
		] as const) {
			const answer = await call(path, {method}).catch((error: Error) => error.name);
			if (typeof answer === 'string') seen.push([path, answer]);
			else {
				const {status, text, headers} = answer;
				const told = ['content-type', 'content-encoding', 'date', 'location'].map(name => headers.get(name));
				seen.push([path, status, text, told]);
			}
		}
		return JSON.stringify(seen);
	}

	// These change when an answer comes, which is looked at above.
	const timed: readonly FaultName[] = ['hang', 'slow', 'slow-history', 'drip'];

	it.each(faultRows.map(row => row.name).filter(name => !timed.includes(name)))(
		'%s changes something that a client sees',
		async name => {
			const before = await simulate({jobCount: 20});
			const after = await withFault(name === 'status-lag' ? {name, amount: 1e9} : {name});
			const [without, struck] = [await lookAround(before), await lookAround(after)];
			const isAct = faultRows.some(row => row.name === name && row.stage === 'act');
			if (!isAct || name === 'zip-download' || name === 'cancel-unposted') expect(struck).not.toBe(without);
			else {
				// An accepted cancel looks the same at first; what becomes of the job does not.
				for (const {clock} of [before, after]) await clock.advance(60 * 60_000);
				const statuses = ({simulator}: Simulated) => simulator.store.all().map(job => job.status);
				expect(statuses(after)).not.toEqual(statuses(before));
			}
		},
	);

	it('has a sentence for each', () => {
		for (const row of faultRows) expect(row.meaning.length).toBeGreaterThan(10);
		expect(new Set(faultRows.map(row => row.name)).size).toBe(faultRows.length);
	});
});
