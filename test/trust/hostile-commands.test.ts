import {expect, it, vi} from 'vitest';
import {startInTerminal} from '../helpers/pty.ts';
import {noteCases} from './figures.ts';
import {type HostileService, startHostileService} from './hostile-service.ts';
import {randomHostileTexts} from './hostile-text.ts';
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
		{args: ['hide', first!, fourth!]},
		{args: ['unhide', first!, fourth!]},
		{args: ['cancel', 'nothing-like-it']},
		{args: ['watch', '--interval=2s'], stop: true},
		{args: ['wait', '--timeout=3s', '--interval=2s', first!, second!]},
		{args: ['doctor']},
		{args: ['whoami']},
	];
}

async function expectSound({args, answer, stop}: Run, service: HostileService): Promise<boolean> {
	const terminal = startInTerminal({
		args,
		columns: 120,
		rows: 40,
		limitMs: 30_000,
		env: {TAPIS_BASE_URL: service.url, TAPIS_TOKEN: service.token},
	});
	const where = args.join(' ');
	if (answer !== undefined) {
		await terminal.waitForText(/Type y to cancel/);
		terminal.press(answer, 'enter');
	}
	if (stop) {
		await terminal.waitForText(/␛|U\+/);
		const before = terminal.output().length;
		// Whatever has changed by then comes with the next poll.
		service.end(service.uuids()[1]!);
		await terminal.waitFor(({output}) => output().length > before, 'a change');
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
	const showed = /[\u2400-\u2421]|<U\+|\\u00/.test(terminal.output());
	await terminal.close();
	return showed;
}

it('hostile texts reach no terminal raw by a one-shot command', async () => {
	const service = await startHostileService({jobCount: 30, seed: 4, speed: 1}, randomHostileTexts(4, 200));
	const all = runsOn(service);
	const waiting = [...all];
	let showed = 0;
	const lane = async (): Promise<void> => {
		for (let run = waiting.shift(); run !== undefined; run = waiting.shift())
			if (await expectSound(run, service)) showed++;
	};
	await Promise.all([lane(), lane(), lane()]);
	// Without a hostile text in sight the rest would prove nothing.
	expect(showed).toBeGreaterThan(all.length / 2);
	noteCases(all.length, `${showed} showed a hostile text, made visible`);
});
