import type {Identity, ProfileChoice} from '../domain/identity.ts';
import type {Monitor} from '../monitor/monitor-port.ts';
import {glyphsFor} from './glyphs.ts';
import {keyRows} from './keymap/keymap.ts';
import {keyWordsOf} from './keys/key-words.ts';
import type {Meter} from './state/overlay-state.ts';
import type {UiState} from './state/ui-state.ts';
import {createVisibleJobs} from './state/visible-jobs.ts';
import {painter} from './theme.ts';
import type {View} from './view.ts';

/** Where the parts of a view come from that the interface does not keep itself. */
export type ViewSources = {
	readonly monitor: Monitor;
	readonly isDemo: boolean;
	readonly profiles: readonly ProfileChoice[];
	readonly tokenExpiresAt: () => number | null;
	readonly meter: () => Meter;
	readonly identity: () => Identity | null;
};

const keyWords = keyWordsOf(keyRows);

/** The view of a state: the same object as long as neither the state nor what the monitor knows has changed. */
export function createViewOf(start: ViewSources): (ui: UiState) => View {
	const visibleJobs = createVisibleJobs();
	let view: View | undefined;
	return ui => {
		const monitor = start.monitor.getState();
		const identity = start.identity();
		if (view === undefined || view.ui !== ui || view.monitor !== monitor || view.identity !== identity) {
			view = {
				ui,
				monitor,
				jobs: visibleJobs(monitor, ui.list, ui.now),
				identity,
				isDemo: start.isDemo,
				profiles: start.profiles,
				paint: painter(ui.themeName),
				glyphs: glyphsFor(ui.isAscii),
				keyWords,
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
