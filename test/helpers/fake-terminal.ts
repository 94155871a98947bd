import {EventEmitter} from 'node:events';
import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {keyBytes} from './keys.ts';

/** The terminal as a drawing program sees it: its size, and the frames it was given. */
export class FakeScreen extends EventEmitter {
	readonly isTTY = true;
	frames = 0;
	last = '';
	private waiting: (() => void)[] = [];
	columns: number;
	rows: number;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.setMaxListeners(0);
	}

	write(data: string, done?: () => void): boolean {
		// Mode switches of Ink's own are no frames.
		if (data !== '' && !/^(\u001B\[[?<>=][\d;]*[a-zA-Z])+$/.test(data)) {
			this.last = data;
			this.frames++;
			const ready = this.waiting;
			this.waiting = [];
			for (const run of ready) setImmediate(run);
		}
		done?.();
		return true;
	}

	onceWritten(run: () => void): void {
		this.waiting.push(run);
	}
}

/** Standard input of a terminal, on which only the test types. */
export class FakeKeyboard extends EventEmitter {
	readonly isTTY = true;
	private waiting: string | null = null;

	send(bytes: string): void {
		this.waiting = bytes;
		this.emit('readable');
		this.emit('data', bytes);
	}

	read(): string | null {
		const bytes = this.waiting;
		this.waiting = null;
		return bytes;
	}

	setEncoding(): void {}
	setRawMode(): void {}
	resume(): void {}
	pause(): void {}
	ref(): void {}
	unref(): void {}
}

/**
 * What a terminal sends for the key of a row of the key table. A lone escape byte is told from the start of a sequence by time
 * alone, so that Esc comes in its unambiguous form, which needs none.
 */
export function bytesOfKey(id: string): string {
	const row = keyRows.find(one => one.id === id);
	if (row === undefined) throw new Error(`There is no key ${id}.`);
	const key = row.keys[0]!;
	return key === 'esc' ? '\u001B[27u' : keyBytes(key);
}
