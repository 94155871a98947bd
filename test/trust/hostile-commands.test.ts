import {setTimeout as pause} from 'node:timers/promises';
import {expect, it, vi} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';
import {noteCases} from './figures.ts';
import {type HostileService, startHostileService} from './hostile-service.ts';
import {carriedTexts, strangeOutput} from './strange-output.ts';

vi.setConfig({testTimeout: 180_000});

type Run = {readonly args: readonly string[]; readonly answer?: string; readonly stop?: true};

function runsOn({uuids}: HostileService): readonly Run[] {
	// The last one has ended, and has files.
	const all = uuids();
	const [first, second, third] = all;
	const fourth = all.at(-1);
	return [
		{args: ['list']},
		{args: ['list', '--json']},
		{args: ['list', '--columns=name,app,system,message,tags,owner,uuid']},
		{args: ['status', first!, second!]},
		{args: ['status', '--json', first!]},
		{args: ['history', first!]},
		{args: ['history', '--json', first!]},
		{args: ['output', '--list', first!]},
		{args: ['output', first!, '1']},
		{args: ['output', first!]},
		{args: ['cancel', '--dry-run', first!, second!]},
		{args: ['cancel', first!, second!], answer: 'n'},
		{args: ['cancel', '--yes', third!]},
		{args: ['resubmit', '--dry-run', first!]},
		{args: ['resubmit', fourth!]},
		{args: ['cancel', 'nothing-like-it']},
		{args: ['watch', '--interval=2s'], stop: true},
		{args: ['wait', '--timeout=3s', '--interval=2s', first!, second!]},
		{args: ['doctor']},
		{args: ['whoami']},
	];
}

it('hostile texts reach no terminal raw by a one-shot command', async () => {
	const service = await startHostileService({jobCount: 30, seed: 4, speed: 1});
	const runs = runsOn(service);
	const withHostile: string[] = [];
	for (const {args, answer, stop} of runs) {
		const terminal = startInTerminal({
			args,
			columns: 120,
			rows: 40,
			limitMs: 30_000,
			env: {TAPIS_BASE_URL: service.url, TAPIS_TOKEN: service.token},
		});
		const where = args.join(' ');
		if (answer !== undefined) {
			await terminal.waitForText(/\?|type/i);
			terminal.press(answer, 'enter');
		}
		if (stop) {
			await terminal.waitForText(/␛|U\+/);
			await pause(2500);
			terminal.press('ctrl-c');
		}
		await terminal.exit;
		// A file keeps its tabs, and they do no harm.
		expect(strangeOutput(terminal.output().replaceAll('\t', ' ')), where).toEqual([]);
		expect(carriedTexts(terminal.output()), where).toEqual([]);
		expect(terminal.emulator.bells(), where).toBe(0);
		expect(terminal.emulator.title(), where).toBe('');
		expect(terminal.modes(), where).toMatchObject({
			isAlternateScreen: false,
			breaksLines: true,
			mouse: 'none',
		});
		if (/[\u2400-\u2421]|<U\+|\\u00/.test(terminal.output())) withHostile.push(where);
		await terminal.close();
	}
	// Without a hostile text in sight the rest would prove nothing.
	expect(withHostile.length).toBeGreaterThan(runs.length / 2);
	noteCases('hostile-commands', runs.length, `${withHostile.length} showed a hostile text, made visible`);
});
