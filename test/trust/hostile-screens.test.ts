import {setTimeout as pause} from 'node:timers/promises';
import {expect, it, vi} from 'vitest';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';
import {isLong, noteCases} from './figures.ts';
import {startHostileService} from './hostile-service.ts';
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

/** Holds what must be so on every screen, whatever the service sent. */
function expectSound(terminal: RunningTerminal, where: string): void {
	expect(strangeOutput(terminal.output()), where).toEqual([]);
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

/** Some of the stations show by a word that the walk has really come there. */
const shownAt: Readonly<Record<string, RegExp>> = {
	'the question before one cancel': /Cancel this job\?/,
	'the question before a submission': /Submit this job again\?/,
	'the log': /─ Log /,
	'the copies': /─ Copy of /,
	'the overview': /Overview[\s\S]*owner/,
	'a file': /^(?![\s\S]* entries)[\s\S]*␛/,
	'the request': /\\u001b/,
};

/** Once nothing has been written for a moment; screens that still load write again and again. */
async function settled(terminal: RunningTerminal): Promise<void> {
	let before = -1;
	for (let look = 0; look < 30 && terminal.output().length !== before; look++) {
		before = terminal.output().length;
		await pause(80);
	}
}

const sizes = isLong
	? ([
			[140, 36],
			[80, 24],
			[60, 15],
			[30, 8],
			[200, 60],
		] as const)
	: ([[140, 36]] as const);

it.each(sizes)(
	'hostile texts reach no screen, title, clipboard or notification raw, at %ix%i',
	async (columns, rows) => {
		const service = await startHostileService({jobCount: 40, seed: 3, speed: 40});
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
		const stations: readonly (readonly [string, readonly string[]])[] = [
			['the list', []],
			['the list, further down', ['down', 'down', 'down', 'pagedown', 'G']],
			['every job watched and marked', ['g', 'w', 'down', 'w', 'down', 'w', 'a']],
			['the question before many cancels', ['c']],
			['the list without marks', ['esc', 'a', 'g']],
			['the question before one cancel', ['c']],
			['a cancel under way', ['y']],
			['the question before a submission', ['R']],
			['the question before hiding', ['esc', 'G', 'H']],
			['the log', ['esc', 'l']],
			['the copies', ['esc', 'g', 'Y']],
			['a copied uuid', ['y']],
			['a copied command', ['Y', 'down', 'enter']],
			['a copied address', ['Y', 'down', 'down', 'enter']],
			['a copied path', ['Y', 'down', 'down', 'down', 'enter']],
			['the diagnostics', ['esc', 'D']],
			['the help', ['esc', '?']],
			['the order', ['esc', 's']],
			['the overview', ['esc', 'esc', 'enter']],
			['its end', ['G']],
			['the timeline', ['2']],
			['its end', ['G']],
			['the files', ['3']],
			['a file', ['G', 'enter']],
			['its start', ['g']],
			['another file', ['esc', 'down', 'enter']],
			['the request', ['esc', '4']],
			['its end', ['G']],
			['the copies of the job', ['Y']],
			['the list again', ['esc', 'esc', 'esc', 'esc']],
			['another theme', ['t', 'ctrl-l']],
		];
		let texts = 0;
		for (const [where, keys] of stations) {
			for (const key of keys) {
				terminal.press(key);
				// A lone escape byte must not become one key with what follows it.
				await pause(key === 'esc' ? 120 : 20);
			}
			await settled(terminal);
			if (process.env['TRUST_SHOW']) process.stdout.write(`== ${where}\n${terminal.screenText()}\n`);
			expectSound(terminal, where);
			const shown = shownAt[where];
			if (shown !== undefined && rows >= 24) expect(terminal.screenText(), where).toMatch(shown);
			texts += 1;
		}
		expect(terminal.emulator.clipboard().length).toBeGreaterThan(0);
		terminal.resize(30, 8);
		terminal.resize(columns, rows);
		await settled(terminal);
		expectSound(terminal, 'after new sizes');
		expect(service.spoilt()).toBeGreaterThan(500);

		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
		expect(strangeOutput(terminal.output())).toEqual([]);
		expect(terminal.emulator.pushedTitles()).toBe(0);
		expect(terminal.stty()).toMatch(/\sicanon/);
		noteCases('hostile-screens', texts, `${columns}x${rows}: ${service.spoilt()} spoilt texts`);
	},
);
