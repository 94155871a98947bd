import {describe, expect, it, vi} from 'vitest';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';
import {isLong, noteCases} from './figures.ts';
import {startHostileService} from './hostile-service.ts';
import {randomHostileTexts} from './hostile-text.ts';
import {carriedTexts, strangeOutput} from './strange-output.ts';

vi.setConfig({testTimeout: 120_000});

const taken = {
	isAlternateScreen: true,
	isCursorHidden: true,
	hasBracketedPaste: true,
	breaksLines: false,
	mouse: 'none',
	reportsFocus: false,
};

/** What the program itself may have put into the title, the clipboard and notifications. */
const meant =
	/^2;([▶◷◌▲✗][0-9]+ )*tapis-jobs( \([a-z ]+\))?$|^2;$|^52;c;[\w+/=]*$|^9;tapis-jobs[^\p{Cc}]*$|^777;notify;tapis-jobs[^\p{Cc}]*$/u;

/** A sequence whose end is still on its way. */
const unfinished = /\u001B(?:\[[?\d;]*|\][^\u0007\u001B]*)?$/;

/** Holds what must be so on every screen, whatever the service sent. */
function expectSound(terminal: RunningTerminal, where: string): void {
	expect(strangeOutput(terminal.output().replace(unfinished, '')), where).toEqual([]);
	expect(terminal.modes(), where).toMatchObject(taken);
	expect(terminal.emulator.scrolledLines(), where).toBe(0);
	expect(terminal.emulator.replies(), where).toEqual([]);
	expect(
		carriedTexts(terminal.output()).filter(text => !meant.test(text)),
		where,
	).toEqual([]);
	for (const text of terminal.emulator.clipboard())
		expect(text, where).not.toMatch(/OWNED$|PWNED|[\p{Cc}\p{Bidi_Control}]/u);
}

/** The list with nothing over it, and the cursor in its first row or not. */
const list = /^(?![\s\S]*──)[\s\S]*STATUS +NAME/;
const listAtTop = /^(?![\s\S]*──)[\s\S]*STATUS +NAME[^\n]*\n❯/;
const listBelow = /^(?![\s\S]*──)[\s\S]*STATUS +NAME[^\n]*\n[^❯\n]*\n[\s\S]*❯/;
const files = /\d entries/;

type Step = {
	readonly keys: readonly string[];
	/** What the screen must come to show; the walk waits for it. */
	readonly shows: RegExp;
	/** Waits instead until so many texts more have been put into the clipboard. */
	readonly copies?: number;
};

const step = (keys: string, shows: RegExp): Step => ({keys: keys.split(' ').filter(Boolean), shows});
const copy = (keys: string): Step => ({...step(keys, list), copies: 1});

/** A walk through every screen and overlay. A lone escape byte ends a step, so that it is never one key with what follows it. */
const walk: readonly Step[] = [
	step('', list),
	step('down down down pagedown G', listBelow),
	step('g w down w down w a', /❯✚/),
	step('c', /Cancel these \d+ jobs\?/),
	step('esc', list),
	step('a g', /^(?![\s\S]*✚)[\s\S]*STATUS +NAME[^\n]*\n❯/),
	step('c', /Cancel this job\?[\s\S]* cancels it/),
	step('y', /⟳/),
	step('R', /Submit this job again\?/),
	step('esc', list),
	step('G', listBelow),
	step('H', /Hide this job\?/),
	step('esc', list),
	step('l', /─ Log /),
	step('esc', list),
	step('g', listAtTop),
	step('Y', /─ Copy of /),
	copy('y'),
	step('Y', /❯ uuid/),
	step('down', /❯ cancel command/),
	copy('enter'),
	step('Y', /❯ uuid/),
	step('down down', /❯ curl command/),
	copy('enter'),
	step('Y', /❯ uuid/),
	// Until the service has told the place it cannot be copied.
	step('down down down', /❯ output path(?! *:| +The service)/),
	copy('enter'),
	step('D', /─ Diagnostics /),
	step('esc', list),
	step('?', /─ Help /),
	step('esc', list),
	step('s', /─ Sort by /),
	step('esc', list),
	step('enter', / 1 Overview/),
	step('2', /From \d{4}-/),
	step('G 1', / 1 Overview/),
	step('G', /output file/),
	step('3', files),
	// The last name is longer than any file system has.
	step('G enter', /could not be read\.[\s\S]*too long/),
	step('esc', files),
	step('up enter', /^(?![\s\S]*(?: entries|could not|Loading))[\s\S]*3 Output/),
	step('g', /^␛\]0;OWNED/m),
	step('esc', files),
	step('4', /"name": "/),
	step('G Y', /─ Copy of /),
	step('esc', /^(?![\s\S]*─ Copy of)/),
	step('esc', list),
	step('t', /Theme: /),
	step('ctrl-l', list),
];

const sizes = isLong
	? ([
			[140, 36],
			[80, 24],
			[60, 15],
			[30, 8],
			[200, 60],
		] as const)
	: ([[140, 36]] as const);
const seeds = isLong ? [3, 4, 5, 6] : [3];

describe.each(seeds)('hostile texts, with random ones of seed %i among them,', seed => {
	it.each(sizes)('reach no screen, title, clipboard or notification raw, at %ix%i', async (columns, rows) => {
		const service = await startHostileService(
			{jobCount: 40, seed: 3, speed: 40},
			randomHostileTexts(seed, 200),
		);
		const terminal = startInTerminal({
			args: ['--interval=2s'],
			columns,
			rows,
			limitMs: 30_000,
			env: {
				TAPIS_BASE_URL: service.url,
				TAPIS_TOKEN: service.token,
				EDITOR: 'true',
				TAPIS_JOBS_NOTIFY: 'true',
			},
		});
		await terminal.waitForText(/␛|<U\+/);
		for (const {keys, shows, copies} of walk) {
			const copied = terminal.emulator.clipboard().length;
			terminal.press(...keys);
			if (copies !== undefined)
				await terminal.waitFor(
					({emulator}) => emulator.clipboard().length === copied + copies,
					`a copy after ${keys}`,
				);
			await terminal.waitForText(shows);
			if (process.env['TRUST_SHOW']) process.stdout.write(`== ${keys}\n${terminal.screenText()}\n`);
			expectSound(terminal, `after ${keys}`);
		}
		terminal.resize(30, 8);
		terminal.resize(columns, rows);
		await terminal.waitFor(({screen}) => screen().length === rows && screen().at(-1) !== '', 'the last size');
		expectSound(terminal, 'after new sizes');
		expect(service.spoilt()).toBeGreaterThan(500);

		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
		expect(strangeOutput(terminal.output())).toEqual([]);
		expect(terminal.emulator.pushedTitles()).toBe(0);
		expect(terminal.stty()).toMatch(/\sicanon/);
		noteCases(walk.length + 1, `${service.spoilt()} texts spoilt on the way`);
	});
});
