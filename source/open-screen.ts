import type {CommandContext, RunCommand} from './commands/command-line/command.ts';
import type {MonitorStart} from './commands/monitor/monitor-start.ts';
import {openMonitor} from './commands/monitor/open-monitor.ts';
import {exitCodes} from './domain/exit-codes.ts';
import {SECOND} from './domain/time.ts';
import {openFullScreen} from './full-screen.ts';
import {leftBehindText, takenBackText} from './monitor/cancel/cancel-words.ts';
import {cleanText} from './terminal/clean-text.ts';
import type {HowEnded} from './ui/acts.ts';

/** Longer would keep somebody who wants to leave; less than a process that is told to end has. */
const sendWithinMs = 2 * SECOND;

/**
 * What was confirmed is sent before the program ends, and the person is told what becomes of it. Only who interrupts the program
 * takes back what is still held back: a cancel cannot be undone, and a job that runs on can still be cancelled.
 */
async function leaveCancels(
	{monitor, isDemo}: MonitorStart,
	how: HowEnded,
	{stderr}: CommandContext,
): Promise<void> {
	const takenBack = how === 'interrupted' ? monitor.withdrawCancels() : 0;
	const left = leftBehindText(await monitor.sendCancels(sendWithinMs));
	const lines = [takenBack === 0 ? '' : takenBackText(takenBack), ...left.split('\n')]
		.filter(Boolean)
		.map(cleanText);
	// The demo's service ends with it.
	if (lines.length > 0 && !isDemo) stderr.write(`${lines.join('\n')}\n`);
}

/** The monitor is told its screen from here, since commands must not import the interface. */
export const openScreen: RunCommand = async context => {
	let {flags} = context;
	for (;;) {
		let other: string | null = null;
		const code = await openMonitor({...context, flags}, async start => {
			let how: HowEnded = 'stopped';
			try {
				how = await openFullScreen(start);
			} finally {
				// Also when the screen broke, or went with its terminal.
				await leaveCancels(start, how, context);
			}
			if (typeof how === 'object') other = how.profile;
			return how === 'interrupted' || how === 'stopped' ? exitCodes.interrupted : exitCodes.done;
		});
		if (other === null) return code;
		// The address that was given stood for the profile from before.
		const {baseUrl: _, ...rest} = flags;
		flags = {...rest, profile: other};
	}
};
