import {describe, expect, it} from 'vitest';
import {canDraw, readCapabilities} from '../../source/terminal/capabilities.ts';

const usual = {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'};

describe('what the terminal can do', () => {
	it.each([
		['256 of the usual terminal', {}, '256'],
		['all with COLORTERM', {COLORTERM: 'truecolor'}, 'full'],
		['16 of a terminal that says no more', {TERM: 'xterm'}, '16'],
		['none with NO_COLOR', {NO_COLOR: '1', FORCE_COLOR: '3'}, 'none'],
		['those of the terminal when NO_COLOR is empty', {NO_COLOR: ''}, '256'],
		['as many as FORCE_COLOR says', {TERM: 'dumb', FORCE_COLOR: '2'}, '256'],
		['16 with FORCE_COLOR=1', {FORCE_COLOR: '1'}, '16'],
		['none with FORCE_COLOR=0', {FORCE_COLOR: '0'}, 'none'],
		['none of a dumb terminal', {TERM: 'dumb', COLORTERM: 'truecolor'}, 'none'],
		['none without TERM', {TERM: undefined}, 'none'],
	])('colours: %s', (_, env, expected) => {
		expect(readCapabilities({...usual, ...env}).colours).toBe(expected);
	});

	it('leaves colours to the person', () => {
		expect(readCapabilities({...usual, FORCE_COLOR: '3'}, {isWithoutColour: true}).colours).toBe('none');
	});

	it.each([
		[{}, false],
		[{LANG: 'C.utf8'}, false],
		[{LC_ALL: 'C'}, true],
		[{LC_ALL: '', LC_CTYPE: 'de_DE.UTF-8', LANG: 'C'}, false],
		[{LC_CTYPE: 'de_DE.ISO-8859-1'}, true],
		[{LANG: undefined}, false],
		[{LANG: undefined, TERM: 'linux'}, true],
	])('draws ASCII only where the language settings ask for it: %j', (env, expected) => {
		expect(readCapabilities({...usual, ...env}).isAscii).toBe(expected);
	});

	it('draws ASCII where the person wants it', () => {
		expect(readCapabilities(usual, {isAscii: true}).isAscii).toBe(true);
	});

	it.each([
		[{}, false],
		[{TERM: 'xterm-kitty'}, true],
		[{TERM_PROGRAM: 'WezTerm'}, true],
		[{TERM: 'foot'}, true],
		[{TERM: 'tmux-256color', TERM_PROGRAM: 'WezTerm'}, false],
		[{TERM: 'screen', STY: '1.pts', KITTY_WINDOW_ID: '1'}, false],
	])('marks frames only where the marks are known to be kept: %j', (env, expected) => {
		expect(readCapabilities({...usual, ...env}).hasSynchronizedOutput).toBe(expected);
	});

	it.each([
		[{}, 'none'],
		[{TMUX: '/tmp/tmux-1/default,1,0', TERM: 'screen-256color'}, 'tmux'],
		[{TERM: 'tmux-256color'}, 'tmux'],
		[{TERM: 'screen.xterm-256color', STY: '12.pts-0'}, 'screen'],
		[{TERM: 'screen'}, 'none'],
	])('knows what it runs in: %j', (env, expected) => {
		expect(readCapabilities({...usual, ...env}).multiplexer).toBe(expected);
	});

	it.each([
		[{}, true],
		[{TERM: undefined}, true],
		[{TERM: 'dumb', FORCE_COLOR: '3'}, false],
	])('can be drawn on unless it says otherwise: %j', (env, expected) => {
		expect(canDraw({...usual, ...env})).toBe(expected);
	});

	it.each([
		[{}, false],
		[{COLORFGBG: '15;0'}, false],
		[{COLORFGBG: '0;15'}, true],
		[{COLORFGBG: '0;default;7'}, true],
		[{COLORFGBG: '0;'}, false],
	])('has a light background where it says so: %j', (env, expected) => {
		expect(readCapabilities({...usual, ...env}).hasLightBackground).toBe(expected);
	});

	it.each([
		[{}, true],
		[{TERM: 'linux'}, false],
		[{TERM: 'dumb'}, false],
	])('sets a title where there is one: %j', (env, expected) => {
		expect(readCapabilities({...usual, ...env}).hasTitle).toBe(expected);
	});
});
