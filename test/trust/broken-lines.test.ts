import {createConnection, createServer, type Server, type Socket} from 'node:net';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../source/domain/clock.ts';
import type {Job, JobUuid} from '../../source/domain/job.ts';
import {PENDING} from '../../source/domain/status.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {createVolatileMemory} from '../../source/following/memories.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import type {Monitor} from '../../source/monitor/monitor-port.ts';
import {type FaultName, type FaultSpec, faultRows} from '../../source/simulator/faults/faults.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {createHttpClient, type HttpClient} from '../../source/tapis/http/http.ts';
import {createTokenSource} from '../../source/tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../source/tapis/tapis-client.ts';
import {until} from '../helpers/until.ts';
import {isLong, noteCases} from './figures.ts';

vi.setConfig({testTimeout: 60_000});

/** Everything in small: a poll each tenth of a second, and what takes half a minute in life takes half a second. */
const intervalMs = 100;
const ceilingMs = 300;
/** The shortest pause after a failure, which nothing makes shorter (monitor/polling/backoff.ts). */
const floorMs = 1000;
const requestTimeoutMs = 500;

/** Faults of the line and of what is told on it. Those of a token wait for a person, or a minute; a few belong to other requests. */
const notOfTheLine: readonly FaultName[] = [
	...(['expired-token', 'revoked', 'revoked-page', 'jwt-parse', 'jwt-key'] as const),
	...(['cancel-ignored', 'cancel-overtaken', 'zip-download', 'slow-history'] as const),
];
/** A few of each kind; the long run takes all. */
const usual: readonly FaultName[] = ['html-502', '429', 'reset', 'hang', 'cut-json', 'reordered', 'bad-rows'];
const amounts: Partial<Record<FaultName, number>> = {
	slow: 700,
	drip: 40,
	'huge-body': 70,
	'status-lag': 20,
	429: 0,
};
const names = faultRows
	.map(({name}) => name)
	.filter(name => !notOfTheLine.includes(name) && (isLong || usual.includes(name)));

/** Stands between program and service, and can refuse or drop what comes. */
function createGate(port: () => number) {
	const sockets = new Set<Socket>();
	const create = (): Server =>
		createServer(socket => {
			const onward = createConnection(port(), '127.0.0.1');
			for (const one of [socket, onward]) {
				sockets.add(one);
				one.on('error', () => undefined).on('close', () => sockets.delete(one));
			}
			socket.pipe(onward).pipe(socket);
		});
	let server = create();
	const listen = (at: number): Promise<number> =>
		new Promise(resolve => {
			server.listen(at, '127.0.0.1', () => resolve((server.address() as {port: number}).port));
		});
	let own = 0;
	return {
		open: async () => {
			own = await listen(own);
			return own;
		},
		shut: () => {
			server.close();
			for (const socket of sockets) socket.destroy();
			server = create();
		},
	};
}

let simulator: Simulator;
let gate: ReturnType<typeof createGate>;
let http: HttpClient;
let api: TapisApi;
let monitor: Monitor;
let baseUrl: string;

beforeAll(async () => {
	simulator = await startSimulator({jobCount: 40, hasArrivals: false, speed: 30});
	gate = createGate(() => simulator.port);
	baseUrl = `http://127.0.0.1:${await gate.open()}`;
});
afterAll(async () => {
	gate.shut();
	await simulator.close();
});

beforeEach(async () => {
	http = createHttpClient({userAgent: 'tapis-jobs/test', timeouts: {idleMs: 300}});
	const tokens = createTokenSource({
		tokens: {accessToken: simulator.token, refreshToken: null, expiresAt: null},
		clock: systemClock,
	});
	api = createTapisApi({baseUrl, tokens, http, clock: systemClock});
	monitor = createMonitor({
		api,
		clock: systemClock,
		memory: createVolatileMemory(),
		random: Math.random,
		options: {intervalMs, slowIntervalMs: intervalMs, ceilingMs, requestTimeoutMs},
	});
	monitor.start();
	await until(() => monitor.getState().loading === null && monitor.getState().link.kind === 'live');
});
afterEach(async () => {
	simulator.clearFaults();
	await monitor.stop();
	http.close();
});

const uuids = (): readonly JobUuid[] => [...monitor.getState().jobs.keys()].sort();

/**
 * A job that has just been submitted and begun: it is looked at every few seconds of its own fast time, so a cancel soon takes
 * effect. One that nobody works at yet would lose it, as in the real service.
 */
async function newJob(): Promise<Job> {
	const {uuid} = await api.submitJob({name: 'just-submitted', appId: 'opensees-mp', appVersion: '3.6'});
	await until(() => (monitor.getState().jobs.get(uuid)?.status ?? PENDING) !== PENDING);
	return monitor.getState().jobs.get(uuid)!;
}

/** Breaks the line, asks for a cancel meanwhile, mends it, and sees that nothing was lost. */
async function survive(breakLine: () => void, mend: () => Promise<void> | void): Promise<void> {
	const job = await newJob();
	const before = uuids();
	let strangers = 0;
	const stop = monitor.subscribe(() => {
		for (const uuid of before) if (!monitor.getState().jobs.has(uuid)) strangers++;
	});
	breakLine();
	monitor.cancel([job]);
	const {requests, failures} = monitor.getState().traffic;
	// Whatever the line does, so many tries are made on it.
	await until(() => {
		const {traffic} = monitor.getState();
		return traffic.requests + traffic.failures >= requests + failures + 4;
	});
	await mend();
	const mendedAt = Date.now();
	await until(() => monitor.getState().link.kind === 'live' && (monitor.getState().asOf ?? 0) > mendedAt);
	await until(() => monitor.getState().cancels.get(job.uuid)?.outcome != null);
	stop();

	expect(strangers).toBe(0);
	expect(uuids()).toEqual(before);
	expect(monitor.getState().cancels.get(job.uuid)?.outcome?.kind).toMatch(/^(cancelled|ended-otherwise)$/);
	noteCases(1);
}

describe('while a cancel is under way, no row is lost, and it all goes on by itself', () => {
	it.each(names)('%s', async name => {
		const amount = amounts[name];
		const fault: FaultSpec = amount === undefined ? {name} : {name, amount};
		await survive(
			() => simulator.addFault(fault),
			() => simulator.clearFaults(),
		);
	});

	it('a service that refuses connections', async () => {
		await survive(
			() => gate.shut(),
			async () => {
				await gate.open();
			},
		);
	});
});

it('the first try after a fault succeeds, and comes within the pause that stands in the header', async () => {
	simulator.addFault({name: 'html-502'});
	await until(() => {
		const {link} = monitor.getState();
		return link.kind === 'failing' && link.attempts >= 3;
	});
	const {nextPollAt} = monitor.getState();
	expect(nextPollAt! - Date.now()).toBeLessThanOrEqual(Math.max(ceilingMs, floorMs));
	simulator.clearFaults();
	const sent = simulator.requests.length;
	await until(() => monitor.getState().link.kind === 'live');
	expect(simulator.requests.length - sent).toBeLessThanOrEqual(2);
});
