import type {CommandContext, RunCommand} from './commands/command-line/command.ts';
import type {MonitorStart} from './commands/monitor/monitor-start.ts';
import {openMonitor} from './commands/monitor/open-monitor.ts';
import {exitCodes} from './domain/exit-codes.ts';
import {SECOND} from './domain/time.ts';
import {openFullScreen} from './full-screen.ts';
import {leftBehindText} from './monitor/cancel-words.ts';
import {cleanText} from './terminal/clean-text.ts';

/** Longer would keep somebody who wants to leave; less than a process that is told to end has. */
const sendWithinMs = 2 * SECOND;

/** What was confirmed is sent before the program ends, and the person is told what becomes of it. */
async function leaveCancels({monitor, isDemo}: MonitorStart, {stderr}: CommandContext): Promise<void> {
	const left = leftBehindText(await monitor.sendCancels(sendWithinMs));
	// The demo's service ends with it.
	if (left !== '' && !isDemo) stderr.write(`${left.split('\n').map(cleanText).join('\n')}\n`);
}

/** The monitor is told its screen from here, since commands must not import the interface. */
export const openScreen: RunCommand = async context => {
	let {flags} = context;
	for (;;) {
		let other: string | null = null;
		const code = await openMonitor({...context, flags}, async start => {
			const how = await openFullScreen(start);
			await leaveCancels(start, context);
			if (typeof how === 'object') other = how.profile;
			return how === 'interrupted' ? exitCodes.interrupted : exitCodes.done;
		});
		if (other === null) return code;
		// The address that was given stood for the profile from before.
		const {baseUrl: _, ...rest} = flags;
		flags = {...rest, profile: other};
	}
};
