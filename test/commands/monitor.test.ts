import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterEach, describe, expect, it} from 'vitest';
import type {CommandContext} from '../../source/commands/command-line/command.ts';
import type {Flags} from '../../source/commands/command-line/flags.ts';
import {settingFlags} from '../../source/commands/command-line/setting-flags.ts';
import {createMonitorFor} from '../../source/commands/monitor/create-monitor-for.ts';
import type {MonitorStart} from '../../source/commands/monitor/monitor-start.ts';
import {openMonitor} from '../../source/commands/monitor/open-monitor.ts';
import {startDemo} from '../../source/commands/monitor/start-demo.ts';
import {createMonitorMemory} from '../../source/config/monitor-memory.ts';
import {appPaths} from '../../source/config/paths.ts';
import {openSettings} from '../../source/config/settings.ts';
import {systemClock} from '../../source/domain/clock.ts';
import {isFailure} from '../../source/domain/failure.ts';
import {jobUuidFromService} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {createVolatileMemory} from '../../source/following/memories.ts';
import {programPath, runProgram, temporaryHome} from '../helpers/run-program.ts';
import {until} from '../helpers/until.ts';
import {onSimulator} from './on-simulator.ts';

const {simulator} = onSimulator({jobCount: 5, speed: 1});
const demoModule = new URL('../../source/commands/monitor/start-demo.ts', import.meta.url).href;
const homes: {readonly remove: () => Promise<void>}[] = [];
afterEach(async () => {
	for (const home of homes.splice(0)) await home.remove();
});

function contextFor(flags: Flags, env: Readonly<Record<string, string>> = {}): CommandContext {
	const home = temporaryHome();
	homes.push(home);
	const terminal = Object.assign(new PassThrough(), {isTTY: true, columns: 100, rows: 30});
	return {
		stdin: terminal as never,
		stdout: terminal as never,
		stderr: terminal as never,
		args: [],
		flags,
		env: {HOME: home.path, TERM: 'xterm-256color', ...env},
		clock: systemClock,
		signal: new AbortController().signal,
		atEnd: () => undefined,
		version: '0',
		program: [process.execPath, programPath],
		connect: () => Promise.reject(new Error('the monitor connects by itself')),
		renderTable: () => Promise.reject(new Error('the monitor draws by itself')),
	};
}

/** Opens the monitor with a screen that only does what the test says. */
function open(context: CommandContext, screen: (start: MonitorStart) => Promise<void>): Promise<number> {
	return openMonitor(context, async start => {
		start.monitor.start();
		await screen(start);
		return 7;
	});
}

const statusesOf = ({monitor}: MonitorStart): string[] =>
	[...monitor.getState().jobs.values()].map(job => job.status);

it('opens where no TERM is set, as on Windows', async () => {
	expect(await open(contextFor({demo: true, jobs: 1}, {TERM: ''}), async () => undefined)).toBe(7);
});

describe('the demo', () => {
	it('shows its screen before the simulator runs, and jobs soon after', async () => {
		let wasEmptyAtFirst = false;
		const code = await open(contextFor({demo: true, jobs: 12}), async start => {
			wasEmptyAtFirst = start.monitor.getState().jobs.size === 0;
			expect(start.isDemo).toBe(true);
			expect(start.identity()).toMatchObject({user: 'demo'});
			await until(() => start.monitor.getState().loading === null);
			expect(statusesOf(start).length).toBeGreaterThanOrEqual(12);
		});

		expect({code, wasEmptyAtFirst}).toEqual({code: 7, wasEmptyAtFirst: true});
	});

	it('has a simulator of its own that ends when it is told to', async () => {
		const demo = await startDemo(contextFor({jobs: 1}));
		const isServing = (): Promise<boolean> =>
			fetch(`${demo.baseUrl}/v3/jobs/healthcheck`).then(
				() => true,
				() => false,
			);
		expect(await isServing()).toBe(true);
		demo.stop();
		while (await isServing()) await until(() => true);
	});

	it('takes its simulator with it even when it is killed', async () => {
		const script = `
			const {startDemo} = await import(${JSON.stringify(demoModule)});
			const program = [process.execPath, ${JSON.stringify(programPath)}];
			const {baseUrl} = await startDemo({flags: {jobs: 1}, program, env: process.env});
			process.stdout.write(baseUrl, () => process.kill(process.pid, 'SIGKILL'));
		`;
		const killed = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {encoding: 'utf8'});
		expect(killed.signal).toBe('SIGKILL');
		expect(killed.stdout).toMatch(/^http:/);
		const isServing = (): Promise<boolean> =>
			fetch(killed.stdout).then(
				() => true,
				() => false,
			);
		while (await isServing()) await until(() => true);
	});

	it.each([
		[{}, {}, 2000],
		[{}, {TAPIS_JOBS_INTERVAL: '1m'}, 60_000],
		[{interval: 5000}, {TAPIS_JOBS_INTERVAL: '1m'}, 5000],
	])('looks more often than usual, unless told how often: %j, %j', (flags, env, expected) => {
		const context = contextFor({demo: true, ...flags}, env);
		const settings = openSettings({
			paths: appPaths(context.env),
			environment: context.env,
			flags: settingFlags(context.flags),
		});
		const api = {} as unknown as TapisApi;
		const monitor = createMonitorFor(context, api, createVolatileMemory(), settings);

		expect(monitor.getState().intervalMs).toBe(expected);
	});

	it('says why its simulator does not start', async () => {
		const broken = [process.execPath, '--eval', 'console.error(process.env.WHY); process.exit(1)'];
		const starting = startDemo({...contextFor({}, {WHY: 'no room'}), program: broken});

		await expect(starting).rejects.toSatisfy(
			error => isFailure(error, 'unreachable') && error.advice.includes('no room'),
		);
	});

	it('refuses a fault there is not before it takes the screen', async () => {
		const opening = open(contextFor({demo: true, fault: ['gremlins']}), async () => undefined);

		await expect(opening).rejects.toSatisfy(error => isFailure(error, 'usage'));
	});
});

describe('the monitor on a service', () => {
	const service = (): Record<string, string> => ({
		TAPIS_BASE_URL: simulator().url,
		TAPIS_TOKEN: simulator().token,
	});

	it('shows who is signed in and brings the jobs', async () => {
		await open(contextFor({}, service()), async start => {
			expect(start.isDemo).toBe(false);
			expect(start.identity()).toMatchObject({user: 'demo', host: new URL(simulator().url).host});
			await until(() => start.monitor.getState().loading === null);
			expect(statusesOf(start)).toHaveLength(5);
		});
	});

	it('tells of a pending cancel whose record is broken', async () => {
		const context = contextFor({}, service());
		const {uuid, name} = simulator().store.all()[0]!;
		const memory = createMonitorMemory({
			directory: appPaths(context.env).state,
			scope: {baseUrl: simulator().url, user: 'demo'},
		});
		await memory.claimCancel({
			uuid: jobUuidFromService(uuid),
			name,
			askedAt: Date.now(),
			sentAt: null,
			sendCount: 0,
			acceptedCount: 0,
		});
		const state = appPaths(context.env).state;
		const record = join(state, readdirSync(state)[0]!, 'cancels', `${uuid}.json`);
		truncateSync(record, 100);
		await open(context, async ({monitor}) => {
			const notes = (): string[] =>
				monitor.getState().log.flatMap(({event}) => (event.kind === 'note' ? [event.text] : []));
			await until(() => notes().some(text => text.includes(uuid) && text.includes(`${record}.broken`)));
		});
	});

	it('opens without a sign-in too, and goes on once somebody signs in', async () => {
		await open(contextFor({}), async start => {
			expect(start.identity()).toBeNull();
			await until(() => start.monitor.getState().link.kind === 'signed-out');
			const credentials = {baseUrl: simulator().url, username: 'demo', password: 'demo'};
			await expect(start.signIn({...credentials, password: 'wrong'})).rejects.toSatisfy(error =>
				isFailure(error, 'bad-credentials'),
			);
			expect(await start.signIn(credentials)).toMatchObject({user: 'demo'});
			await until(() => start.monitor.getState().loading === null);
			expect(statusesOf(start)).toHaveLength(5);
		});
	});

	it('opens at once with a password too, though the service cannot be reached', async () => {
		const env = {TAPIS_BASE_URL: 'http://127.0.0.1:9', TAPIS_USERNAME: 'demo', TAPIS_PASSWORD: 'demo'};
		await open(contextFor({}, env), async start => {
			expect(start.identity()).toMatchObject({user: 'demo'});
			await until(() => start.monitor.getState().link.kind === 'failing');
		});
	});

	it('goes on after an expired token, and takes no other user for the same', async () => {
		const token = await simulator().tokenFor('demo', -5);
		await open(contextFor({}, {...service(), TAPIS_TOKEN: token}), async start => {
			await until(() => start.monitor.getState().link.kind === 'signed-out');
			const {url} = simulator();
			await expect(start.signIn({baseUrl: url, username: 'other', password: 'other'})).rejects.toThrow(
				'These jobs are demo’s',
			);
			await start.signIn({baseUrl: url, username: 'demo', password: 'demo'});
			await until(() => start.monitor.getState().link.kind === 'live');
		});
	});

	it('keeps a cancel under way over an expired token, and takes no sign-in at another tenant', async () => {
		const {uuid} = simulator().store.all()[0]!;
		simulator().setStatus(uuid, 'RUNNING', {condition: null, ended: null});
		const token = await simulator().tokenFor('demo', 3);
		await open(contextFor({}, {...service(), TAPIS_TOKEN: token}), async start => {
			const {monitor} = start;
			await until(() => monitor.getState().jobs.size === 5);
			const job = [...monitor.getState().jobs.values()].find(one => one.uuid === uuid)!;
			monitor.cancel([job]);
			await until(
				() => simulator().isCancelAsked(uuid) || simulator().store.find(uuid)?.status === 'CANCELLED',
			);
			await until(() => monitor.getState().link.kind === 'signed-out');
			const elsewhere = {baseUrl: 'https://tacc.tapis.io', username: 'demo', password: 'demo'};
			await expect(start.signIn(elsewhere)).rejects.toThrow('These jobs are at 127.0.0.1');
			expect(monitor.getState().cancels.get(job.uuid)?.phase).not.toBe('ended');

			await start.signIn({...elsewhere, baseUrl: simulator().url});
			// The service takes minutes over it, as the real one does.
			simulator().setStatus(uuid, 'CANCELLED', {condition: 'CANCELLED_BY_USER'});
			await until(() => monitor.getState().cancels.get(job.uuid)?.outcome?.kind === 'cancelled');
			expect(monitor.getState().jobs.get(job.uuid)?.status).toBe('CANCELLED');
		});
	});

	it('goes on by itself when somebody signs in by another program', async () => {
		const context = contextFor({});
		const home = context.env['HOME']!;
		const login = (): ReturnType<typeof runProgram> =>
			runProgram(['login', simulator().url, '-u', 'demo', '--password-stdin'], {home, stdin: 'demo\n'});
		await open(context, async start => {
			await until(() => start.monitor.getState().link.kind === 'signed-out');
			await login();
			await until(() => start.monitor.getState().link.kind === 'live');
			expect(start.identity()).toMatchObject({user: 'demo'});
		});

		const again = {...contextFor({}), env: context.env};
		const file = join(home, '.config', 'tapis-jobs', 'profiles.json');
		const expired = await simulator().tokenFor('demo', -5);
		const kept = readFileSync(file, 'utf8').replace(/"accessToken": "[^"]*"/, `"accessToken": "${expired}"`);
		writeFileSync(file, kept);
		await open(again, async start => {
			await until(() => start.monitor.getState().link.kind === 'signed-out');
			await login();
			await until(() => start.monitor.getState().link.kind === 'live');
		});
	});

	it.each<readonly [string, Flags]>([
		['a filter', {filter: 'stats:x'}],
		['a column', {sort: 'nothing'}],
		['an interval', {interval: 5}],
	])('refuses %s that is wrong before it takes the screen', async (_what, flags) => {
		let isOpened = false;
		const opening = openMonitor(contextFor(flags, service()), async () => {
			isOpened = true;
			return 0;
		});

		await expect(opening).rejects.toSatisfy(error => isFailure(error, 'usage'));
		expect(isOpened).toBe(false);
	});
});
