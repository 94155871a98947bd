import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {copyToClipboard} from '../../source/terminal/clipboard.ts';
import {notify} from '../../source/terminal/notification.ts';
import {passThrough} from '../../source/terminal/passthrough.ts';
import {createTitle} from '../../source/terminal/title.ts';
import {createEmulator, type Emulator} from '../helpers/emulator.ts';
import {runs} from '../trust/figures.ts';

function collecting(): {readonly sent: string[]; readonly write: (text: string) => void} {
	const sent: string[] = [];
	return {sent, write: text => void sent.push(text)};
}

async function shown(sequences: readonly string[]): Promise<Emulator> {
	const terminal = createEmulator({columns: 20, rows: 3});
	await terminal.write(sequences.join(''));
	return terminal;
}

const hostile = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.constantFrom(
		'\u0007\u001B]52;c;b3duZWQ=\u0007',
		'\u001B\\\u001B[?1049h',
		'\u009C\u009B2J',
		'a;b;c\u001B[2J',
	),
);

describe('the clipboard', () => {
	it('gets the text through the terminal', async () => {
		const {sent, write} = collecting();
		expect(copyToClipboard('6b6a0f0e-007 – 日本', {write, multiplexer: 'none'})).toBe(true);
		expect((await shown(sent)).clipboard()).toEqual(['6b6a0f0e-007 – 日本']);
	});

	it('is sent through tmux in both ways it knows', () => {
		const {sent, write} = collecting();
		copyToClipboard('hi', {write, multiplexer: 'tmux'});
		expect(sent).toEqual(['\u001B]52;c;aGk=\u0007\u001BPtmux;\u001B\u001B]52;c;aGk=\u0007\u001B\\']);
	});

	it('is told when a text is too long, and nothing is sent', () => {
		const {sent, write} = collecting();
		expect(copyToClipboard('x'.repeat(60_000), {write, multiplexer: 'none'})).toBe(false);
		expect(sent).toEqual([]);
	});

	it('can be given any text without the terminal being steered', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, async text => {
				const {sent, write} = collecting();
				copyToClipboard(text, {write, multiplexer: 'none'});
				const terminal = await shown(sent);
				expect(terminal.clipboard()).toEqual([text.toWellFormed()]);
				expect(terminal.lines().join('')).toBe('');
			}),
			{numRuns: runs(200)},
		);
	});
});

describe('a multiplexer', () => {
	it('hands long sequences on in pieces that GNU screen takes', () => {
		const wrapped = passThrough(`\u001B]52;c;${'A'.repeat(2000)}\u0007`, 'screen');
		const pieces = [...wrapped.matchAll(/\u001BP([\s\S]*?)\u001B\\/g)].map(match => match[1]!);
		expect(pieces.join('')).toBe(`\u001B]52;c;${'A'.repeat(2000)}\u0007`);
		expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(768);
	});
});

describe('a notification', () => {
	const all = {multiplexer: 'none', hasBell: true, hasDesktop: true} as const;

	it('rings and asks for one on the desktop in both forms', async () => {
		const {sent, write} = collecting();
		notify('tapis-jobs', 'quake-07 FAILED', {...all, write});
		const terminal = await shown(sent);
		expect(terminal.notifications()).toEqual([
			'tapis-jobs: quake-07 FAILED',
			'notify;tapis-jobs;quake-07 FAILED',
		]);
		expect(terminal.bells()).toBe(1);
	});

	it('does only what the person wants', () => {
		const {sent, write} = collecting();
		notify('a', 'b', {...all, write, hasDesktop: false});
		notify('a', 'b', {...all, write, hasDesktop: false, hasBell: false});
		expect(sent).toEqual(['\u0007']);
	});

	it('goes through tmux, with the bell beside it', () => {
		const {sent, write} = collecting();
		notify('a', 'b', {...all, write, multiplexer: 'tmux'});
		expect(sent).toEqual([
			'\u001BPtmux;\u001B\u001B]9;a: b\u0007\u001B\\',
			'\u001BPtmux;\u001B\u001B]777;notify;a;b\u0007\u001B\\',
			'\u0007',
		]);
	});

	it('cannot be used to steer the terminal', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, hostile, async (title, body) => {
				const {sent, write} = collecting();
				notify(title, body, {...all, write});
				const terminal = await shown(sent);
				expect(terminal.notifications()).toHaveLength(2);
				expect(terminal.notifications()[1]!.split(';').slice(0, 1)).toEqual(['notify']);
				expect(terminal.clipboard()).toEqual([]);
				expect(terminal.bells()).toBe(1);
				expect(terminal.modes().isAlternateScreen).toBe(false);
				expect(terminal.lines().join('')).toBe('');
			}),
			{numRuns: runs(200)},
		);
	});
});

describe('the title', () => {
	it('is sent when it changes, and again on demand', () => {
		const {sent, write} = collecting();
		const title = createTitle(write);
		title.sendAgain();
		title.set('3 running');
		title.set('3 running');
		title.set('2 running');
		title.sendAgain();
		expect(sent).toEqual([
			'\u001B]2;3 running\u0007',
			'\u001B]2;2 running\u0007',
			'\u001B]2;2 running\u0007',
		]);
	});

	it('is text and nothing else', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, async text => {
				const {sent, write} = collecting();
				createTitle(write).set(text);
				const terminal = await shown(sent);
				expect(terminal.clipboard()).toEqual([]);
				expect(terminal.bells()).toBe(0);
				expect(terminal.modes().isAlternateScreen).toBe(false);
				expect(terminal.lines().join('')).toBe('');
			}),
			{numRuns: runs(200)},
		);
	});
});
