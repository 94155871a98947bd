/**
 * Puts the full-screen interface onto the real terminal: beside cli.tsx the only place that knows both. Takes the terminal,
 * runs the interface, and gives the terminal back, whatever happens in between.
 */

import {readFilter, readOrder} from './commands/command-line/read-filter.ts';
import {editText} from './commands/jobs/edit-text.ts';
import type {MonitorStart} from './commands/monitor/monitor-start.ts';
import {createFileSaver} from './commands/monitor/save-new-file.ts';
import {systemClock} from './domain/clock.ts';
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
	// The settings give only what can be read.
	const filterText = settings.get('filter') ?? '';
	const sort = settings.get('sort');
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
				filterText,
				filter: readFilter({filter: filterText}),
				order: readOrder(sort === null ? {} : {sort}),
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
