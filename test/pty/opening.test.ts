import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {expect, it, onTestFinished} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';

/** A service that takes every connection and never says a word. */
async function silentService(): Promise<string> {
	const server = createServer(socket => socket.resume().on('error', () => undefined));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('draws in CI as anywhere else', async () => {
	const terminal = startInTerminal({args: ['--demo', '--jobs=5'], env: {CI: 'true'}});
	await terminal.waitForText('live');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
});

it('shows its screen before it has loaded all of itself, draws it once, and takes the keys typed meanwhile', async () => {
	const terminal = startInTerminal({
		env: {TAPIS_BASE_URL: await silentService(), TAPIS_TOKEN: 'token'},
	});
	await terminal.waitForText('q quit');
	const since = terminal.mark();
	terminal.write('l');
	await terminal.waitForText('Nothing has changed');
	// What the log covers is drawn; nothing of the rest is drawn a second time.
	expect(since()).not.toContain('tapis-jobs');
	terminal.press('esc');
	await terminal.waitForNoText('Nothing has changed');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
});
