import {PassThrough} from 'node:stream';
import type {Streams} from './command.ts';

export type KeyStream = {
	/** What Ink reads in place of stdin. */
	readonly stream: NodeJS.ReadStream;
	/** Leaves the keyboard to another program, in the mode it expects. */
	readonly pause: () => void;
	readonly resume: () => void;
};

/** Keys as Ink reads them, which can be held back so that an editor gets them instead. */
export function createKeyStream(stdin: Streams['stdin']): KeyStream {
	const forward = (data: Buffer): void => void stream.write(data);
	let isRaw = false;
	const stream = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(wanted: boolean) {
			isRaw = wanted;
			stdin.setRawMode(wanted);
			return stream;
		},
		ref() {
			stdin.ref();
			return stream;
		},
		unref() {
			stdin.unref();
			return stream;
		},
	});
	const resume = (): void => {
		if (isRaw) stdin.setRawMode(true);
		stdin.on('data', forward);
		stdin.resume();
	};
	const pause = (): void => {
		stdin.off('data', forward);
		stdin.pause();
		stdin.setRawMode(false);
	};
	resume();
	// Ink wants a terminal's stream, of which it uses just these parts.
	return {stream: stream as unknown as NodeJS.ReadStream, pause, resume};
}
