import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';

const program = fileURLToPath(new URL('full-screen-program.ts', import.meta.url));
const command = [process.execPath, program];

const given = {isAlternateScreen: false, isCursorHidden: false, hasBracketedPaste: false, breaksLines: true};
const taken = {isAlternateScreen: true, isCursorHidden: true, hasBracketedPaste: true, breaksLines: false};

async function open(): Promise<RunningTerminal> {
	const terminal = startInTerminal({command, rows: 8, columns: 40});
	await terminal.waitForText('❯ ▶ RUNNING job-0');
	expect(terminal.modes()).toMatchObject(taken);
	expect(terminal.stty()).toContain('-icanon');
	return terminal;
}

function expectGivenBack(terminal: RunningTerminal): void {
	expect(terminal.modes()).toMatchObject(given);
	expect(terminal.emulator.pushedTitles()).toBe(0);
	expect(terminal.stty()).toMatch(/\sicanon/);
	expect(terminal.stty()).toMatch(/\secho\s/);
}

describe('the terminal is given back', () => {
	it('after quitting, with the last words on the usual screen', async () => {
		const terminal = await open();
		terminal.press('q');
		expect(await terminal.exit).toEqual({exitCode: 0, signal: 0});
		expectGivenBack(terminal);
		expect(terminal.screen()[0]).toBe('last words');
	});

	it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('after %s', async signal => {
		const terminal = await open();
		terminal.kill(signal);
		await terminal.exit;
		expectGivenBack(terminal);
	});

	it.each([
		['an exception in a timer', 't', 'thrown in a timer'],
		['a rejected promise', 'r', 'rejected'],
	])('after %s, and its message can be read', async (_, key, message) => {
		const terminal = await open();
		terminal.press(key);
		expect((await terminal.exit).exitCode).not.toBe(0);
		expectGivenBack(terminal);
		const afterwards = terminal.output().split('\u001B[?1049l');
		expect(afterwards).toHaveLength(2);
		expect(afterwards[1]).toContain(message);
	});

	it('after process.exit from anywhere', async () => {
		const terminal = await open();
		terminal.press('x');
		expect((await terminal.exit).exitCode).toBe(3);
		expectGivenBack(terminal);
	});
});

describe('another program on the terminal', () => {
	it('has it to itself, and each of its keys; then the screen is as it was', async () => {
		const terminal = await open();
		const before = terminal.cells();
		terminal.press('e');
		await terminal.waitForText('editing');
		expect(terminal.modes()).toMatchObject(given);
		expect(terminal.stty()).toMatch(/\sicanon/);
		for (let line = 0; line < 20; line++) {
			terminal.press(`eqx${line}`, 'enter');
			await terminal.waitForText(`saved: eqx${line}`);
		}
		terminal.press('end.', 'backspace', 'enter');
		await terminal.waitForText('edited');
		expect(terminal.modes()).toMatchObject(taken);
		expect(terminal.title()).toBe('jobs');
		expect(terminal.cells().slice(0, 7)).toEqual(before.slice(0, 7));
		terminal.press('down');
		await terminal.waitForText('row 1 edited');
	});

	it('gives it back even when it could not be started', async () => {
		const terminal = await open();
		terminal.press('E');
		await terminal.waitForText('row 0 failed');
		expect(terminal.modes()).toMatchObject(taken);
	});
});

describe('Ctrl-Z', () => {
	const shell = ['/bin/bash', '--norc', '--noprofile', '-i'];

	async function inShell(): Promise<RunningTerminal> {
		const terminal = startInTerminal({command: shell, rows: 8, columns: 60, env: {PS1: 'shell> '}});
		await terminal.waitForText('shell>');
		terminal.write(`${command.join(' ')}\r`);
		await terminal.waitForText('❯ ▶ RUNNING job-0');
		return terminal;
	}

	it('gives the terminal to the shell, and takes it back when it is continued', async () => {
		const terminal = await inShell();
		terminal.press('down');
		await terminal.waitForText('row 1');
		terminal.press('ctrl-z');
		await terminal.waitForText('Stopped');
		expect(terminal.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false});
		terminal.write('echo "still $((40 + 2))"\r');
		await terminal.waitForText('still 42');
		terminal.write('fg\r');
		await terminal.waitForText('row 1 back');
		expect(terminal.modes()).toMatchObject(taken);
		terminal.press('down');
		await terminal.waitForText('row 2 back');
		terminal.press('q');
		await terminal.waitForText('last words');
	});

	it('goes on where there is no shell to go back to', async () => {
		const terminal = await open();
		terminal.press('ctrl-z');
		await terminal.waitForText('row 0 back');
		expect(terminal.modes()).toMatchObject(taken);
	});

	it('works from outside too, and so does being stopped without a word', async () => {
		const terminal = await inShell();
		const pid = Number(await childOf(terminal));
		process.kill(pid, 'SIGTSTP');
		await terminal.waitForText('Stopped');
		expect(terminal.modes().isAlternateScreen).toBe(false);
		terminal.write('fg\r');
		await terminal.waitForText('❯ ▶ RUNNING job-0');
		process.kill(pid, 'SIGSTOP');
		await terminal.waitForText('shell>');
		terminal.write('fg\r');
		await terminal.waitForNoText('shell>');
		await terminal.waitForText('❯ ▶ RUNNING job-0');
		expect(terminal.modes()).toMatchObject(taken);
		terminal.press('down');
		await terminal.waitForText('row 1');
	});
});

async function childOf(terminal: RunningTerminal): Promise<string> {
	const {readFileSync} = await import('node:fs');
	return readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim();
}

describe('many keys in one read', () => {
	it('make one write, or two', async () => {
		const terminal = await open();
		terminal.press('w');
		await terminal.waitForText(/frames \d+/);
		const before = Number(/frames (\d+)/.exec(terminal.screenText())?.[1]);
		terminal.write('\u001B[B'.repeat(100));
		await terminal.waitForText('row 100');
		terminal.press('w');
		await terminal.waitFor(() => Number(/frames (\d+)/.exec(terminal.screenText())?.[1]) > before);
		const after = Number(/frames (\d+)/.exec(terminal.screenText())?.[1]);
		// One of them is the answer to the first `w`.
		expect(after - before - 1).toBeLessThanOrEqual(2);
	});
});

describe('a storm of new sizes', () => {
	it('ends in a picture that fits the last one, with nothing left of the others', async () => {
		const terminal = await open();
		const since = terminal.mark();
		for (const [columns, rows] of [
			[30, 12],
			[12, 3],
			[80, 24],
			[9, 20],
			[41, 5],
			[100, 30],
			[26, 6],
		] as const) {
			terminal.resize(columns, rows);
		}
		const lines = ['❯ ▶ RUNNING job-0', ...[1, 2, 3, 4].map(row => `  ▶ RUNNING job-${row}`), 'row 0'];
		await terminal.waitFor(() => terminal.screen().join('\n') === lines.join('\n'));
		terminal.press('down');
		await terminal.waitForText('row 1');
		expect(terminal.screen()[1]).toBe('❯ ▶ RUNNING job-1');
		expect(terminal.emulator.scrolledLines()).toBe(0);
		expect(since()).not.toContain('\u001B[2J');
	});
});
