import {render} from 'ink';
import type {Clock} from '../domain/clock.ts';
import type {JobFilter} from '../domain/filter.ts';
import type {JobOrder} from '../domain/order.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {SECOND} from '../domain/time.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import type {Acts, HowEnded, SignIn, TerminalActs} from './acts.ts';
import {App} from './app.tsx';
import {listWindowRows} from './draw-frame.ts';
import {glyphsFor} from './glyphs.ts';
import {isCancelPending} from './pending-cancel.ts';
import {settleList} from './state/reduce-list.ts';
import {initialUiState, type ToastTone, type UiState} from './state/ui-state.ts';
import {createUiStore} from './state/ui-store.ts';
import {createVisibleJobs} from './state/visible-jobs.ts';
import {painter, type ThemeName} from './theme.ts';
import type {Identity, Meter, View} from './view.ts';

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
	readonly screen: ScreenPort;
	readonly stdin: NodeJS.ReadStream;
	readonly terminal: TerminalActs;
	readonly signIn: SignIn;
	readonly signal: AbortSignal;
	readonly tokenExpiresAt: () => number | null;
	readonly meter: () => Meter;
	readonly options: {
		readonly themeName: ThemeName;
		readonly isAscii: boolean;
		readonly isReadOnly: boolean;
		readonly filterText: string;
		readonly filter: JobFilter;
		readonly order: JobOrder;
	};
};

/** How often ages are looked at again: seldom while nothing is pending, each second while a person waits for something. */
const calmTickMs = 10 * SECOND;
const busyTickMs = SECOND;
const failingTickMs = 5 * SECOND;
const toastMs = 6 * SECOND;

/** Runs the full-screen interface until the person quits or the signal aborts. Rejects with what broke it, if anything did. */
export async function runInterface(start: InterfaceStart): Promise<HowEnded> {
	const {monitor, clock, screen, signal} = start;
	const {columns, rows} = screen.stream;
	let identity = start.identity;
	const viewOf = createViewOf(start, () => identity);
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

	const stopTicking = startTicking(acts, store.subscribe);
	const stopListening = monitor.subscribe(() => update(state => ({...state, now: clock.now()})));
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
		return await Promise.race([ended, ink.waitUntilExit().then(() => 'quit' as const)]);
	} finally {
		stopTicking();
		stopListening();
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

/** The view of a state: the same object as long as neither the state nor what the monitor knows has changed. */
function createViewOf(start: InterfaceStart, getIdentity: () => Identity | null): (ui: UiState) => View {
	const visibleJobs = createVisibleJobs();
	let view: View | undefined;
	return ui => {
		const monitor = start.monitor.getState();
		const identity = getIdentity();
		if (view === undefined || view.ui !== ui || view.monitor !== monitor || view.identity !== identity) {
			view = {
				ui,
				monitor,
				jobs: visibleJobs(monitor, ui.list, ui.now),
				identity,
				isDemo: start.isDemo,
				paint: painter(ui.themeName),
				glyphs: glyphsFor(ui.isAscii),
				width: ui.columns,
				height: ui.rows,
				now: ui.now,
				tokenExpiresAt: start.tokenExpiresAt(),
				meter: start.meter,
			};
		}
		return view;
	};
}

/**
 * Moves the time drawn. What the monitor learns without telling (the age of its rows) comes along with it, so the picture is
 * looked at again even when nothing happens; where it comes out the same, nothing is written.
 */
function startTicking(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let stop: () => void = () => undefined;
	let pauseMs = 0;
	const tick = (): void => {
		pauseMs = 0;
		const now = acts.clock.now();
		acts.update(state => ({
			...state,
			now,
			toast: state.toast !== null && state.toast.until <= now ? null : state.toast,
		}));
		schedule();
	};
	const schedule = (): void => {
		const {ui, monitor} = acts.getView();
		const isBusy = ui.toast !== null || [...monitor.cancels.values()].some(isCancelPending);
		const wanted = isBusy ? busyTickMs : monitor.link.kind === 'failing' ? failingTickMs : calmTickMs;
		if (pauseMs !== 0 && pauseMs <= wanted) return;
		stop();
		pauseMs = wanted;
		stop = acts.clock.after(wanted, tick);
	};
	schedule();
	const unsubscribe = subscribe(schedule);
	return () => {
		unsubscribe();
		stop();
	};
}
