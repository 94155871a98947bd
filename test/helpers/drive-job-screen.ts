import type {Job, JobDetail} from '../../source/domain/job.ts';
import type {Monitor} from '../../source/monitor/monitor-port.ts';
import type {MonitorState} from '../../source/monitor/monitor-state.ts';
import type {Acts, TerminalActs} from '../../source/ui/acts.ts';
import {jobKeys} from '../../source/ui/keymap/job-keys.ts';
import {pressRow} from '../../source/ui/keys/press-row.ts';
import {bodyHeight} from '../../source/ui/layout/heights.ts';
import {unstyled} from '../../source/ui/layout/styled.ts';
import {startJobLoader} from '../../source/ui/loading/job-loader.ts';
import {drawJob} from '../../source/ui/screens/job/draw-job.ts';
import {type JobScreenState, openJobScreen} from '../../source/ui/state/job-screen-state.ts';
import {jobSearchTarget} from '../../source/ui/state/job-search.ts';
import {insertText} from '../../source/ui/state/text-field.ts';
import {initialUiState, type UiState} from '../../source/ui/state/ui-state.ts';
import {createUiStore} from '../../source/ui/state/ui-store.ts';
import type {View} from '../../source/ui/view.ts';
import {buildMonitorState, buildView} from './build-view.ts';
import {createFakeClock, type FakeClock} from './fake-clock.ts';
import {createFakeJobApi, emptyFakeJob, type FakeCall, type FakeJob} from './fake-job.ts';

export type DrivenJobScreen = {
	readonly job: FakeJob;
	readonly clock: FakeClock;
	readonly calls: readonly FakeCall[];
	readonly callsOf: (name: string) => readonly FakeCall[];
	/** Requests that were given up. */
	readonly aborted: readonly string[];
	readonly state: () => JobScreenState | null;
	readonly view: () => View;
	/** The lines of the job screen without colours. */
	readonly screen: () => readonly string[];
	readonly text: () => string;
	readonly press: (...ids: readonly string[]) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
	/** The row of the job in the list changes, as after a poll. */
	readonly setRow: (row: Job | null) => Promise<void>;
	readonly setMonitor: (different: Partial<MonitorState>) => Promise<void>;
	readonly acts: Acts;
	readonly hasQuit: () => boolean;
	readonly update: (change: (state: UiState) => UiState) => void;
	readonly toasts: readonly string[];
	/** What was written into the log. */
	readonly notes: readonly string[];
	readonly copied: readonly string[];
	readonly refreshes: () => number;
	/** Answers what was held back, and holds nothing back any more. */
	readonly release: () => Promise<void>;
	readonly stop: () => void;
};

export type JobScreenOptions = {
	readonly detail: JobDetail;
	readonly row?: Job | null;
	readonly columns?: number;
	readonly rows?: number;
	readonly terminal?: Partial<TerminalActs>;
	readonly isOpen?: boolean;
	/** Arranges what the service knows before anything is asked. */
	readonly before?: (job: FakeJob) => void;
};

/** The job screen with its loader, on a fake service and a fake clock; drawn by its real draw functions, keys from the table. */
export function driveJobScreen(options: JobScreenOptions): DrivenJobScreen {
	const {detail, columns = 80, rows = 24} = options;
	const clock = createFakeClock();
	const job = emptyFakeJob(detail);
	options.before?.(job);
	const {api, calls, aborted, release} = createFakeJobApi(job, clock);
	const toasts: string[] = [];
	const notes: string[] = [];
	const copied: string[] = [];
	let refreshes = 0;

	let monitorState = buildMonitorState(options.row ? [options.row] : []);
	const initial = initialUiState({
		columns,
		rows,
		now: clock.now(),
		themeName: 'none',
		isAscii: false,
		isReadOnly: false,
	});
	const isOpen = options.isOpen ?? true;
	const store = createUiStore<UiState>({
		...initial,
		job: isOpen ? openJobScreen(detail.uuid) : null,
		list: {...initial.list, selected: detail.uuid},
	});
	const getView = (): View => ({
		...buildView({ui: {...store.get(), now: clock.now()}}),
		monitor: monitorState,
	});
	const nothing = (): void => undefined;
	const monitor: Monitor = {
		getState: () => monitorState,
		subscribe: () => nothing,
		onEvent: () => nothing,
		start: nothing,
		stop: () => Promise.resolve(),
		sendCancels: () => Promise.resolve([]),
		refresh: () => {
			refreshes++;
		},
		pause: nothing,
		resume: nothing,
		signedIn: nothing,
		note: text => void notes.push(text),
		cancel: nothing,
		withdrawCancels: () => 0,
		withdrawUnsent: () => 0,
		watch: nothing,
		putJob: row => {
			monitorState = {...monitorState, jobs: new Map([...monitorState.jobs, [row.uuid, row]])};
		},
		dropJob: nothing,
	};
	const terminal: TerminalActs = {
		copy: text => {
			copied.push(text);
			return true;
		},
		redraw: nothing,
		suspend: nothing,
		editText: () => Promise.reject(new Error('no editor here')),
		save: () => Promise.resolve('/tmp/saved'),
		...options.terminal,
	};
	let hasQuit = false;
	const acts: Acts = {
		getView,
		update: store.update,
		monitor,
		api,
		clock,
		terminal,
		signIn: () => Promise.reject(new Error('nobody signs in here')),
		known: () => ({baseUrl: null, user: null}),
		toast: text => void toasts.push(text),
		tell: nothing,
		onceDrawn: nothing,
		quit: () => {
			hasQuit = true;
		},
	};
	const stop = startJobLoader(acts, store.subscribe);

	const screen = (): readonly string[] => {
		const view = getView();
		return drawJob(view, bodyHeight(view)).map(line => unstyled(line).trimEnd());
	};
	const setMonitor = async (different: Partial<MonitorState>): Promise<void> => {
		monitorState = {...monitorState, ...different};
		store.update(state => ({...state, now: clock.now()}));
		await clock.settle();
	};
	return {
		job,
		clock,
		calls,
		callsOf: name => calls.filter(call => call.name === name),
		aborted,
		state: () => store.get().job,
		view: getView,
		acts,
		hasQuit: () => hasQuit,
		screen,
		text: () => screen().join('\n'),
		press: async (...ids) => {
			for (const id of ids) {
				const row = jobKeys.find(one => one.id === id);
				if (row === undefined) throw new Error(`no key row ${id}`);
				pressRow(acts, row, row.keys[0]!);
				await clock.settle();
			}
		},
		type: async text => {
			for (const letter of text) {
				store.update(state => {
					const field = jobSearchTarget.get(state);
					return field === null ? state : jobSearchTarget.set(state, insertText(field, letter));
				});
			}
			await clock.settle();
		},
		setRow: row =>
			setMonitor({
				jobs: new Map(row === null ? [] : [[row.uuid, row]]),
				jobsRevision: monitorState.jobsRevision + 1,
			}),
		setMonitor,
		update: store.update,
		toasts,
		notes,
		copied,
		refreshes: () => refreshes,
		release: async () => {
			release();
			await clock.settle();
		},
		stop,
	};
}
