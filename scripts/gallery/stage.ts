import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openSession, reachTenant} from '../../source/commands/sign-in/session.ts';
import {emptyFilter} from '../../source/domain/filter/filter.ts';
import {defaultOrder} from '../../source/domain/order.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {createVolatileMemory} from '../../source/following/memories.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import {parseFault} from '../../source/simulator/faults/parse-fault.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {demoUser, tenantId} from '../../source/simulator/tenant.ts';
import {createHttpClient} from '../../source/tapis/http/http.ts';
import {signInWithPassword} from '../../source/tapis/sign-in/sign-in.ts';
import {createTokenSource} from '../../source/tapis/sign-in/token-source.ts';
import {createTapisApi} from '../../source/tapis/tapis-client.ts';
import {createScreen} from '../../source/terminal/screen.ts';
import {runInterface} from '../../source/ui/run-interface.ts';
import {type CellLook, createEmulator} from '../../test/helpers/emulator.ts';
import {createFakeClock, type FakeClock} from '../../test/helpers/fake-clock.ts';
import {bytesOfKey, FakeKeyboard} from '../../test/helpers/fake-terminal.ts';
import {type Scene, sizeOf} from './scene.ts';

/** What a scene can do: press keys, let time pass, look at the screen. Every act returns once nothing more comes of it. */
export type Stage = {
	/** Presses keys by the ids of their rows in the key table. */
	readonly press: (...ids: readonly string[]) => Promise<void>;
	/** Types text, letter by letter. */
	readonly type: (text: string) => Promise<void>;
	readonly advance: (ms: number) => Promise<void>;
	/** Lets time pass until the screen shows this; fails with the screen when it never does. */
	readonly waitFor: (text: string | RegExp) => Promise<void>;
	/** Makes the service fail in this way from now on. */
	readonly addFault: (fault: string) => void;
	/** The visible lines, without the blanks at their ends. */
	readonly lines: () => readonly string[];
};

export type OpenStage = Stage & {
	readonly cells: () => readonly (readonly CellLook[])[];
	/** The simulator’s address, which is another at each run; null without one. */
	readonly host: string | null;
	readonly close: () => Promise<void>;
};

const seed = 2;
const usualJobCount = 60;
/** So short that no two timers with requests of their own share a step, but for those of one instant. */
const stepMs = 1;
const longestWaitMs = 120_000;
/** What the program costs differs from run to run and from machine to machine; a picture shows these figures. */
const meter = {
	bytesToTerminal: 3200,
	frames: 3,
	requests: 1,
	bytesFromService: 7000,
	memoryBytes: 79_000_000,
};

/**
 * The whole program without its process: interface, monitor and client on the simulator, in a terminal without a window. Time
 * passes only when a scene says so, and chance is always the same, so that every run draws the same.
 */
export async function openStage(scene: Scene): Promise<OpenStage> {
	const {isFirstStart = false, themeName = 'dark', isAscii = false, isReadOnly = false} = scene;
	const {columns, rows} = sizeOf(scene);
	const clock = createFakeClock();
	const simulator = isFirstStart ? null : await startSimulatorFor(scene, clock);
	const http = createHttpClient({userAgent: 'gallery'});
	let callsUnderWay = 0;
	const api = counted(simulator === null ? noApi(clock) : apiOf(simulator, http, clock), change => {
		callsUnderWay += change;
	});
	const monitor = createMonitor({
		api,
		clock,
		memory: createVolatileMemory(),
		random: () => 0.5,
		options: {intervalMs: 2000},
	});
	const emulator = createEmulator({columns, rows});
	let drawn = Promise.resolve();
	const screen = createScreen({
		isAscii,
		stdout: {
			columns,
			rows,
			write(data, done) {
				drawn = emulator.write(data).then(done);
				return true;
			},
			on: () => undefined,
			off: () => undefined,
		},
	});
	const keyboard = new FakeKeyboard();
	const stopping = new AbortController();
	const identity = isFirstStart ? null : {user: demoUser.username, tenant: tenantId, host: 'simulator'};
	const running = runInterface({
		monitor,
		api,
		clock,
		identity: () => identity,
		isDemo: !isFirstStart,
		profiles: scene.profiles ?? [],
		screen,
		stdin: keyboard as unknown as NodeJS.ReadStream,
		terminal: {
			copy: () => true,
			redraw: screen.repaint,
			suspend: () => undefined,
			editText: async text => scene.edit?.(text) ?? text,
			save: async ({name}) => name,
		},
		signIn: () => Promise.reject(new Error('No scene signs in.')),
		known: () => ({baseUrl: simulator?.url ?? null, user: identity?.user ?? null}),
		signal: stopping.signal,
		tokenExpiresAt: () => null,
		meter: () => meter,
		notices: {
			write: () => undefined,
			multiplexer: 'none',
			setTitle: () => undefined,
			settings: {bell: false, notify: false, title: false, toast: true},
		},
		warnings: [],
		options: {
			themeName,
			isAscii,
			isReadOnly,
			filterText: '',
			filter: emptyFilter,
			order: defaultOrder,
			chosenColumns: null,
		},
	});

	const settle = async (): Promise<void> => {
		let wasQuiet: boolean;
		do {
			wasQuiet = callsUnderWay === 0;
			// Timers that are due already fire; no time passes.
			await clock.advance(0);
			await drawn;
		} while (!wasQuiet || callsUnderWay > 0);
	};
	const advance = async (ms: number): Promise<void> => {
		// A reply comes over a real line: no time may pass while it is on its way.
		for (let left = ms; left > 0; left -= stepMs) {
			await clock.advance(Math.min(stepMs, left));
			await settle();
		}
	};
	const send = async (bytes: string): Promise<void> => {
		keyboard.send(bytes);
		await settle();
	};
	const shows = (text: string | RegExp): boolean => {
		const shown = emulator.lines().join('\n');
		return typeof text === 'string' ? shown.includes(text) : text.test(shown);
	};
	// Ink is being loaded, which no clock tells.
	while (keyboard.listenerCount('readable') === 0) await clock.advance(0);
	await settle();
	return {
		press: async (...ids) => {
			for (const id of ids) await send(bytesOfKey(id));
		},
		type: async text => {
			for (const letter of text) await send(letter);
		},
		advance,
		waitFor: async text => {
			for (let waitedMs = 0; !shows(text); waitedMs += stepMs) {
				if (waitedMs >= longestWaitMs)
					throw new Error(`Waited in vain for ${text}. The screen:\n${emulator.lines().join('\n')}`);
				await advance(stepMs);
			}
		},
		addFault: fault => simulator?.addFault(parseFault(fault)),
		lines: emulator.lines,
		cells: emulator.cells,
		host: simulator === null ? null : new URL(simulator.url).host,
		close: async () => {
			stopping.abort();
			await running;
			await monitor.stop();
			screen.close();
			http.close();
			await simulator?.close();
			emulator.dispose();
		},
	};
}

function startSimulatorFor(
	{jobCount = usualJobCount, speed = 1}: Scene,
	clock: FakeClock,
): Promise<Simulator> {
	return startSimulator({seed, jobCount, speed, clock});
}

function apiOf(
	{url, token}: Simulator,
	http: ReturnType<typeof createHttpClient>,
	clock: FakeClock,
): TapisApi {
	const tokens = createTokenSource({
		tokens: {accessToken: token, refreshToken: null, expiresAt: null},
		clock,
		signIn: () => signInWithPassword({baseUrl: url, http, clock}, demoUser),
	});
	return createTapisApi({baseUrl: url, tokens, http, clock});
}

/** Every call fails as it does before anybody has signed in. */
function noApi(clock: FakeClock): TapisApi {
	const nowhere = join(tmpdir(), 'tapis-jobs-gallery-without-files');
	const context = {
		flags: {},
		env: {HOME: nowhere, XDG_CONFIG_HOME: nowhere, XDG_STATE_HOME: nowhere},
		clock,
		signal: new AbortController().signal,
		version: '0',
		atEnd: () => undefined,
	};
	const reach = reachTenant(openSession(context), context, () => undefined);
	reach.catch(() => undefined);
	return new Proxy({} as TapisApi, {get: () => () => reach});
}

/** The same api; `onChange` is told 1 when a call begins and -1 when it has ended. */
function counted(api: TapisApi, onChange: (change: 1 | -1) => void): TapisApi {
	return new Proxy(api, {
		get: (target, name) => {
			const method: unknown = Reflect.get(target, name);
			if (typeof method !== 'function') return method;
			return (...parameters: readonly unknown[]) => {
				const answer: unknown = Reflect.apply(method, target, parameters);
				if (!(answer instanceof Promise)) return answer;
				onChange(1);
				return answer.finally(() => onChange(-1));
			};
		},
	});
}
