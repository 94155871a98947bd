import fc from 'fast-check';
import type {Key} from 'ink';
import {describe, expect, it} from 'vitest';
import {readPresses, showKey, typedText} from '../../source/ui/keys/key-names.ts';

const none: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const names = (input: string, key: Partial<Key> = {}): readonly string[] =>
	readPresses(input, {...none, ...key}).map(press => press.name);

describe('what came from the keyboard', () => {
	it('is one press for each letter of a run that came in one read', () => {
		expect(names('jjj')).toEqual(['j', 'j', 'j']);
		expect(names('y\r')).toEqual(['y', 'enter']);
		expect(names('\r\r')).toEqual(['enter', 'enter']);
		expect(names('a\u0003b')).toEqual(['a', 'ctrl-c', 'b']);
	});

	it('has names for arrows, paging, Tab both ways and control letters', () => {
		expect(names('', {upArrow: true})).toEqual(['up']);
		expect(names('', {pageDown: true})).toEqual(['pagedown']);
		expect(names('', {tab: true, shift: true})).toEqual(['shift-tab']);
		expect(names('l', {ctrl: true})).toEqual(['ctrl-l']);
		expect(names(' ')).toEqual(['space']);
	});

	it('is nothing when it is a reply of the terminal or a letter with Alt', () => {
		expect(names('[<64;10;10M')).toEqual([]);
		expect(names(']11;rgb:0000/0000/0000')).toEqual([]);
		expect(names('y', {meta: true})).toEqual([]);
		expect(names('\u0000\u009B')).toEqual([]);
	});

	it.each(['OPENSEES', 'PENDING', '[x]', 'O', 'P', '[', ']', 'OA', 'P4ssword!', 'P100', 'P$x', 'P>q'])(
		'is text when somebody types %s',
		text => {
			expect(readPresses(text, none).map(typedText).join('')).toBe(text);
		},
	);

	it.each([
		...['[A', '[I', '[24;80R', '[<0;5;7M', '[?2026;2$y', '[?1;2c[?7u', '[200~'],
		...[']10;rgb:ffff/ffff/ffff', ']52;c;aGVsbG8=', 'P>|xterm(380)', 'P1+r544e=787465726d', 'P!|00000000'],
	])('is nothing when it is %s, the rest of a sequence', rest => {
		expect(names(rest)).toEqual([]);
	});

	it('is a key of one letter only right after an escape byte that came alone', () => {
		for (const rest of ['OA', 'OP']) expect(readPresses(rest, none, true)).toEqual([]);
	});

	it('may be any text at all: each press is one letter or has a name, and nothing else comes out', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), fc.boolean(), fc.boolean(), (input, ctrl, meta) => {
				for (const press of readPresses(input, {...none, ctrl, meta})) {
					if (press.isText) expect(press.name === 'space' || [...press.name].length === 1).toBe(true);
					else expect(press.name).toMatch(/^[a-z]+(-.+)?$/su);
					expect(typedText(press) ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
				}
			}),
		);
	});

	it('types what can be typed, emoji and letters of any script too', () => {
		expect(readPresses('ä日🙂', none).map(typedText)).toEqual(['ä', '日', '🙂']);
		expect(readPresses(' ', none).map(typedText)).toEqual([' ']);
		expect(readPresses('\r', none).map(typedText)).toEqual([undefined]);
	});
});

describe('a key’s name for people', () => {
	it('is its sign, or a word where only ASCII can be trusted', () => {
		expect(['up', 'ctrl-l', 'c', 'space'].map(key => showKey(key))).toEqual(['↑', 'Ctrl-L', 'c', 'Space']);
		expect(showKey('up', true)).toBe('Up');
	});
});
