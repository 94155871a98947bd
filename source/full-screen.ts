/**
 * Puts the full-screen interface onto the real terminal: beside cli.tsx the only place that knows both. Takes the terminal,
 * runs the interface, and gives the terminal back, whatever happens in between.
 */

import {editText} from './commands/jobs/edit-text.ts';
import type {MonitorStart} from './commands/monitor/monitor-start.ts';
import {createFileSaver} from './commands/monitor/save-new-file.ts';
import {systemClock} from './domain/clock.ts';
import {emptyFilter, type JobFilter, parseFilter} from './domain/filter.ts';
import {defaultOrder, type JobOrder, parseOrder} from './domain/order.ts';
import {isThemeName, type ThemeName} from './domain/theme-names.ts';
import {type Capabilities, readCapabilities} from './terminal/capabilities.ts';
import {copyToClipboard} from './terminal/clipboard.ts';
import {createHandover} from './terminal/handover.ts';
import {createModes, screenModes} from './terminal/modes.ts';
import {quietProcess} from './terminal/quiet-process.ts';
import {setRawMode} from './terminal/raw-mode.ts';
import {createScreen, type Screen} from './terminal/screen.ts';
import {createTitle} from './terminal/title.ts';
import type {HowEnded} from './ui/acts.ts';
import {type InterfaceStart, runInterface} from './ui/run-interface.ts';

const stdoutFd = 1;

export async function openFullScreen(start: MonitorStart): Promise<HowEnded> {
	const {stdin, stdout, settings, flags, env} = start;
	const can = readCapabilities(env, {
		isAscii: settings.get('ascii'),
		isWithoutColour: flags.noColor === true,
	});
	const screen = createScreen({
		stdout,
		isAscii: can.isAscii,
		hasSynchronizedOutput: can.hasSynchronizedOutput,
	});
	const modes = createModes({
		fd: stdoutFd,
		modes: can.hasTitle ? screenModes : screenModes.filter(({name}) => name !== 'title'),
	});
	const title = createTitle(screen.send);
	const handover = createHandover({stdin, modes, screen, onReturn: title.sendAgain});
	const saver = createFileSaver();
	const speakAgain = quietProcess(text => start.monitor.note(text));
	modes.enter();
	// At once, so that no key typed before Ink reads them is echoed over the first frame.
	setRawMode(stdin, true);
	try {
		return await runInterface({
			...start,
			clock: systemClock,
			screen,
			meter: () => meterOf(start, screen),
			notices: {
				write: screen.send,
				multiplexer: can.multiplexer,
				setTitle: can.hasTitle ? title.set : () => undefined,
				settings: {
					bell: settings.get('bell'),
					notify: settings.get('notify'),
					title: settings.get('title'),
					toast: settings.get('toast'),
				},
			},
			terminal: {
				copy: text => copyToClipboard(text, {write: screen.send, multiplexer: can.multiplexer}),
				redraw: screen.repaint,
				suspend: () => void handover.suspend(),
				editText: (text, fileName) => handover.run(() => editText(text, fileName, env)),
				save: saver.save,
			},
			options: {
				themeName: themeOf(settings.get('theme'), can),
				isAscii: can.isAscii,
				isReadOnly: settings.get('read-only'),
				chosenColumns: settings.get('columns'),
				...arrangement(settings.get('filter'), settings.get('sort')),
			},
		});
	} finally {
		handover.close();
		screen.close();
		setRawMode(stdin, false);
		modes.restore();
		speakAgain();
		await saver.stop();
	}
}

function meterOf(start: MonitorStart, screen: Screen): ReturnType<InterfaceStart['meter']> {
	const {bytes, frames} = screen.counters();
	const {requests, bytesReceived} = start.traffic();
	return {
		bytesToTerminal: bytes,
		frames,
		requests,
		bytesFromService: bytesReceived,
		memoryBytes: process.memoryUsage.rss(),
	};
}

function themeOf(setting: string, can: Capabilities): ThemeName {
	if (can.colours === 'none') return 'none';
	if (isThemeName(setting)) return setting;
	return can.hasLightBackground ? 'light' : 'dark';
}

/** A filter or an order in the settings that can no longer be read must not keep the monitor from starting. */
function arrangement(
	filterText: string | null,
	sort: string | null,
): {readonly filterText: string; readonly filter: JobFilter; readonly order: JobOrder} {
	const parsed = parseFilter(filterText ?? '');
	const order = sort === null ? null : parseOrder(sort);
	return {
		filterText: parsed.ok ? (filterText ?? '') : '',
		filter: parsed.ok ? parsed.filter : emptyFilter,
		order: order?.ok === true ? order.order : defaultOrder,
	};
}
