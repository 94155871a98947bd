import {describe, expect, it} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';

const shell = (script: string): readonly string[] => ['/bin/sh', '-c', script];

describe('the pseudo-terminal of these tests', () => {
	it('shows what the program writes, with its colours, title and modes', async () => {
		const terminal = startInTerminal({
			command: shell("printf '\\033]2;hi\\007\\033[?1049h\\033[?25l\\033[31mred\\033[m'; read x"),
		});
		await terminal.waitForText('red');
		expect(terminal.cells()[0]?.[0]).toEqual({
			text: 'r',
			foreground: '1',
			background: 'default',
			attributes: '',
		});
		expect(terminal.title()).toBe('hi');
		expect(terminal.modes()).toMatchObject({
			isAlternateScreen: true,
			isCursorHidden: true,
			hasBracketedPaste: false,
		});
	});

	it('types keys, tells of new sizes and gives the exit code', async () => {
		const terminal = startInTerminal({
			command: shell('stty size; read line; stty size; echo "<$line>"; exit 7'),
		});
		await terminal.waitForText('30 100');
		terminal.resize(60, 20);
		const since = terminal.mark();
		terminal.press('word', 'enter');
		await terminal.waitForText('<word>');
		expect(since()).toContain('20 60');
		expect(await terminal.exit).toEqual({exitCode: 7, signal: 0});
	});

	it('tells the line settings even after the program has ended', async () => {
		const terminal = startInTerminal({command: shell('stty raw -echo; echo set; read x; stty sane; exit 0')});
		await terminal.waitForText('set');
		expect(terminal.stty()).toContain('-icanon');
		terminal.press('x', 'enter', 'ctrl-j');
		await terminal.exit;
		expect(terminal.stty()).toMatch(/\sicanon/);
	});

	it('fails with the screen when the program ends before the text comes', async () => {
		const terminal = startInTerminal({command: shell('echo something else')});
		await expect(terminal.waitForText('never')).rejects.toThrow(/never[\s\S]*│something else/);
	});

	it('hangs up as a lost line does', async () => {
		const terminal = startInTerminal({command: shell('echo ready; read x')});
		await terminal.waitForText('ready');
		terminal.hangUp();
		expect((await terminal.exit).signal).toBe(1);
	});
});
