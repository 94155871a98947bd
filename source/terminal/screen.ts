import {Writable} from 'node:stream';
import {createPicture, type PictureSize} from './picture.ts';

/** What the screen needs of the terminal's stream. */
export type TerminalOutput = {
	readonly columns?: number;
	readonly rows?: number;
	readonly destroyed?: boolean;
	readonly writableEnded?: boolean;
	write(data: string, done?: () => void): boolean;
	on(event: 'resize' | 'drain', listener: () => void): unknown;
	off(event: 'resize' | 'drain', listener: () => void): unknown;
};

export type ScreenOptions = {
	readonly stdout: TerminalOutput;
	/** Whether the terminal is known to understand synchronized output (mode 2026). */
	readonly hasSynchronizedOutput?: boolean;
	/** Whether the terminal can only be trusted with ASCII. */
	readonly isAscii?: boolean;
};

/** The stand-in for stdout that Ink draws on: of all that a terminal's stream has, only what Ink uses. */
export type ScreenStream = NodeJS.WriteStream;

export type ScreenCounters = {
	/** Frames that changed something, each of them one write. */
	readonly frames: number;
	/** Bytes written, control sequences of others included. */
	readonly bytes: number;
};

export type Screen = {
	/** To be given to Ink as its `stdout`, in its debug mode, where it writes whole frames. */
	readonly stream: ScreenStream;
	/** Paints the last frame whole, over whatever is on the screen. */
	readonly repaint: () => void;
	/** Writes nothing from now on: the terminal belongs to another program. What was drawn is written before. */
	readonly hold: () => void;
	/** The terminal is back: paints the last frame whole, and sends what was to be sent meanwhile. */
	readonly release: () => void;
	/** Sends a control sequence beside the frames: a title, a notification, text for the clipboard. */
	readonly send: (sequence: string) => void;
	/** Writes a frame that waits for its turn at once. */
	readonly flush: () => void;
	/**
	 * Calls once when the picture as it is now is on the screen: the frame under way, or one drawn in this turn of the event
	 * loop, has been written. While the terminal is another's or has not taken the last frame, that is later.
	 */
	readonly onceWritten: (run: () => void) => void;
	readonly counters: () => ScreenCounters;
	/** Lets go of the terminal. Frames after this are lost. */
	readonly close: () => void;
};

/** Ink switches modes of the terminal with writes of their own; `modes.ts` alone owns them, so these are dropped. */
const onlyModes = /^(?:\u001B\[[?<>=][\d;]*[a-zA-Z])+$/;

const usualSize: PictureSize = {columns: 80, rows: 24};

/** Sequences kept while the terminal is another's: more than these would be noise. */
const keptSequences = 16;

/**
 * Stands between Ink and the terminal: takes whole frames and sends what differs from the screen, in one write for each. Frames
 * of one tick become one, and while the terminal has not taken the last one only the newest is kept.
 */
export function createScreen({
	stdout,
	hasSynchronizedOutput = false,
	isAscii = false,
}: ScreenOptions): Screen {
	const picture = createPicture({hasSynchronizedOutput, isAscii});
	let frames = 0;
	let bytes = 0;
	let last: string | undefined;
	let isPending = false;
	let scheduled: NodeJS.Immediate | undefined;
	let isHeld = false;
	let isFull = false;
	let isClosed = false;
	let waiting: string[] = [];
	let written: (() => void)[] = [];

	const size = (): PictureSize => ({
		columns: stdout.columns || usualSize.columns,
		rows: stdout.rows || usualSize.rows,
	});
	const write = (data: string): void => {
		if (data === '' || stdout.destroyed === true || stdout.writableEnded === true) return;
		bytes += Buffer.byteLength(data);
		isFull = !stdout.write(data);
	};
	const flush = (): void => {
		clearImmediate(scheduled);
		scheduled = undefined;
		if (isHeld || isFull || isClosed) return;
		if (isPending && last !== undefined) {
			isPending = false;
			const change = picture.paint(last, size());
			if (change !== '') frames++;
			write(change);
		}
		if (isFull || written.length === 0) return;
		const runs = written;
		written = [];
		for (const run of runs) run();
	};
	const schedule = (): void => {
		scheduled ??= setImmediate(flush);
	};
	const take = (frame: string): void => {
		last = frame;
		isPending = true;
		schedule();
	};
	const repaint = (): void => {
		picture.forget();
		isPending = true;
		flush();
	};
	const drained = (): void => {
		isFull = false;
		flush();
	};

	const stream = createStream(size, (data, done) => {
		if (data === '') {
			// Ink asks with an empty write whether everything has been written. That the terminal has gone is told by itself.
			flush();
			if (stdout.destroyed === true || stdout.writableEnded === true || isClosed) done();
			else stdout.write('', () => done());
			return;
		}
		if (!isClosed && !onlyModes.test(data)) {
			take(data);
		}
		done();
	});
	const resized = (): void => {
		// The terminal may have moved or cut what was on it.
		picture.forget();
		stream.emit('resize');
		if (last !== undefined) take(last);
	};
	stdout.on('resize', resized);
	stdout.on('drain', drained);

	return {
		stream,
		repaint,
		flush,
		hold: () => {
			flush();
			isHeld = true;
		},
		release: () => {
			isHeld = false;
			repaint();
			for (const sequence of waiting) write(sequence);
			waiting = [];
		},
		send: sequence => {
			if (isClosed) return;
			if (!isHeld) write(sequence);
			else waiting = [...waiting, sequence].slice(-keptSequences);
		},
		onceWritten: run => {
			written.push(run);
			schedule();
		},
		counters: () => ({frames, bytes}),
		close: () => {
			clearImmediate(scheduled);
			isClosed = true;
			stdout.off('resize', resized);
			stdout.off('drain', drained);
		},
	};
}

function createStream(size: () => PictureSize, take: (data: string, done: () => void) => void): ScreenStream {
	const stream = new Writable({
		decodeStrings: false,
		defaultEncoding: 'utf8',
		write: (chunk: string | Buffer, _encoding, done) => take(chunk.toString(), done),
	});
	// Each mounted hook of Ink may listen for changes of the size.
	stream.setMaxListeners(0);
	return Object.defineProperties(stream, {
		isTTY: {value: true, enumerable: true},
		columns: {get: () => size().columns, enumerable: true},
		rows: {get: () => size().rows, enumerable: true},
	}) as ScreenStream;
}
