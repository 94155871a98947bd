import type {Clock} from '../domain/clock.ts';
import type {JobFilter} from '../domain/filter/filter.ts';
import type {Identity, ProfileChoice} from '../domain/identity.ts';
import type {JobColumn} from '../domain/job-columns.ts';
import type {JobOrder} from '../domain/order.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import type {ThemeName} from '../domain/theme-names.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import type {Acts, HowEnded, SignIn, TerminalActs} from './acts.ts';
import {createViewOf} from './create-view.ts';
import {drawScreen} from './frame/draw-screen.ts';
import {startJobLoader} from './loading/job-loader.ts';
import type {Mounted} from './mount-app.tsx';
import {type NoticeOptions, startNotices} from './notices/start-notices.ts';
import {startMeasuring} from './overlays/diagnostics/measuring.ts';
import {startSignInWatch} from './overlays/sign-in/sign-in-watch.ts';
import {createSaying} from './program/saying.ts';
import {startTicking} from './program/ticking.ts';
import {listWindowRows} from './screens/list/list-window.ts';
import {settleList, withoutGone} from './state/list-changes.ts';
import type {Meter} from './state/overlay-state.ts';
import {initialUiState, type UiState} from './state/ui-state.ts';
import {createUiStore} from './state/ui-store.ts';
import type {View} from './view.ts';

/** The terminal as the interface needs it: where frames go, how large it is, and when what was drawn has been written. */
export type ScreenPort = {
	/** What Ink takes for a terminal: `columns`, `rows`, `resize` events, `write`. */
	readonly stream: NodeJS.WriteStream;
	/** Calls once when the next frame, or the one under way, has been written. */
	readonly onceWritten: (run: () => void) => void;
	/** Writes the frame that waits for its turn at once. */
	readonly flush: () => void;
};

export type InterfaceStart = {
	readonly monitor: Monitor;
	readonly api: TapisApi;
	readonly clock: Clock;
	readonly identity: () => Identity | null;
	readonly isDemo: boolean;
	readonly profiles: readonly ProfileChoice[];
	readonly screen: ScreenPort;
	readonly stdin: NodeJS.ReadStream;
	readonly terminal: TerminalActs;
	readonly signIn: SignIn;
	readonly known: Acts['known'];
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
		readonly chosenColumns: readonly JobColumn[] | null;
	};
};

/** How long Ink is held back for the first answer; for a slower one the keys must not wait. */
const firstAnswerMs = 100;

/**
 * Runs the full-screen interface until the person quits or the signal aborts. Rejects with what broke it, if anything did.
 *
 * Ink takes as long to load as all the rest together. Until it is there the same lines go to the screen without it, with the
 * rows in them where the service is quick; keys wait in the terminal's line until Ink reads them.
 */
export async function runInterface(start: InterfaceStart): Promise<HowEnded> {
	const {monitor, clock, screen, signal} = start;
	const {columns, rows} = screen.stream;
	const viewOf = createViewOf(start);
	const store = createUiStore<UiState>(initialUiState({columns, rows, now: clock.now(), ...start.options}));
	const getView = (): View => viewOf(store.get());
	const {ended, end} = createEnd(signal);
	const update = (change: (state: UiState) => UiState): void =>
		store.update(state => {
			const next = change(state);
			const view = viewOf(next);
			const list = settleList(withoutGone(next.list, view.monitor.jobs), view.jobs, listWindowRows(view));
			return list === next.list ? next : {...next, list};
		});
	const acts: Acts = {
		getView,
		update,
		monitor,
		api: start.api,
		clock,
		terminal: start.terminal,
		known: start.known,
		signIn: async credentials => {
			const identity = await start.signIn(credentials);
			update(state => ({...state, now: clock.now()}));
			return identity;
		},
		...createSaying({clock, monitor, columns: () => store.get().columns, update}),
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

	const drawWithoutInk = (): void => {
		const {above, sheet, below} = drawScreen(getView(), () => 0);
		screen.stream.write([...above, ...sheet, ...below].join('\n'));
		// Loading leaves no turn for what waits.
		screen.flush();
	};
	const handOverToInk = store.subscribe(drawWithoutInk);
	stops.push(handOverToInk);
	drawWithoutInk();
	let ink: Mounted | undefined;
	try {
		// One fits on the screen; the log keeps them all.
		for (const text of start.warnings) monitor.note(text);
		const [warning] = start.warnings;
		if (warning !== undefined) acts.toast(warning, 'warn');
		monitor.start();
		await firstAnswer(monitor, clock);
		const {mountApp} = await import('./mount-app.tsx');
		handOverToInk();
		ink = mountApp({acts, subscribe: store.subscribe, getView}, {stdout: screen.stream, stdin: start.stdin});
		return await Promise.race([ended, ink.waitUntilExit().then(() => 'quit' as const)]);
	} finally {
		for (const stop of stops) stop();
		screen.stream.off('resize', onResize);
		ink?.unmount();
	}
}

function createEnd(signal: AbortSignal): {
	readonly ended: Promise<HowEnded>;
	readonly end: (how: HowEnded) => void;
} {
	const {promise: ended, resolve: end} = Promise.withResolvers<HowEnded>();
	if (signal.aborted) end('stopped');
	signal.addEventListener('abort', () => end('stopped'), {once: true});
	return {ended, end};
}

/** Settles when the first request has been answered or has failed, or after a while. */
function firstAnswer(monitor: Monitor, clock: Clock): Promise<void> {
	return new Promise(resolve => {
		const look = (): void => {
			if (monitor.getState().link.kind !== 'connecting') go();
		};
		const go = (): void => {
			stop();
			unsubscribe();
			resolve();
		};
		const stop = clock.after(firstAnswerMs, go);
		const unsubscribe = monitor.subscribe(look);
	});
}
