import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished, vi} from 'vitest';
import {randomFrom} from '../../source/simulator/random.ts';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';
import {until} from '../helpers/until.ts';
import {noteCases} from './figures.ts';

/** How long it runs: a little in the usual tests, ten minutes for the table (`npm run test:trust`). */
const soakMs = Number(process.env['TRUST_SOAK_MS'] ?? 4000);
vi.setConfig({testTimeout: soakMs * 2 + 120_000});

const faults = [
	'html-502:chance=0.03',
	'html-503:chance=0.02',
	'429:chance=0.02,amount=1',
	'500:chance=0.02',
	'reset:chance=0.03',
	'cut-json:chance=0.02',
	'wrong-length:chance=0.02',
	'empty:chance=0.02',
	'wrong-types:chance=0.02',
	'bad-rows:chance=0.05',
	'duplicate-rows:chance=0.05',
	'reordered:chance=0.05',
	'shifting-rows:chance=0.05',
	'hostile-text:chance=0.01',
	'slow:chance=0.03,amount=400',
	'drip:chance=0.02,amount=20',
	'odd-digits:chance=0.05',
	'cancel-ignored:chance=0.2',
];

/** Keys a person may press at any place without leaving the program. */
const keys = [
	...['down', 'up', 'j', 'k', 'pagedown', 'pageup', 'G', 'g', 'ctrl-d', 'ctrl-u', 'space', 'enter', 'f', 'S'],
	...['r', 'w', 't', '1', '2', '3', '4', 'tab', 'c', 'n', 'D', 's', 'Y', 'ctrl-l', 'left', 'right', 'a', 'H'],
];

type Sample = {
	readonly rss: number;
	readonly heapTotal: number;
	readonly heapUsed: number;
	readonly external: number;
	readonly resources: Readonly<Record<string, number>>;
	readonly files: number;
};

function middle(numbers: readonly number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const timersOf = ({resources}: Sample): number => (resources['Timeout'] ?? 0) + (resources['Immediate'] ?? 0);

async function probe(terminal: RunningTerminal, path: string): Promise<Sample> {
	const linesOf = (): string[] =>
		existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
	const before = linesOf().length;
	process.kill(terminal.pid, 'SIGUSR2');
	await until(() => linesOf().length > before);
	const told = JSON.parse(linesOf().at(-1)!) as Omit<Sample, 'files'>;
	return {...told, files: readdirSync(`/proc/${terminal.pid}/fd`).length};
}

/** Where in the program the screen is, without anything that changes by itself. */
function placeOf(lines: readonly string[]): string {
	const sheet = lines.find(line => /^─ .* ─/.test(line));
	if (sheet !== undefined) return `sheet ${sheet.match(/[A-Za-z]+/)?.[0]}`;
	if (lines.some(line => /^─+$/.test(line)) && lines.some(line => /Cancel (this|these)/.test(line)))
		return 'cancel';
	if (!lines.some(line => / 1 Overview /.test(line))) return 'list';
	return lines[2]?.includes('3 Output') === true ? `job ${lines[4]?.slice(0, 40).trim()}` : 'job';
}

const isHome = (terminal: RunningTerminal): boolean => placeOf(terminal.screen()) === 'list';

/** How long a key may stay without an answer before it is pressed again. */
const againMs = 3000;

/** Back to the list from wherever the keys have led. */
async function home(terminal: RunningTerminal): Promise<void> {
	while (!isHome(terminal)) {
		const before = placeOf(terminal.screen());
		const leave = (): void => terminal.press('esc');
		leave();
		const leaving = setInterval(leave, againMs);
		await terminal
			.waitFor(({screen}) => placeOf(screen()) !== before, `to leave ${before}`)
			.finally(() => clearInterval(leaving));
	}
}

/** A key, and then whatever is drawn next: the rows run on, so something always is. */
async function press(terminal: RunningTerminal, key: string): Promise<void> {
	const before = terminal.output().length;
	terminal.press(key);
	await terminal.waitFor(({output}) => output().length > before, `anything after ${key}`);
}

const hasHelp = (terminal: RunningTerminal): boolean => placeOf(terminal.screen()) === 'sheet Help';

/**
 * Milliseconds from the key for help to help. A key of the burst before may still be on its way: it opens a question that takes this
 * key for a run of keys, or it was Esc, which makes one key of itself and what follows it at once. Then it is pressed again.
 */
async function askForHelp(terminal: RunningTerminal): Promise<number> {
	for (;;) {
		await home(terminal);
		let pressedAt = 0;
		const ask = (): void => {
			pressedAt = performance.now();
			terminal.press('?');
		};
		ask();
		const asking = setInterval(ask, againMs);
		await terminal.waitFor(one => !isHome(one), 'help').finally(() => clearInterval(asking));
		if (hasHelp(terminal)) return performance.now() - pressedAt;
	}
}

it('runs on through faults and keys, and holds no more at the end than at the start', async () => {
	const random = randomFrom(5);
	const folder = mkdtempSync(join(tmpdir(), 'tapis-jobs-soak-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const path = join(folder, 'samples');
	const terminal = startInTerminal({
		args: [
			'--demo',
			'--jobs=2000',
			'--speed=60',
			'--seed=3',
			'--interval=2s',
			...faults.map(one => `--fault=${one}`),
		],
		columns: 140,
		rows: 40,
		limitMs: 60_000,
		env: {NODE_OPTIONS: `--import=${join(import.meta.dirname, 'probe.mjs')}`, TRUST_PROBE: path},
	});
	await terminal.waitForText(/ of |RUNNING/);
	const samples: Sample[] = [];
	const answers: number[] = [];
	const startedAt = performance.now();
	const sampleEveryMs = Math.max(500, Math.min(10_000, soakMs / 40));
	let sampledAt = startedAt;
	let pressed = 0;
	while (performance.now() - startedAt < soakMs) {
		for (let burst = 0; burst < 12; burst++) {
			await press(terminal, keys[Math.floor(random() * keys.length)]!);
			pressed++;
		}
		answers.push(await askForHelp(terminal));
		await home(terminal);
		if (performance.now() - sampledAt > sampleEveryMs) {
			samples.push(await probe(terminal, path));
			sampledAt = performance.now();
		}
	}
	samples.push(await probe(terminal, path));
	expect(terminal.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
	expect(terminal.emulator.scrolledLines()).toBe(0);
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);

	const parts = [
		[0, 0.1],
		[0.2, 0.4],
		[0.4, 0.6],
		[0.8, 1],
	].map(([from, to]) =>
		samples.slice(Math.floor(samples.length * from!), Math.max(1, Math.ceil(samples.length * to!))),
	);
	const [, early, , late] = parts as [Sample[], Sample[], Sample[], Sample[]];
	const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
	const course = (of: (sample: Sample) => number, show: (value: number) => string = String): string =>
		parts.map(part => show(middle(part.map(of)))).join(' → ');
	noteCases(
		pressed,
		[
			`${Math.round(soakMs / 60_000)} minutes, ${samples.length} samples after a collection; medians of the first tenth, the second fifth, the middle and the last fifth`,
			`heap in use ${course(one => one.heapUsed, mb)} MB`,
			`heap reserved ${course(one => one.heapTotal, mb)} MB`,
			`buffers ${course(one => one.external, mb)} MB`,
			`resident ${course(one => one.rss, mb)} MB`,
			`open files ${course(one => one.files)}`,
			`timers ${course(timersOf)}`,
			`key to screen ${Math.round(middle(answers))} ms in the middle, ${Math.round(Math.max(...answers))} ms at worst, of ${answers.length}`,
		].join('; '),
	);
	if (samples.length < 20) return;
	const grown = (of: (sample: Sample) => number): number => middle(late.map(of)) - middle(early.map(of));
	expect(grown(one => one.heapUsed)).toBeLessThan(4_000_000);
	expect(grown(one => one.external)).toBeLessThan(4_000_000);
	expect(grown(one => one.files)).toBeLessThan(10);
	expect(grown(timersOf)).toBeLessThan(8);
});
