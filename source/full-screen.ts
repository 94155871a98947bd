/**
 * Puts the full-screen interface onto the real terminal: beside cli.tsx the only place that knows both. Takes the terminal,
 * runs the interface, and gives the terminal back, whatever happens in between.
 */
import type {MonitorStart} from './commands/monitor.ts';
import {systemClock} from './commands/system-clock.ts';
import {emptyFilter, parseFilter} from './domain/filter.ts';
import {defaultOrder, parseOrder} from './domain/order.ts';
import {createModes} from './terminal/modes.ts';
import {createScreen, type Screen} from './terminal/screen.ts';
import {runInterface, type ScreenPort} from './ui/run-monitor.tsx';
import type {ThemeName} from './ui/theme.ts';

const stdoutFd = 1;

export async function openFullScreen(start: MonitorStart): Promise<void> {
	const {stdin, stdout, settings, flags} = start;
	const screen = createScreen({stdout});
	const modes = createModes({fd: stdoutFd});
	modes.enter();
	try {
		await runInterface({
			...start,
			clock: systemClock,
			screen: portOf(screen),
			stdin,
			tokenExpiresAt: () => null,
			meter: () => ({
				bytesToTerminal: screen.counters().bytes,
				frames: screen.counters().frames,
				requests: null,
				bytesFromService: null,
				memoryBytes: process.memoryUsage.rss(),
			}),
			terminal: {
				baseUrl: null,
				copy: () => false,
				redraw: screen.repaint,
				suspend: () => undefined,
				editText: async () => null,
				save: async () => '',
			},
			options: {
				themeName: themeOf(settings.get('theme'), flags.noColor === true),
				isAscii: settings.get('ascii'),
				isReadOnly: settings.get('read-only'),
				...arrangement(flags.filter ?? settings.get('filter'), flags.sort ?? settings.get('sort')),
			},
		});
	} finally {
		screen.close();
		modes.restore();
	}
}

function portOf(screen: Screen): ScreenPort {
	return {
		stream: screen.stream,
		onceWritten: run => {
			const forget = screen.onWrite(() => {
				forget();
				run();
			});
		},
	};
}

function themeOf(setting: string, isPlain: boolean): ThemeName {
	if (isPlain || (process.env['NO_COLOR'] ?? '') !== '') return 'none';
	return setting === 'auto' ? 'dark' : (setting as ThemeName);
}

/** A filter or an order in the settings that can no longer be read must not keep the monitor from starting. */
function arrangement(filterText: string | null, sort: string | null) {
	const parsed = parseFilter(filterText ?? '');
	const order = sort === null ? null : parseOrder(sort);
	return {
		filterText: parsed.ok ? (filterText ?? '') : '',
		filter: parsed.ok ? parsed.filter : emptyFilter,
		order: order?.ok === true ? order.order : defaultOrder,
	};
}
