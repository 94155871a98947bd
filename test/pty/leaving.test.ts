import {afterEach, describe, expect, it} from 'vitest';
import {RUNNING} from '../../source/domain/status.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

/** A monitor on one running job whose cancel has been confirmed and is held back. */
async function confirmed(): Promise<{readonly terminal: RunningTerminal; readonly isAsked: () => boolean}> {
	simulator = await startSimulator({jobCount: 1, hasArrivals: false, speed: 1});
	const service = simulator;
	const [job] = service.store.all();
	service.setStatus(job!.uuid, RUNNING, {condition: null, ended: null});
	const terminal = startInTerminal({
		env: {TAPIS_BASE_URL: service.url, TAPIS_TOKEN: service.token, TAPIS_JOBS_CANCEL_GRACE: '60s'},
		columns: 120,
	});
	await terminal.waitForText('RUNNING');
	terminal.press('c');
	await terminal.waitForText('For 1m u takes it back.');
	await terminal.waitForText('y cancels it');
	terminal.press('y');
	await terminal.waitForText('⟳ cancel');
	return {terminal, isAsked: () => service.requests.some(request => request.endsWith(`${job!.uuid}/cancel`))};
}

describe('leaving while a cancel is held back', () => {
	it('by Ctrl-C takes it back, and says so', async () => {
		const {terminal, isAsked} = await confirmed();
		terminal.press('ctrl-c');
		expect((await terminal.exit).exitCode).toBe(130);
		expect(terminal.screenText()).toContain('One cancel was taken back: it had not been sent.');
		expect(isAsked()).toBe(false);
	});

	it('by q asks once more, then sends it, and says what becomes of it', async () => {
		const {terminal, isAsked} = await confirmed();
		terminal.press('q');
		await terminal.waitForText('q again sends and quits');
		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
		expect(terminal.screenText()).toContain('is with the service');
		expect(isAsked()).toBe(true);
	});

	it('by a terminal that is closed sends it: a lost line is no change of mind', async () => {
		const {terminal, isAsked} = await confirmed();
		terminal.hangUp();
		expect((await terminal.exit).exitCode).toBe(129);
		expect(isAsked()).toBe(true);
	});

	it('by a signal sends it: nobody is there to be asked', async () => {
		const {terminal, isAsked} = await confirmed();
		terminal.kill('SIGTERM');
		expect((await terminal.exit).exitCode).toBe(143);
		expect(isAsked()).toBe(true);
	});
});
