import nodeProcess from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import type {Modes} from './modes.ts';
import {setRawMode} from './raw-mode.ts';
import type {Screen} from './screen.ts';

export type Handover = {
	/**
	 * Gives the terminal to other work, such as an editor in the foreground, and takes it back when that has ended, however it
	 * ended: raw mode off and on, modes left and entered, the last frame painted anew. Rejects as the work does, and when the
	 * terminal is another's already.
	 */
	readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
	/** Ctrl-Z: gives the terminal to the shell and stops until the shell continues the program. */
	readonly suspend: () => Promise<void>;
	/** Stops listening to the signals of job control. */
	readonly close: () => void;
};

export type HandoverOptions = {
	readonly stdin: NodeJS.ReadStream;
	readonly modes: Modes;
	readonly screen: Screen;
	/** Called each time the terminal is back, before the frame is painted: to set the title again. */
	readonly onReturn?: () => void;
	readonly process?: Pick<NodeJS.Process, 'on' | 'off' | 'once' | 'kill'>;
};

/** Where nobody could continue it the system does not stop a program; then it goes on by itself after this. */
const stopWaitMs = 100;

export function createHandover({
	stdin,
	modes,
	screen,
	onReturn,
	process = nodeProcess,
}: HandoverOptions): Handover {
	let isAway = false;

	const run = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		if (isAway) throw new Error('The terminal has been given away already.');
		isAway = true;
		// While a child has the terminal, Ctrl-Z must stop this process together with it, as it stops any other.
		process.off('SIGTSTP', stop);
		const takeBack = await letGoOfInput(stdin);
		screen.hold();
		modes.leave();
		try {
			return await work();
		} finally {
			// Raw mode first: in the background the system stops the program here, before it writes over the shell's lines.
			takeBack();
			modes.enter();
			onReturn?.();
			screen.release();
			process.on('SIGTSTP', stop);
			isAway = false;
		}
	};

	const suspend = async (): Promise<void> => {
		if (isAway) return;
		await run(async () => {
			const continued = new Promise<void>(resolve => void process.once('SIGCONT', () => resolve()));
			// The whole group, so that the shell sees its job stopped even where npm or a wrapper stands between.
			process.kill(0, 'SIGTSTP');
			await Promise.race([continued, pause(stopWaitMs)]);
		});
	};
	const stop = (): void => void suspend();

	/** Stopped and continued from outside: the shell may have changed everything in between. */
	const continued = (): void => {
		if (isAway) return;
		if (stdin.isRaw) {
			// Setting a mode that is thought to be set does nothing.
			setRawMode(stdin, false);
			setRawMode(stdin, true);
		}
		modes.enter();
		onReturn?.();
		screen.repaint();
	};

	process.on('SIGTSTP', stop);
	process.on('SIGCONT', continued);
	return {
		run,
		suspend,
		close: () => {
			process.off('SIGTSTP', stop);
			process.off('SIGCONT', continued);
		},
	};
}

/** Stops reading keys, which would be taken from the other program, and ends raw mode; returns how to go back. */
async function letGoOfInput(stdin: NodeJS.ReadStream): Promise<() => void> {
	const wasRaw = stdin.isRaw;
	const readers = stdin.listeners('readable');
	stdin.removeAllListeners('readable');
	if (wasRaw) setRawMode(stdin, false);
	// The stream notices that nobody reads it any more, and then that it is paused, in the next ticks.
	await pause(0);
	stdin.pause();
	await pause(0);
	return () => {
		if (wasRaw) setRawMode(stdin, true);
		for (const reader of readers) stdin.on('readable', reader as () => void);
	};
}
