import type {JobStore} from './job-store.ts';
import type {MonitorSettings} from './monitor-options.ts';
import type {MonitorState} from './monitor-state.ts';

/** What is known before the first answer. */
export function initialState({jobs}: JobStore, settings: MonitorSettings): MonitorState {
	return {
		jobs,
		jobsRevision: 0,
		link: {kind: 'connecting'},
		asOf: null,
		intervalMs: settings.intervalMs,
		nextPollAt: null,
		limit: settings.limit ?? null,
		cancelGraceMs: settings.cancelGraceMs,
		loading: {loaded: 0, total: null},
		cancels: new Map(),
		watched: new Set(),
		log: [],
		setAside: 0,
		traffic: {requests: 0, failures: 0, roundTripMs: null},
	};
}
