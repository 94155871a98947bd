import {writeSync} from 'node:fs';
import process from 'node:process';
import {codeOf} from '../domain/thrown.ts';

/** A state of the terminal that outlives what is written, with the way back. */
export type TerminalMode = {readonly name: string; readonly on: string; readonly off: string};

/** The modes the full screen needs, in the order they are entered; they are left the other way round. */
export const screenModes: readonly TerminalMode[] = [
	// Where titles cannot be pushed, an empty one lets the terminal choose its own again.
	{name: 'title', on: '\u001B[22;0t', off: '\u001B]2;\u0007\u001B[23;0t'},
	{name: 'alternate screen', on: '\u001B[?1049h', off: '\u001B[?1049l'},
	{name: 'hidden cursor', on: '\u001B[?25l', off: '\u001B[?25h'},
	// A character in the last column, or wider than it was thought, must not push the screen up.
	{name: 'no automatic line break', on: '\u001B[?7l', off: '\u001B[?7h'},
	{name: 'bracketed paste', on: '\u001B[?2004h', off: '\u001B[?2004l'},
];

/** Ends a frame that was cut off, its margins and its style; goes to the last line, where there is no other screen to go back to. */
const plainAgain = '\u001B[?2026l\u001B[r\u001B[m\u001B[999H';

export type Modes = {
	/** Enters all modes; once more without harm, as after another program has changed them. */
	readonly enter: () => void;
	/** Leaves all modes, to come back later. */
	readonly leave: () => void;
	/** Leaves all modes for good. Safe to call from anywhere, any number of times. */
	readonly restore: () => void;
};

export type ModesOptions = {
	/** The terminal's file descriptor: written to synchronously, so that it works while the process ends. */
	readonly fd: number;
	readonly modes?: readonly TerminalMode[];
	readonly writeSync?: (fd: number, data: string) => void;
	/** Where the end of the process and exceptions are heard of. */
	readonly process?: Pick<NodeJS.Process, 'on' | 'off'>;
};

const triesWhileBusy = 200;
const pauseWhileBusyMs = 5;

/** Writes all of it now, or as much as a terminal that is gone or stopped takes within a second. Never throws. */
export function writeNow(fd: number, text: string, write: typeof writeSync = writeSync): void {
	let rest = Buffer.from(text);
	let tries = 0;
	while (rest.length > 0) {
		try {
			rest = rest.subarray(write(fd, rest));
		} catch (error) {
			const code = codeOf(error);
			if (code === 'EINTR') continue;
			tries++;
			if (code !== 'EAGAIN' || tries > triesWhileBusy) return;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseWhileBusyMs);
		}
	}
}

/**
 * The one owner of the terminal's modes. Whatever way the process ends, save `kill -9`, each mode that was entered is left
 * again: on exit, and before an exception nobody caught is reported, so that its words do not vanish with the alternate screen.
 */
export function createModes({
	fd,
	modes = screenModes,
	writeSync: write = writeNow,
	process: owner = process,
}: ModesOptions): Modes {
	let isEntered = false;
	let wasEntered = false;
	let isOver = false;
	const leave = (): void => {
		if (!isEntered) return;
		isEntered = false;
		write(
			fd,
			plainAgain +
				modes
					.map(({off}) => off)
					.reverse()
					.join(''),
		);
	};
	const restore = (): void => {
		leave();
		isOver = true;
		owner.off('exit', restore);
		owner.off('uncaughtExceptionMonitor', restore);
	};
	return {
		enter: () => {
			if (isOver) return;
			if (!wasEntered) {
				owner.on('exit', restore);
				owner.on('uncaughtExceptionMonitor', restore);
			}
			// A title pushed twice would be popped once.
			const anew = isEntered ? modes.filter(({name}) => name !== 'title') : modes;
			write(fd, anew.map(({on}) => on).join(''));
			isEntered = true;
			wasEntered = true;
		},
		leave,
		restore,
	};
}
