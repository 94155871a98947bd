import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it, vi} from 'vitest';
import {type RunningTerminal, startInTerminal, type TerminalOptions} from '../helpers/pty.ts';
import {isSingleFile} from '../helpers/run-program.ts';

vi.setConfig({testTimeout: 60_000});

const given = {isAlternateScreen: false, isCursorHidden: false, hasBracketedPaste: false, breaksLines: true};
const taken = {isAlternateScreen: true, isCursorHidden: true, hasBracketedPaste: true, breaksLines: false};

async function open(options: TerminalOptions = {}): Promise<RunningTerminal> {
	const terminal = startInTerminal({args: ['--demo', '--jobs=8'], limitMs: 30_000, ...options});
	await terminal.waitForText(' live');
	expect(terminal.modes()).toMatchObject(taken);
	expect(terminal.stty()).toContain('-icanon');
	return terminal;
}

/** Processes this one has started, themselves and what they started, whatever their group. */
function childrenOf(pid: number): number[] {
	const tasks = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
	return tasks
		.flatMap(task => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
		.filter(text => text.trim() !== '')
		.map(Number);
}

const isGone = (pid: number): boolean => {
	try {
		return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return true;
	}
};

async function expectGone(pids: readonly number[]): Promise<void> {
	expect(pids.length).toBeGreaterThan(0);
	await vi.waitFor(() => expect(pids.filter(pid => !isGone(pid))).toEqual([]), {timeout: 15_000});
}

function expectGivenBack(terminal: RunningTerminal): void {
	expect(terminal.modes()).toMatchObject(given);
	expect(terminal.emulator.pushedTitles()).toBe(0);
	expect(terminal.stty()).toMatch(/\sicanon/);
	expect(terminal.stty()).toMatch(/\secho\s/);
	expect(terminal.stty()).toMatch(/\sisig/);
}

describe('the real program gives the terminal back, and leaves no simulator behind', () => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s', async (signal, code) => {
		const terminal = await open();
		const children = childrenOf(terminal.pid);
		terminal.kill(signal);
		expect((await terminal.exit).exitCode).toBe(code);
		expectGivenBack(terminal);
		await expectGone(children);
	});

	it.each([
		['l', '─ Log '],
		['?', '─ Help '],
		['/', 'Esc as before'],
		['enter', '1 Overview'],
	] as const)('after Ctrl-C, whatever %s has opened', async (key, shown) => {
		const terminal = await open();
		const children = childrenOf(terminal.pid);
		terminal.press(key);
		await terminal.waitForText(shown);
		terminal.press('ctrl-c');
		expect((await terminal.exit).exitCode).toBe(130);
		expectGivenBack(terminal);
		await expectGone(children);
	});

	it('after two signals in a row', async () => {
		const terminal = await open();
		const children = childrenOf(terminal.pid);
		terminal.kill('SIGTERM');
		terminal.kill('SIGTERM');
		expect((await terminal.exit).exitCode).toBe(143);
		expectGivenBack(terminal);
		await expectGone(children);
	});

	it('while it is stopped by SIGTSTP, and takes it again at SIGCONT', async () => {
		const shell = startInTerminal({
			command: ['/bin/bash', '--norc', '--noprofile', '-i'],
			env: {PS1: 'shell> '},
			limitMs: 30_000,
		});
		const {programPath} = await import('../helpers/run-program.ts');
		await shell.waitForText('shell>');
		shell.write(`${process.execPath} ${programPath} --demo --jobs=8\r`);
		await shell.waitForText(' live');
		const pid = childrenOf(shell.pid)[0]!;
		process.kill(pid, 'SIGTSTP');
		await shell.waitForText('Stopped');
		expect(shell.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false, breaksLines: true});
		expect(shell.emulator.pushedTitles()).toBe(0);
		shell.write('fg\r');
		await shell.waitForText(' live');
		expect(shell.modes()).toMatchObject(taken);
		shell.press('?');
		await shell.waitForText('─ Help ');
		shell.press('esc');
		await shell.waitForNoText('─ Help ');
		shell.press('q');
		await shell.waitForText('shell>');
		expect(shell.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false, breaksLines: true});
		await expectGone([pid]);
	});

	it('when its window is closed: nothing of it stays', async () => {
		const terminal = await open();
		const children = childrenOf(terminal.pid);
		terminal.hangUp();
		await expectGone([terminal.pid, ...children]);
	});

	it('after kill -9 of itself: the simulator ends too', async () => {
		const terminal = await open();
		const children = childrenOf(terminal.pid);
		terminal.kill('SIGKILL');
		await terminal.exit;
		await expectGone(children);
	});

	it('kill -9 of the simulator is a lost line: the rows stay, with what went wrong, and q ends it', async () => {
		const terminal = await open();
		const [simulator] = childrenOf(terminal.pid);
		process.kill(simulator!, 'SIGKILL');
		await terminal.waitForText(/not reached/);
		expect(terminal.screenText()).toMatch(/RUNNING|QUEUED|FINISHED/);
		expect(terminal.modes()).toMatchObject(taken);
		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
		expectGivenBack(terminal);
	});
});

/** Breaks the program from inside when it gets SIGUSR2; its code is the program's as built. */
function breaking(code: string): string {
	const module = `process.on('SIGUSR2', () => { ${code} });`;
	return `--import=data:text/javascript,${encodeURIComponent(module)}`;
}

// Skipped for the single-file program, which takes no code from NODE_OPTIONS to break it with.
describe.skipIf(isSingleFile)('a fault of the program itself', () => {
	it.each([
		['thrown in a timer', "setTimeout(() => { throw new Error('broke inside'); })"],
		['thrown in a microtask', "queueMicrotask(() => { throw new Error('broke inside'); })"],
		['in a promise', "void Promise.reject(new Error('broke inside'))"],
		['that is no Error', "setTimeout(() => { throw 'broke inside'; })"],
		[
			'while it draws',
			"const has = Map.prototype.get; Map.prototype.get = function (key) { if (typeof key === 'string' && /-007$/.test(key)) throw new Error('broke inside'); return has.call(this, key); }",
		],
		['in writing to the terminal', "process.stdout.write = () => { throw new Error('broke inside'); }"],
	])(
		'%s gives the terminal back, says so after the alternate screen, and does not exit 0',
		async (_, code) => {
			const terminal = await open({env: {NODE_OPTIONS: breaking(code)}});
			const children = childrenOf(terminal.pid);
			terminal.kill('SIGUSR2' as NodeJS.Signals);
			const pressing = setInterval(() => terminal.press('down'), 100);
			const {exitCode} = await terminal.exit.finally(() => clearInterval(pressing));
			expect(exitCode).toBe(70);
			expectGivenBack(terminal);
			const after = terminal.output().split('\u001B[?1049l').at(-1)!;
			expect(after).toContain('broke inside');
			await expectGone(children);
		},
	);

	it('warnings of Node, and its debugger, stay off the screen; the log has the warnings', async () => {
		const terminal = await open({
			env: {NODE_OPTIONS: breaking("process.emitWarning('a word of a library')")},
		});
		terminal.kill('SIGUSR1' as NodeJS.Signals);
		terminal.kill('SIGUSR2' as NodeJS.Signals);
		terminal.press('l');
		await terminal.waitForText('Warning: a word of a library');
		expect(terminal.output()).not.toMatch(/Debugger|trace-warnings/);
		terminal.press('esc');
		await terminal.waitForNoText('a word of a library');
		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
	});

	it.each([
		['EPIPE', 0],
		['EIO', 129],
	])('a terminal that answers %s ends it without a crash', async (code, exitCode) => {
		const fail = `process.stdout.write = () => { const e = new Error('${code}'); e.code = '${code}'; process.stdout.emit('error', e); return false; }`;
		const terminal = await open({env: {NODE_OPTIONS: breaking(fail)}});
		const children = childrenOf(terminal.pid);
		terminal.kill('SIGUSR2' as NodeJS.Signals);
		terminal.press('?');
		expect((await terminal.exit).exitCode).toBe(exitCode);
		expectGivenBack(terminal);
		await expectGone(children);
	});
});
