import type {Job} from '../../source/domain/job.ts';
import type {MonitorState} from '../../source/monitor/monitor-state.ts';
import {glyphsFor} from '../../source/ui/glyphs.ts';
import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {keyWordsOf} from '../../source/ui/keys/key-words.ts';
import {initialUiState, type UiState} from '../../source/ui/state/ui-state.ts';
import {createVisibleJobs} from '../../source/ui/state/visible-jobs.ts';
import {painter} from '../../source/ui/theme.ts';
import type {View} from '../../source/ui/view.ts';
import {worldStart} from './build-job.ts';

/** A monitor that has just heard from the service, with these jobs. */
export function buildMonitorState(jobs: readonly Job[], different: Partial<MonitorState> = {}): MonitorState {
	return {
		jobs: new Map(jobs.map(job => [job.uuid, job])),
		jobsRevision: 1,
		link: {kind: 'live'},
		asOf: worldStart,
		intervalMs: 10_000,
		nextPollAt: worldStart + 10_000,
		limit: null,
		cancelGraceMs: 0,
		loading: null,
		cancels: new Map(),
		watched: new Set(),
		log: [],
		setAside: 0,
		traffic: {requests: 6, failures: 0, roundTripMs: 40},
		...different,
	};
}

export type ViewOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly jobs?: readonly Job[];
	readonly monitor?: Partial<MonitorState>;
	readonly ui?: Partial<UiState>;
	readonly view?: Partial<View>;
};

/** What a picture is made of, for tests of the draw functions. */
export function buildView(options: ViewOptions = {}): View {
	const {columns = 80, rows = 24, jobs = []} = options;
	const initial = initialUiState({
		columns,
		rows,
		now: worldStart,
		themeName: 'none',
		isAscii: false,
		isReadOnly: false,
	});
	const ui: UiState = {...initial, ...options.ui};
	const monitor = buildMonitorState(jobs, options.monitor);
	return {
		ui,
		monitor,
		jobs: createVisibleJobs()(monitor, ui.list, ui.now),
		identity: {user: 'jdoe', tenant: 'tacc', host: 'tacc.tapis.io'},
		isDemo: false,
		profiles: [],
		paint: painter(ui.themeName),
		keyWords: keyWordsOf(keyRows),
		glyphs: glyphsFor(ui.isAscii),
		width: ui.columns,
		height: ui.rows,
		now: ui.now,
		tokenExpiresAt: null,
		meter: () => ({
			bytesToTerminal: 1000,
			frames: 10,
			requests: 5,
			bytesFromService: 5000,
			memoryBytes: 60_000_000,
		}),
		...options.view,
	};
}
