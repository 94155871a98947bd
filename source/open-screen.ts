import type {RunCommand} from './commands/command.ts';
import {exitCodes} from './commands/exit-codes.ts';
import {openMonitor} from './commands/monitor.ts';
import {openFullScreen} from './full-screen.ts';

/** The monitor is told its screen from here, since commands must not import the interface. */
export const openScreen: RunCommand = async context => {
	let {flags} = context;
	for (;;) {
		let other: string | null = null;
		const code = await openMonitor({...context, flags}, async start => {
			const how = await openFullScreen(start);
			if (typeof how === 'object') other = how.profile;
			return how === 'interrupted' ? exitCodes.interrupted : exitCodes.done;
		});
		if (other === null) return code;
		// The address that was given stood for the profile from before.
		const {baseUrl: _, ...rest} = flags;
		flags = {...rest, profile: other};
	}
};
