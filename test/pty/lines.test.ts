import {expect, it} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';

it('writes a line for each change, and draws no screen, for a screen reader', async () => {
	const terminal = startInTerminal({
		args: ['--demo', '--jobs=12', '--speed=60', '--screen-reader'],
		columns: 120,
		limitMs: 20_000,
	});
	await terminal.waitForText(/Watching \d+ jobs/);
	await terminal.waitForText(/[A-Z]+ → [A-Z]+/);
	expect(terminal.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false});
	// Nothing is drawn over: the cursor goes to no place but the next line.
	expect(terminal.output()).not.toMatch(/\u001B\[\d*;?\d*[HABJ]/);
	terminal.press('ctrl-c');
	expect((await terminal.exit).exitCode).toBe(130);
});
