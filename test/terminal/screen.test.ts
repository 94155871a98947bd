import {EventEmitter} from 'node:events';
import {describe, expect, it} from 'vitest';
import {createScreen, type Screen} from '../../source/terminal/screen.ts';

/** A terminal's stream that takes as much as the test says. */
class FakeTerminal extends EventEmitter {
	columns = 20;
	rows = 4;
	destroyed = false;
	isFull = false;
	readonly writes: string[] = [];

	write(data: string, done?: () => void): boolean {
		if (data !== '') this.writes.push(data);
		if (done) setImmediate(done);
		return !this.isFull;
	}

	drain(): void {
		this.isFull = false;
		this.emit('drain');
	}
}

function open(): {terminal: FakeTerminal; screen: Screen; draw: (frame: string) => void} {
	const terminal = new FakeTerminal();
	const screen = createScreen({stdout: terminal});
	return {terminal, screen, draw: frame => void screen.stream.write(frame)};
}

/** Ink waits in this way for all it drew to be written. */
function drawn(screen: Screen): Promise<void> {
	return new Promise(resolve => screen.stream.write('', () => resolve()));
}

describe('the screen', () => {
	it('looks like a terminal of the same size to Ink', () => {
		const {screen, terminal} = open();
		expect(screen.stream.isTTY).toBe(true);
		terminal.columns = 33;
		terminal.rows = 7;
		expect([screen.stream.columns, screen.stream.rows]).toEqual([33, 7]);
		terminal.columns = 0;
		terminal.rows = 0;
		expect([screen.stream.columns, screen.stream.rows]).toEqual([80, 24]);
	});

	it('makes one write of all frames of a tick, with the newest of them', async () => {
		const {screen, terminal, draw} = open();
		for (let frame = 0; frame < 100; frame++) draw(`frame ${frame}`);
		await drawn(screen);
		expect(terminal.writes).toHaveLength(1);
		expect(terminal.writes[0]).toContain('frame 99');
	});

	it('writes by itself, without being asked', async () => {
		const {terminal, draw} = open();
		draw('hello');
		await new Promise(resolve => setImmediate(resolve));
		expect(terminal.writes).toEqual([
			'\u001B[Hhello\u001B[K\u001B[2H\u001B[K\u001B[3H\u001B[K\u001B[4H\u001B[K',
		]);
	});

	it('writes nothing for a frame that is on the screen already', async () => {
		const {screen, terminal, draw} = open();
		draw('same');
		await drawn(screen);
		draw('same');
		await drawn(screen);
		expect(terminal.writes).toHaveLength(1);
		expect(screen.counters().frames).toBe(1);
	});

	it('drops the modes that Ink switches on its own', async () => {
		const {screen, terminal, draw} = open();
		for (const mode of [
			'\u001B[?2004h',
			'\u001B[?25l',
			'\u001B[?25h',
			'\u001B[>1u',
			'\u001B[<u',
			'\u001B[?2026h',
		])
			draw(mode);
		await drawn(screen);
		expect(terminal.writes).toEqual([]);
		draw('frame');
		draw('\u001B[?25l');
		await drawn(screen);
		expect(terminal.writes.join('')).toContain('frame');
		expect(terminal.writes.join('')).not.toContain('?');
	});

	it('counts frames and bytes', async () => {
		const {screen, terminal, draw} = open();
		draw('▶');
		await drawn(screen);
		screen.send('\u0007');
		draw('✓');
		await drawn(screen);
		const sizes = terminal.writes.map(write => Buffer.byteLength(write));
		expect(screen.counters()).toEqual({frames: 2, bytes: sizes.reduce((sum, size) => sum + size)});
	});

	it('says when the picture as it is now has been written', async () => {
		const {screen, terminal, draw} = open();
		const seen: string[] = [];
		const told = (): Promise<void> =>
			new Promise(resolve =>
				screen.onceWritten(() => {
					seen.push(terminal.writes.join(''));
					resolve();
				}),
			);
		const first = told();
		draw('dialog');
		await first;
		expect(seen[0]).toContain('dialog');
		// Nothing new is drawn: the picture is there already.
		await told();
		expect(seen).toHaveLength(2);
		terminal.isFull = true;
		draw('another');
		const third = told();
		await new Promise(resolve => setImmediate(resolve));
		expect(seen).toHaveLength(2);
		terminal.drain();
		await third;
	});

	it('paints whole again when asked, even the same frame', async () => {
		const {screen, terminal, draw} = open();
		draw('one');
		await drawn(screen);
		screen.repaint();
		expect(terminal.writes[1]).toBe(terminal.writes[0]);
	});

	it('has nothing to paint before the first frame', () => {
		const {screen, terminal} = open();
		screen.repaint();
		screen.hold();
		screen.release();
		expect(terminal.writes).toEqual([]);
	});
});

describe('while another program has the terminal', () => {
	it('nothing is written, and the newest frame is painted whole afterwards', async () => {
		const {screen, terminal, draw} = open();
		draw('before');
		screen.hold();
		expect(terminal.writes.join('')).toContain('before');
		const count = terminal.writes.length;
		draw('during 1');
		draw('during 2');
		screen.send('\u0007');
		screen.repaint();
		await drawn(screen);
		expect(terminal.writes).toHaveLength(count);
		screen.release();
		expect(terminal.writes.slice(count)).toEqual([
			'\u001B[Hduring 2\u001B[K\u001B[2H\u001B[K\u001B[3H\u001B[K\u001B[4H\u001B[K',
			'\u0007',
		]);
	});
});

describe('a slow terminal', () => {
	it('gets nothing more until it has taken the last frame, and then only the newest', async () => {
		const {screen, terminal, draw} = open();
		terminal.isFull = true;
		draw('first');
		await new Promise(resolve => setImmediate(resolve));
		for (let frame = 0; frame < 50; frame++) {
			draw(`frame ${frame}`);
			await new Promise(resolve => setImmediate(resolve));
		}
		expect(terminal.writes).toHaveLength(1);
		terminal.drain();
		expect(terminal.writes).toHaveLength(2);
		expect(terminal.writes[1]).toContain('rame 49');
		await drawn(screen);
		expect(terminal.writes).toHaveLength(2);
	});
});

describe('a change of the size', () => {
	it('is passed on to Ink, and the next frame is painted whole for it', async () => {
		const {screen, terminal, draw} = open();
		draw('a\nb\nc\nd');
		await drawn(screen);
		screen.stream.on('resize', () => draw('a\nb'));
		terminal.rows = 2;
		terminal.emit('resize');
		await drawn(screen);
		expect(terminal.writes[1]).toBe('\u001B[Ha\u001B[K\u001B[2Hb\u001B[K');
	});

	it('repaints even when the interface draws nothing new', async () => {
		const {screen, terminal, draw} = open();
		draw('a');
		await drawn(screen);
		terminal.emit('resize');
		await drawn(screen);
		expect(terminal.writes[1]).toBe(terminal.writes[0]);
	});
});

describe('a closed terminal', () => {
	it('is not written to any more, and nobody waits for it', async () => {
		const {screen, terminal, draw} = open();
		terminal.destroyed = true;
		draw('lost');
		await drawn(screen);
		expect(terminal.writes).toEqual([]);
	});

	it('is let go of', async () => {
		const {screen, terminal, draw} = open();
		draw('shown');
		screen.close();
		draw('lost');
		screen.send('\u0007');
		await drawn(screen);
		expect(terminal.writes).toEqual([]);
		expect(terminal.listenerCount('resize') + terminal.listenerCount('drain')).toBe(0);
	});
});
