import {EventEmitter} from 'node:events';
import {describe, expect, it} from 'vitest';
import {createModes, type Modes, writeNow} from '../../source/terminal/modes.ts';

function open(): {modes: Modes; written: string[]; process: EventEmitter} {
	const written: string[] = [];
	const process = new EventEmitter();
	const modes = createModes({
		fd: 1,
		writeSync: (_, text) => void written.push(text),
		process: process as unknown as NodeJS.Process,
		modes: [
			{name: 'title', on: '+title', off: '-title'},
			{name: 'cursor', on: '+cursor', off: '-cursor'},
		],
	});
	return {modes, written, process};
}

describe('the modes of the terminal', () => {
	it('are left the other way round, in one write', () => {
		const {modes, written} = open();
		modes.enter();
		modes.leave();
		expect(written).toEqual(['+title+cursor', '\u001B[?2026l\u001B[r\u001B[m\u001B[999H-cursor-title']);
	});

	it('are left once, however often it is asked', () => {
		const {modes, written, process} = open();
		modes.enter();
		process.emit('uncaughtExceptionMonitor');
		modes.restore();
		modes.leave();
		process.emit('exit');
		expect(written).toHaveLength(2);
		modes.enter();
		expect(written).toHaveLength(2);
		expect(process.listenerCount('exit') + process.listenerCount('uncaughtExceptionMonitor')).toBe(0);
	});

	it('are not left when they were never entered', () => {
		const {modes, written} = open();
		modes.restore();
		expect(written).toEqual([]);
	});

	it('can be left for a while', () => {
		const {modes, written} = open();
		modes.enter();
		modes.leave();
		modes.enter();
		expect(written[2]).toBe('+title+cursor');
	});

	it('are set again without pushing the title twice', () => {
		const {modes, written} = open();
		modes.enter();
		modes.enter();
		expect(written[1]).toBe('+cursor');
	});
});

function failing(code: string): Error {
	return Object.assign(new Error(code), {code});
}

describe('writing while the process ends', () => {
	it('goes on where the terminal took only a part, or was busy', () => {
		let text = '';
		let calls = 0;
		writeNow(1, 'farewell', (_fd: number, data: string | NodeJS.ArrayBufferView) => {
			calls++;
			if (calls === 1) throw failing('EAGAIN');
			if (calls === 2) throw failing('EINTR');
			const piece = Buffer.from(data as Uint8Array).subarray(0, 3);
			text += piece.toString();
			return piece.length;
		});
		expect(text).toBe('farewell');
	});

	it.each(['EIO', 'EPIPE', 'EBADF', 'ENXIO'])('gives up quietly when the terminal is gone (%s)', code => {
		let calls = 0;
		writeNow(1, 'farewell', () => {
			calls++;
			throw failing(code);
		});
		expect(calls).toBe(1);
	});
});
