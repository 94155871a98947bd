import {emptyFilter, parseFilter} from '../../source/domain/filter/filter.ts';
import type {ProfileChoice} from '../../source/domain/identity.ts';
import type {Job} from '../../source/domain/job.ts';
import type {JobColumn} from '../../source/domain/job-columns.ts';
import {defaultOrder} from '../../source/domain/order.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import type {ThemeName} from '../../source/domain/theme-names.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import type {MonitorOptions} from '../../source/monitor/monitor-options.ts';
import type {Monitor} from '../../source/monitor/monitor-port.ts';
import type {HowEnded, TerminalActs} from '../../source/ui/acts.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {seenMs} from '../../source/ui/overlays/question/once-seen.ts';
import {runInterface} from '../../source/ui/run-interface.ts';
import {createFakeClock, type FakeClock} from './fake-clock.ts';
import {createFakeJobsApi, type FakeJobsApi} from './fake-jobs-api.ts';
import {createFakeDisk, createFakeMemory} from './fake-memory.ts';
import {bytesOfKey, FakeKeyboard, FakeScreen} from './fake-terminal.ts';

export type AppOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly jobs?: readonly Job[];
	readonly filter?: string;
	readonly isReadOnly?: boolean;
	readonly isAscii?: boolean;
	readonly themeName?: ThemeName;
	readonly monitor?: MonitorOptions;
	readonly api?: Partial<TapisApi>;
	readonly terminal?: Partial<TerminalActs>;
	readonly warnings?: readonly string[];
	readonly chosenColumns?: readonly JobColumn[];
	readonly profiles?: readonly ProfileChoice[];
};

export type DrivenApp = {
	readonly api: FakeJobsApi;
	readonly clock: FakeClock;
	readonly monitor: Monitor;
	/** The screen as a person sees it: as many lines as the terminal has, without colours. */
	readonly frame: () => readonly string[];
	/** The same with its colours. */
	readonly painted: () => string;
	/** How many frames Ink has handed over. */
	readonly frameCount: () => number;
	/** Presses the key of a row of the key table, and lets what follows from it happen. */
	readonly press: (...ids: readonly string[]) => Promise<void>;
	/** Types text as a keyboard does: each letter in a read of its own. */
	readonly type: (text: string) => Promise<void>;
	/** Sends bytes in one read, as a paste or a slow line does. */
	readonly send: (bytes: string) => Promise<void>;
	readonly waitFor: (text: string | RegExp) => Promise<void>;
	readonly waitUntilGone: (text: string | RegExp) => Promise<void>;
	/** Lets time pass. */
	readonly advance: (ms: number) => Promise<void>;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	/**
	 * The question on the screen. It can be answered only after both its title and a job it is about have been read, so that no
	 * test confirms what it has not seen.
	 */
	readonly question: () => {
		readonly reads: (...texts: readonly string[]) => {readonly answer: (id: string) => Promise<void>};
	};
	/** Sequences sent beside the frames: bells, notifications. */
	readonly sent: readonly string[];
	readonly titles: readonly string[];
	/** How it ended, or null while it runs. */
	readonly howEnded: () => HowEnded | null;
	readonly hasEnded: () => boolean;
	readonly end: () => Promise<void>;
};

/** How long a condition is looked at again, turn after turn of the event loop, before the test has waited in vain. */
const patienceMs = 5000;

/** The whole interface on fakes: a service in memory, a clock that stands still, a screen and a keyboard. */
export async function driveApp(options: AppOptions = {}): Promise<DrivenApp> {
	const {columns = 80, rows = 24, jobs = []} = options;
	const clock = createFakeClock();
	const fake = createFakeJobsApi(clock);
	fake.put(...jobs);
	const api = new Proxy(fake as unknown as TapisApi, {
		get: (target, name) => Reflect.get(options.api ?? {}, name) ?? Reflect.get(target, name),
	});
	const monitor = createMonitor({
		api,
		clock,
		memory: createFakeMemory(createFakeDisk(), 'test'),
		random: () => 0.5,
		options: options.monitor ?? {},
	});
	const screen = new FakeScreen(columns, rows);
	const keyboard = new FakeKeyboard();
	const filter = parseFilter(options.filter ?? '');
	let how: HowEnded | null = null;
	const sent: string[] = [];
	const titles: string[] = [];
	const stopping = new AbortController();
	const identity = {user: 'jdoe', tenant: 'tacc', host: 'tacc.tapis.io'};
	const running = runInterface({
		monitor,
		api,
		clock,
		identity: () => identity,
		known: () => ({baseUrl: 'https://tacc.tapis.io', user: identity.user}),
		isDemo: false,
		profiles: options.profiles ?? [],
		screen: {
			stream: screen as unknown as NodeJS.WriteStream,
			onceWritten: run => screen.onceWritten(run),
			flush: () => undefined,
		},
		stdin: keyboard as unknown as NodeJS.ReadStream,
		terminal: {
			copy: () => true,
			redraw: () => undefined,
			suspend: () => undefined,
			editText: () => Promise.reject(new Error('no editor here')),
			save: async ({name}) => name,
			...options.terminal,
		},
		signIn: async () => {
			monitor.signedIn();
			return identity;
		},
		notices: {
			write: bytes => sent.push(bytes),
			multiplexer: 'none',
			setTitle: text => titles.push(text),
			settings: {bell: true, notify: true, title: true, toast: true},
		},
		warnings: options.warnings ?? [],
		signal: stopping.signal,
		tokenExpiresAt: () => null,
		meter: () => ({bytesToTerminal: 0, frames: 0, requests: 0, bytesFromService: 0, memoryBytes: 0}),
		options: {
			themeName: options.themeName ?? 'dark',
			isAscii: options.isAscii ?? false,
			isReadOnly: options.isReadOnly ?? false,
			filterText: options.filter ?? '',
			filter: filter.ok ? filter.filter : emptyFilter,
			order: defaultOrder,
			chosenColumns: options.chosenColumns ?? null,
		},
	}).then(ending => {
		how = ending;
	});

	const frame = (): readonly string[] => {
		const lines = unstyled(screen.last).split('\n');
		while (lines.length < screen.rows) lines.push('');
		return lines;
	};
	const has = (text: string | RegExp): boolean => {
		const shown = frame().join('\n');
		return typeof text === 'string' ? shown.includes(text) : text.test(shown);
	};
	const until = async (holds: () => boolean, what: string): Promise<void> => {
		const givenUpAt = performance.now() + patienceMs;
		while (performance.now() < givenUpAt) {
			if (holds()) return;
			// Timers that are due already fire; no time passes.
			await clock.advance(0);
		}
		throw new Error(`Waited in vain ${what}. The screen:\n${frame().join('\n')}`);
	};
	const send = async (bytes: string): Promise<void> => {
		keyboard.send(bytes);
		await clock.settle();
		await clock.advance(0);
	};
	const press = async (...ids: readonly string[]): Promise<void> => {
		for (const id of ids) await send(bytesOfKey(id));
	};
	const app: DrivenApp = {
		api: fake,
		clock,
		monitor,
		frame,
		painted: () => screen.last,
		frameCount: () => screen.frames,
		press,
		send,
		type: async text => {
			for (const letter of text) await send(letter);
		},
		waitFor: text => until(() => has(text), `for ${text}`),
		waitUntilGone: text => until(() => !has(text), `until ${text} was gone`),
		advance: async ms => {
			await clock.advance(ms);
			await clock.settle();
		},
		resize: async (width, height) => {
			screen.columns = width;
			screen.rows = height;
			screen.emit('resize');
			await clock.settle();
		},
		question: () => ({
			reads: (...texts) => {
				if (texts.length < 2) throw new Error('Read the title and a job before answering.');
				for (const text of texts) {
					if (!has(text)) throw new Error(`The question does not say ${text}:\n${frame().join('\n')}`);
				}
				return {
					answer: async id => {
						await clock.advance(seenMs);
						await press(id);
					},
				};
			},
		}),
		sent,
		titles,
		howEnded: () => how,
		hasEnded: () => how !== null,
		end: async () => {
			stopping.abort();
			await running;
			await monitor.stop();
		},
	};
	await until(() => screen.frames > 0, 'for the first frame');
	// For a service that is slow to answer Ink is held back that long.
	if (monitor.getState().link.kind === 'connecting') await clock.advance(100);
	await until(() => keyboard.listenerCount('readable') > 0, 'for Ink to read the keys');
	await clock.settle();
	return app;
}
