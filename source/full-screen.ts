/**
 * Puts the full-screen interface onto the real terminal: beside cli.tsx the only place that knows both. Takes the terminal,
 * runs the interface, and gives the terminal back, whatever happens in between.
 */
import {editText} from './commands/edit-text.ts';
import {createKeyStream} from './commands/key-stream.ts';
import type {MonitorStart} from './commands/monitor.ts';
import {saveNewFile} from './commands/save-new-file.ts';
import {systemClock} from './commands/system-clock.ts';
import {isFailure} from './domain/failure.ts';
import {emptyFilter, parseFilter} from './domain/filter.ts';
import {defaultOrder, parseOrder} from './domain/order.ts';
import {createModes} from './terminal/modes.ts';
import {createScreen, type Screen} from './terminal/screen.ts';
import type {HowEnded} from './ui/acts.ts';
import {runInterface, type ScreenPort} from './ui/run-monitor.tsx';
import type {ThemeName} from './ui/theme.ts';

const stdoutFd = 1;

export async function openFullScreen(start: MonitorStart): Promise<HowEnded> {
	const {stdout, settings, flags, env} = start;
	const screen = createScreen({stdout, isAscii: settings.get('ascii')});
	const modes = createModes({fd: stdoutFd});
	const keys = createKeyStream(start.stdin);
	const giveAway = (): void => {
		screen.hold();
		keys.pause();
		modes.leave();
	};
	const takeBack = (): void => {
		modes.enter();
		keys.resume();
		screen.release();
	};
	let isStopped = false;
	// Another program may have changed the terminal while this one was stopped.
	const onContinued = (): void => {
		if (isStopped) takeBack();
		isStopped = false;
	};
	process.on('SIGCONT', onContinued);
	modes.enter();
	try {
		return await runInterface({
			...start,
			clock: systemClock,
			screen: portOf(screen),
			stdin: keys.stream,
			meter: () => ({
				bytesToTerminal: screen.counters().bytes,
				frames: screen.counters().frames,
				requests: start.traffic().requests,
				bytesFromService: start.traffic().bytesReceived,
				memoryBytes: process.memoryUsage.rss(),
			}),
			terminal: {
				get baseUrl() {
					return start.baseUrl();
				},
				copy: () => false,
				redraw: screen.repaint,
				suspend: () => {
					isStopped = true;
					giveAway();
					// The whole group, as the terminal itself would: npm or a shell script may stand above this process.
					process.kill(0, 'SIGTSTP');
				},
				editText: async (text, fileName) => {
					giveAway();
					try {
						return await editText(text, fileName, env);
					} catch (error) {
						if (isFailure(error)) return null;
						throw error;
					} finally {
						takeBack();
					}
				},
				save: saveNewFile,
			},
			options: {
				themeName: themeOf(settings.get('theme'), flags.noColor === true),
				isAscii: settings.get('ascii'),
				isReadOnly: settings.get('read-only'),
				...arrangement(flags.filter ?? settings.get('filter'), flags.sort ?? settings.get('sort')),
			},
		});
	} finally {
		process.off('SIGCONT', onContinued);
		keys.pause();
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
