import {render} from 'ink';
import type {Clock} from '../domain/clock.ts';
import type {JobFilter} from '../domain/filter.ts';
import type {JobOrder} from '../domain/order.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {SECOND} from '../domain/time.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import type {Acts, HowEnded, SignIn, TerminalActs} from './acts.ts';
import {App} from './app.tsx';
import {createViewOf} from './create-view.ts';
import {listWindowRows} from './draw-frame.ts';
import {type NoticeOptions, startNotices} from './notices/start-notices.ts';
import {startMeasuring} from './overlays/measuring.ts';
import {startSignInWatch} from './overlays/sign-in-watch.ts';
import {startJobLoader} from './state/job-loader.ts';
import {settleList} from './state/reduce-list.ts';
import {initialUiState, type ToastTone, type UiState} from './state/ui-state.ts';
import {createUiStore} from './state/ui-store.ts';
import type {ThemeName} from './theme.ts';
import {startTicking} from './ticking.ts';
import type {Identity, Meter, ProfileChoice, View} from './view.ts';

/** The terminal as the interface needs it: where frames go, how large it is, and when what was drawn has been written. */
export type ScreenPort = {
	/** What Ink takes for a terminal: `columns`, `rows`, `resize` events, `write`. */
	readonly stream: NodeJS.WriteStream;
	/** Calls once when the next frame, or the one under way, has been written. */
	readonly onceWritten: (run: () => void) => void;
};

export type InterfaceStart = {
	readonly monitor: Monitor;
	readonly api: TapisApi;
	readonly clock: Clock;
	readonly identity: Identity | null;
	readonly isDemo: boolean;
	readonly profiles: readonly ProfileChoice[];
	readonly screen: ScreenPort;
	readonly stdin: NodeJS.ReadStream;
	readonly terminal: TerminalActs;
	readonly signIn: SignIn;
	readonly signal: AbortSignal;
	readonly tokenExpiresAt: () => number | null;
	readonly meter: () => Meter;
	readonly notices: NoticeOptions;
	/** What could not be read at the start, as sentences. */
	readonly warnings: readonly string[];
	readonly options: {
		readonly themeName: ThemeName;
		readonly isAscii: boolean;
		readonly isReadOnly: boolean;
		readonly filterText: string;
		readonly filter: JobFilter;
		readonly order: JobOrder;
		readonly columnIds: readonly string[] | null;
	};
};

const toastMs = 6 * SECOND;

/** Runs the full-screen interface until the person quits or the signal aborts. Rejects with what broke it, if anything did. */
export async function runInterface(start: InterfaceStart): Promise<HowEnded> {
	const {monitor, clock, screen, signal} = start;
	const {columns, rows} = screen.stream;
	let identity = start.identity;
	const viewOf = createViewOf({...start, identity: () => identity});
	const store = createUiStore<UiState>(initialUiState({columns, rows, now: clock.now(), ...start.options}));
	const getView = (): View => viewOf(store.get());
	const {ended, end} = createEnd(signal);
	const update = (change: (state: UiState) => UiState): void =>
		store.update(state => {
			const next = change(state);
			const view = viewOf(next);
			const list = settleList(next.list, view.jobs, listWindowRows(view));
			return list === next.list ? next : {...next, list};
		});
	const acts: Acts = {
		getView,
		update,
		monitor,
		api: start.api,
		clock,
		terminal: start.terminal,
		signIn: async credentials => {
			identity = await start.signIn(credentials);
			update(state => ({...state, now: clock.now()}));
			return identity;
		},
		toast: (text: string, tone: ToastTone = 'text') =>
			update(state => ({...state, toast: {text, tone, until: clock.now() + toastMs}})),
		onceDrawn: screen.onceWritten,
		quit: (how = 'quit') => end(how),
	};

	const stops = [
		monitor.subscribe(() => update(state => ({...state, now: clock.now()}))),
		startTicking(acts, store.subscribe),
		startJobLoader(acts, store.subscribe),
		startSignInWatch(acts, store.subscribe),
		startMeasuring(acts, store.subscribe),
		startNotices(acts, store.subscribe, start.notices),
	];
	const onResize = (): void =>
		update(state => ({...state, columns: screen.stream.columns, rows: screen.stream.rows}));
	screen.stream.on('resize', onResize);

	const ink = render(<App acts={acts} subscribe={store.subscribe} getView={getView} />, {
		stdout: screen.stream,
		stdin: start.stdin,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	try {
		monitor.start();
		const [warning] = start.warnings;
		if (warning !== undefined) acts.toast(warning, 'warn');
		return await Promise.race([ended, ink.waitUntilExit().then(() => 'quit' as const)]);
	} finally {
		for (const stop of stops) stop();
		screen.stream.off('resize', onResize);
		ink.unmount();
	}
}

function createEnd(signal: AbortSignal): {
	readonly ended: Promise<HowEnded>;
	readonly end: (how: HowEnded) => void;
} {
	const {promise: ended, resolve: end} = Promise.withResolvers<HowEnded>();
	if (signal.aborted) end('interrupted');
	signal.addEventListener('abort', () => end('interrupted'), {once: true});
	return {ended, end};
}
