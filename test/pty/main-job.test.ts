import {describe, expect, it} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';

/** The statuses in the rows on the screen. */
function statusesIn(lines: readonly string[]): Set<string> {
	return new Set(lines.flatMap(line => line.match(/^.{3}. ([A-Z_]+)/)?.[1] ?? []));
}

/** The line under the cursor. */
function cursorLine(lines: readonly string[]): string {
	return lines.find(line => line.startsWith('❯')) ?? '';
}

describe('the main job, in a real terminal on the simulator', () => {
	it.each([
		[80, 24],
		[60, 15],
		[200, 60],
	])('cancels a running job and watches it end, at %ix%i', async (columns, rows) => {
		const terminal = startInTerminal({
			args: ['--demo', '--seed=7', '--speed=30'],
			columns,
			rows,
			limitMs: 15_000,
		});
		await terminal.waitForText('live');
		await terminal.waitForText('RUNNING');
		expect(terminal.modes().isAlternateScreen).toBe(true);

		terminal.press('/');
		await terminal.waitForText('Esc as before');
		terminal.write('status:running');
		await terminal.waitForText('/ status:running');
		terminal.press('enter');
		await terminal.waitForText('c cancel');
		while (!cursorLine(terminal.screen()).includes('▶ RUNNING')) {
			const before = cursorLine(terminal.screen());
			terminal.press('down');
			await terminal.waitFor(({screen}) => cursorLine(screen()) !== before, 'the cursor to move');
		}
		const name = cursorLine(terminal.screen()).match(/RUNNING +(\S+)/)![1]!;
		terminal.press('c');
		await terminal.waitForText('Cancel this job?');
		await terminal.waitForText(name);
		await terminal.waitForText('y cancels it');
		terminal.press('y');
		await terminal.waitForText('⟳');
		// The filter lets it go when it has ended; by its name it stays in sight.
		terminal.press('/', 'ctrl-u');
		terminal.write(`name:${name}`);
		await terminal.waitForText('⊘ CANCELLED');
		terminal.press('enter');
		await terminal.waitForText('q quit');
		terminal.press('q');
		const {exitCode} = await terminal.exit;
		expect(exitCode).toBe(0);
		expect(terminal.modes().isAlternateScreen).toBe(false);
		expect(terminal.modes().isCursorHidden).toBe(false);
		expect(terminal.stty()).toContain(' icanon');
	});

	it('opens with rows of at least six different statuses', async () => {
		const terminal = startInTerminal({args: ['--demo'], columns: 100, rows: 50});
		await terminal.waitFor(({screen}) => statusesIn(screen()).size >= 6, 'six statuses');
		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
	});
});

describe('the terminal is given back', () => {
	it.each([
		['q', 0],
		['ctrl-c', 130],
	] as const)('after %s', async (key, code) => {
		const terminal = startInTerminal({args: ['--demo']});
		await terminal.waitForText('live');
		terminal.press(key);
		const {exitCode} = await terminal.exit;
		expect(exitCode).toBe(code);
		expect(terminal.modes().isAlternateScreen).toBe(false);
		expect(terminal.modes().isCursorHidden).toBe(false);
		expect(terminal.stty()).toContain(' icanon');
	});
});
