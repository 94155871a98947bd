import {Failure} from '../../source/domain/failure.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import type {Monitor} from '../../source/monitor/monitor-port.ts';
import type {LogEntry, MonitorEvent, MonitorState} from '../../source/monitor/monitor-state.ts';
import type {Acts, SignIn, TerminalActs} from '../../source/ui/acts.ts';
import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {openerKeys} from '../../source/ui/keymap/opener-keys.ts';
import {createOverlayKeys} from '../../source/ui/keymap/overlay-keys.ts';
import type {KeyRow} from '../../source/ui/keys/key-row.ts';
import {pressRow} from '../../source/ui/keys/press-row.ts';
import {seenMs} from '../../source/ui/overlays/question/once-seen.ts';
import {withNotice, withToast} from '../../source/ui/state/message-changes.ts';
import {placeOf, type UiState} from '../../source/ui/state/ui-state.ts';
import {createUiStore} from '../../source/ui/state/ui-store.ts';
import type {View} from '../../source/ui/view.ts';
import {buildView, type ViewOptions} from './build-view.ts';
import {createFakeClock, type FakeClock} from './fake-clock.ts';

/** The keys of the overlays, and those that open them. */
export const overlayRows: readonly KeyRow[] = [...openerKeys, ...createOverlayKeys(() => overlayRows)];

export type FakeActsOptions = ViewOptions & {
	readonly api?: Partial<TapisApi>;
	readonly signIn?: SignIn;
	readonly terminal?: Partial<TerminalActs>;
	readonly known?: ReturnType<Acts['known']>;
};

export type FakeActs = {
	readonly acts: Acts;
	readonly clock: FakeClock;
	readonly subscribe: (listener: () => void) => () => void;
	readonly view: () => View;
	readonly ui: () => UiState;
	/** Presses the key of a row where the interface is now, as dispatch does: a refusal becomes a toast. */
	readonly press: (id: string, key?: string) => void;
	/** The picture of the state as it is has reached the terminal. */
	readonly drawn: () => void;
	readonly toasts: () => readonly string[];
	/** What the monitor was asked for: `drop UUID`, `put UUID`. */
	readonly asked: readonly string[];
	readonly changeMonitor: (different: Partial<MonitorState>) => void;
	readonly emit: (...events: readonly MonitorEvent[]) => void;
};

/** What a key may do, on a state that stands still and a service that does only what the test hands in. */
export function createFakeActs(options: FakeActsOptions = {}): FakeActs {
	const clock = createFakeClock();
	const base = buildView(options);
	const store = createUiStore<UiState>(base.ui);
	let monitorState = base.monitor;
	const monitorListeners = new Set<() => void>();
	const eventListeners = new Set<(entry: LogEntry) => void>();
	const toasts: string[] = [];
	const asked: string[] = [];
	let waiting: (() => void)[] = [];

	const view = (): View => {
		const ui = store.get();
		return {...base, ui, monitor: monitorState, width: ui.columns, height: ui.rows, now: clock.now()};
	};
	const changeMonitor = (different: Partial<MonitorState>): void => {
		monitorState = {...monitorState, ...different, jobsRevision: monitorState.jobsRevision + 1};
		for (const listener of [...monitorListeners]) listener();
		store.update(state => ({...state}));
	};
	const unused = (name: string) => (): never => {
		throw new Error(`${name} was not expected`);
	};
	const monitor: Monitor = {
		getState: () => monitorState,
		subscribe: listener => {
			monitorListeners.add(listener);
			return () => monitorListeners.delete(listener);
		},
		onEvent: listener => {
			eventListeners.add(listener);
			return () => eventListeners.delete(listener);
		},
		start: unused('start'),
		stop: unused('stop'),
		sendCancels: unused('sendCancels'),
		refresh: unused('refresh'),
		pause: unused('pause'),
		resume: unused('resume'),
		signedIn: unused('signedIn'),
		note: text => void asked.push(`note ${text}`),
		cancel: unused('cancel'),
		withdrawCancels: unused('withdrawCancels'),
		withdrawUnsent: unused('withdrawUnsent'),
		watch: unused('watch'),
		putJob: job => {
			asked.push(`put ${job.uuid}`);
			changeMonitor({jobs: new Map([...monitorState.jobs, [job.uuid, job]])});
		},
		dropJob: (uuid: JobUuid) => {
			asked.push(`drop ${uuid}`);
			const jobs = new Map(monitorState.jobs);
			jobs.delete(uuid);
			changeMonitor({jobs});
		},
	};
	const api = new Proxy({} as TapisApi, {
		get: (_, name) => Reflect.get(options.api ?? {}, name) ?? unused(String(name)),
	});
	const acts: Acts = {
		getView: view,
		update: store.update,
		monitor,
		api,
		clock,
		terminal: {
			copy: () => true,
			redraw: unused('redraw'),
			suspend: unused('suspend'),
			editText: unused('editText'),
			save: unused('save'),
			...options.terminal,
		},
		signIn:
			options.signIn ??
			(() => Promise.reject(new Failure('bad-credentials', 'The sign-in was not accepted.'))),
		known: () => options.known ?? {baseUrl: 'https://tacc.tapis.io', user: 'jdoe'},
		toast: (text, tone = 'text') => {
			toasts.push(text);
			store.update(withToast({text, tone}, clock.now()));
		},
		tell: (message, mustBeSeen) => {
			toasts.push(message.text);
			store.update((mustBeSeen ? withNotice : withToast)(message, clock.now()));
		},
		onceDrawn: run => void waiting.push(run),
		quit: unused('quit'),
	};
	return {
		acts,
		clock,
		subscribe: store.subscribe,
		view,
		ui: store.get,
		press: (id, key) => {
			const row = [...overlayRows, ...keyRows].find(one => one.id === id);
			if (row === undefined) throw new Error(`There is no key ${id}.`);
			if (!row.places.includes(placeOf(store.get())))
				throw new Error(`${id} does not work at ${placeOf(store.get())}.`);
			pressRow(acts, row, key ?? row.keys[0]!);
		},
		drawn: () => {
			const ready = waiting;
			waiting = [];
			for (const run of ready) run();
			// Long enough for a person to have seen it.
			clock.elapse(seenMs);
		},
		toasts: () => toasts,
		asked,
		changeMonitor,
		emit: (...events) => {
			for (const event of events) {
				const entry: LogEntry = {at: clock.now(), event};
				monitorState = {...monitorState, log: [...monitorState.log, entry]};
				for (const listener of [...eventListeners]) listener(entry);
			}
			changeMonitor({});
		},
	};
}
