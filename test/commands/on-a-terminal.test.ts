import {describe, expect, it} from 'vitest';
import {configKeys} from '../../source/commands/command-line/config-words.ts';
import {runOnTerminal, type TerminalRun} from '../helpers/run-on-terminal.ts';
import {onSimulator} from './on-simulator.ts';

const {simulator, jobIn} = onSimulator({jobCount: 40, speed: 1});

function start(args: readonly string[], columns = 120): TerminalRun {
	return runOnTerminal(args, {
		columns,
		env: {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token},
	});
}

describe('on a terminal', () => {
	it('list draws a bordered table', async () => {
		const uuid = jobIn('RUNNING');
		const run = start(['list', '--filter', `uuid:${uuid}`], 200);

		expect(await run.ended).toBe(0);
		expect(run.output()).toContain('┌');
		expect(run.output()).toContain(uuid);
		expect(run.output()).toContain('STATUS');
	});

	it('list says when older jobs are left out, and that there may be more that match', async () => {
		const some = start(['list', '--limit', '3']);
		expect(await some.ended).toBe(0);
		expect(some.output()).toContain('Only the newest 3 jobs; there are more.');

		const matching = start(['list', '--limit', '2', '-f', 'status:active']);
		expect(await matching.ended).toBe(0);
		expect(matching.output()).toContain('Only the newest 2 jobs that match; there may be more.');

		const all = start(['list', '--limit', '40', '-q']);
		expect(await all.ended).toBe(0);
		expect(all.output()).not.toContain('Only');
	});

	it('config has a line of the terminal for each key', async () => {
		const run = start(['config'], 90);

		expect(await run.ended).toBe(0);
		const lines = run.output().trimEnd().split('\r\n');
		expect(lines).toHaveLength(configKeys.length);
		expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(90);
	});

	it('list cuts uuids where the terminal is narrow, to letters every command takes', async () => {
		const uuid = jobIn('RUNNING');
		const run = start(['list', '--filter', `uuid:${uuid}`], 80);

		expect(await run.ended).toBe(0);
		expect(run.output()).toContain(uuid.slice(0, 8));
		expect(run.output()).not.toContain(uuid);
	});

	it('list keeps colours and signs away where they are not wanted', async () => {
		const uuid = jobIn('RUNNING');
		const env = {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token, NO_COLOR: '1'};
		const run = runOnTerminal(['list', '--ascii', '--filter', `uuid:${uuid}`], {env});

		expect(await run.ended).toBe(0);
		expect(run.output()).not.toContain('\u001B');
		expect(run.output()).toMatch(/^\+-+\+/);
		expect(run.output().trimEnd().split('\n')).toHaveLength(5);
	});

	it.each([
		['the setting', {TAPIS_JOBS_ASCII: 'on'}],
		['the language', {LANG: 'C'}],
	])('list draws with ASCII where %s wants it', async (_, env) => {
		const uuid = jobIn('RUNNING');
		const service = {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token};
		const run = runOnTerminal(['list', '--filter', `uuid:${uuid}`], {env: {...service, ...env}});

		expect(await run.ended).toBe(0);
		expect(run.output()).toContain('----');
		expect(run.output()).not.toContain('┌');
	});

	it('the monitor says that a dumb terminal cannot be drawn on, and what can be used there', async () => {
		const run = runOnTerminal(['--demo'], {env: {TERM: 'dumb'}});

		expect(await run.ended).toBe(2);
		expect(run.output()).toContain('dumb');
		expect(run.output()).toContain('tapis-jobs watch');
		expect(run.output()).not.toContain('\u001B');
	});

	it('the monitor as lines keeps to the filter of the settings', async () => {
		const env = {
			TAPIS_BASE_URL: simulator().url,
			TAPIS_TOKEN: simulator().token,
			TAPIS_JOBS_FILTER: 'name:nothing-is-called-so',
		};
		const run = runOnTerminal(['--screen-reader'], {env});
		await run.waitFor('Watching 0 jobs');
		await run.waitFor('`tapis-jobs cancel UUID`');
		run.type('\u0003');

		expect(await run.ended).toBe(130);
	});

	it('the monitor opens although a filter and an order in the settings cannot be read', async () => {
		const env = {TAPIS_JOBS_FILTER: 'stats:active', TAPIS_JOBS_SORT: 'nothing'};
		const run = runOnTerminal(['--demo', '--jobs', '3'], {columns: 100, env});
		await run.waitFor('live');
		run.type('q');

		expect(await run.ended).toBe(0);
	});

	it('the demo shows jobs, gives the terminal back for Ctrl-Z, goes on, and ends with q', async () => {
		const run = runOnTerminal(['--demo', '--jobs', '8'], {columns: 100});
		await run.waitFor('RUNNING');
		run.type('\u001A');
		await run.waitFor('\u001B[?1049l');
		// One that comes before the program has stopped is lost.
		const goOn = setInterval(() => run.kill('SIGCONT'), 100);
		await run.waitFor(/\u001B\[\?1049l[\s\S]*\u001B\[\?1049h[\s\S]*RUNNING/);
		clearInterval(goOn);
		run.type('q');

		expect(await run.ended).toBe(0);
		expect(run.output().lastIndexOf('\u001B[?1049l')).toBeGreaterThan(
			run.output().lastIndexOf('\u001B[?1049h'),
		);
	});

	it('the demo gives the terminal back when it is told to end', async () => {
		const run = runOnTerminal(['--demo', '--jobs', '3'], {columns: 100});
		await run.waitFor('\u001B[?1049h');
		await run.waitFor('live');
		run.kill('SIGTERM');

		expect(await run.ended).toBe(143);
		expect(run.output()).toContain('\u001B[?1049l');
		expect(run.output()).toContain('\u001B[?25h');
	});

	it('cancel shows its targets and takes only a y', async () => {
		const uuid = jobIn('RUNNING');
		const kept = start(['cancel', uuid]);
		await kept.waitFor('Type y to cancel');
		expect(kept.output()).toContain(uuid);
		kept.type('\r');
		expect(await kept.ended).toBe(1);
		expect(kept.output()).toContain('Nothing was cancelled');
		expect(simulator().isCancelAsked(uuid)).toBe(false);

		const cancelled = start(['cancel', uuid]);
		await cancelled.waitFor('Type y to cancel');
		cancelled.type('y\r');
		expect(await cancelled.ended).toBe(0);
		expect(simulator().isCancelAsked(uuid)).toBe(true);
	});

	it('cancel of more than five jobs wants their number', async () => {
		const uuids = Array.from({length: 6}, () => jobIn('QUEUED'));
		const kept = start(['cancel', ...uuids]);
		await kept.waitFor('Type 6 to cancel');
		kept.type('y\r');
		expect(await kept.ended).toBe(1);

		const cancelled = start(['cancel', ...uuids]);
		await cancelled.waitFor('Type 6 to cancel');
		cancelled.type('6\r');
		expect(await cancelled.ended).toBe(0);
		expect(uuids.every(uuid => simulator().isCancelAsked(uuid))).toBe(true);
	});

	it.each(['y\r', 'y'])('cancel takes no answer that was typed before its question: %j', async early => {
		const uuid = jobIn('RUNNING');
		const run = start(['cancel', uuid]);
		run.type(early);
		await run.waitFor('Type y to cancel');
		run.type('\r');

		expect(await run.ended).toBe(1);
		expect(run.output()).toContain('Nothing was cancelled');
		expect(simulator().isCancelAsked(uuid)).toBe(false);
	});

	it('Ctrl-C at the question cancels nothing', async () => {
		const uuid = jobIn('RUNNING');
		const run = start(['cancel', uuid]);
		await run.waitFor('Type y to cancel');
		run.type('\u0003');

		expect(await run.ended).toBe(130);
		expect(simulator().isCancelAsked(uuid)).toBe(false);
	});

	it('resubmit --edit submits what the editor leaves', async () => {
		const uuid = jobIn('FAILED');
		const env = {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token};
		const editor = `sed -i 's/"name": "[^"]*"/"name": "edited-by-hand"/'`;
		const run = runOnTerminal(['resubmit', '--edit', uuid], {env: {...env, EDITOR: editor}});
		expect(await run.ended).toBe(0);
		const names = (): string[] =>
			simulator()
				.store.all()
				.map(job => job.name);
		expect(names()).toContain('edited-by-hand');

		const count = names().length;
		for (const other of ['truncate -s 0', 'false', 'sed -i s/{/[/']) {
			const refused = runOnTerminal(['resubmit', '--edit', uuid], {env: {...env, EDITOR: other}});
			expect(await refused.ended).toBeGreaterThan(0);
			expect(refused.output().toLowerCase()).toContain('nothing was submitted');
		}
		expect(names()).toHaveLength(count);
	});

	it('Ctrl-C in the editor is the editor’s, and the program waits for it', async () => {
		const uuid = jobIn('FAILED');
		const env = {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token};
		const editor = `trap 'is_hit=1' INT; echo editing; while [ -z "$is_hit" ]; do sleep 0.1; done; sed -i 's/"name": "[^"]*"/"name": "after-ctrl-c"/'`;
		const run = runOnTerminal(['resubmit', '--edit', uuid], {env: {...env, EDITOR: editor}});
		await run.waitFor('editing');
		run.type('\u0003');

		expect(await run.ended).toBe(0);
		expect(simulator().store.all()).toContainEqual(expect.objectContaining({name: 'after-ctrl-c'}));
	});

	it('login asks for the password and never shows it', async () => {
		const run = start(['login', simulator().url]);
		await run.waitFor('User');
		run.type('demo\r');
		await run.waitFor('not shown');
		run.type('dexx\u007F\u007Fmo\r');

		expect(await run.ended).toBe(0);
		expect(run.output()).toContain('Signed in to');
		expect(run.output().split('not shown')[1]).not.toContain('demo\r');
		expect(run.output().split('not shown')[1]).not.toContain('dexx');
	});

	it('text from the service cannot steer the terminal', async () => {
		simulator().addFault({name: 'hostile-text'});
		const list = start(['list', '--columns', 'name', '--limit', '5']);
		const code = await list.ended;
		simulator().clearFaults();

		expect(code).toBe(0);
		expect(list.output()).not.toMatch(/\u001B\]|\u001B\[\d*[A-HJ]|\u0007|\u202E/);
	});
});
