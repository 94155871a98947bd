import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {expect, it, vi} from 'vitest';
import {type RunningTerminal, startInTerminal} from '../helpers/pty.ts';
import {noteCases} from './figures.ts';

/** How long it runs: a little in the usual tests, minutes for the table (`npm run test:trust -- --soak 10m`). */
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
	...[
		'down',
		'up',
		'j',
		'k',
		'pagedown',
		'pageup',
		'G',
		'g',
		'ctrl-d',
		'ctrl-u',
		'space',
		'enter',
		'esc',
		'f',
	],
	...[
		'S',
		'r',
		'w',
		't',
		'1',
		'2',
		'3',
		'4',
		'tab',
		'c',
		'n',
		'D',
		's',
		'Y',
		'ctrl-l',
		'left',
		'right',
		'a',
		'H',
	],
];

type Sample = {
	readonly rss: number;
	readonly heapUsed: number;
	readonly external: number;
	readonly resources: Readonly<Record<string, number>>;
	readonly files: number;
};

function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

function middle(numbers: readonly number[]): number {
	return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const timersOf = ({resources}: Sample): number => (resources['Timeout'] ?? 0) + (resources['Immediate'] ?? 0);

async function probe(terminal: RunningTerminal, path: string): Promise<Sample> {
	const linesOf = (): string[] => {
		try {
			return readFileSync(path, 'utf8').trimEnd().split('\n');
		} catch {
			return [];
		}
	};
	const before = linesOf().length;
	process.kill(terminal.pid, 'SIGUSR2');
	while (linesOf().length === before) await pause(20);
	const told = JSON.parse(linesOf().at(-1)!) as Omit<Sample, 'files'>;
	return {...told, files: readdirSync(`/proc/${terminal.pid}/fd`).length};
}

/** Back to the list from wherever the keys have led. */
async function home(terminal: RunningTerminal): Promise<void> {
	terminal.press('esc');
	await pause(120);
	terminal.press('esc');
	await pause(120);
	terminal.press('esc');
	await pause(120);
}

it('runs on through faults and keys, and holds no more at the end than at the start', async () => {
	const random = randomFrom(5);
	const path = join(import.meta.dirname, `../../node_modules/.trust-probe-${process.pid}`);
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
			terminal.press(keys[Math.floor(random() * keys.length)]!);
			pressed++;
			await pause(30);
		}
		await home(terminal);
		const before = performance.now();
		terminal.press('?');
		await terminal.waitForText('─ Help ');
		answers.push(performance.now() - before);
		terminal.press('esc');
		await pause(120);
		if (performance.now() - sampledAt > sampleEveryMs) {
			samples.push(await probe(terminal, path));
			sampledAt = performance.now();
		}
	}
	samples.push(await probe(terminal, path));
	expect(terminal.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
	expect(terminal.emulator.scrolledLines()).toBe(0);
	await home(terminal);
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);

	const part = (from: number, to: number): readonly Sample[] =>
		samples.slice(Math.floor(samples.length * from), Math.max(1, Math.ceil(samples.length * to)));
	const early = part(0.2, 0.45);
	const late = part(0.75, 1);
	const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
	const change = (of: (sample: Sample) => number, show: (value: number) => string): string =>
		`${show(middle(early.map(of)))} → ${show(middle(late.map(of)))}`;
	const worst = Math.max(...answers);
	noteCases(
		'soak',
		pressed,
		`${Math.round(soakMs / 60_000)} min, ${samples.length} samples; early → late medians: heap after a collection ${change(one => one.heapUsed, mb)}, ` +
			`resident ${change(one => one.rss, mb)}, open files ${change(one => one.files, String)}, timers ${change(timersOf, String)}; ` +
			`key to screen on a busy machine: middle ${Math.round(middle(answers))} ms, worst ${Math.round(worst)} ms of ${answers.length}`,
	);
	if (samples.length < 20) return;
	const grown = (of: (sample: Sample) => number): number => middle(late.map(of)) - middle(early.map(of));
	expect(grown(one => one.heapUsed)).toBeLessThan(8_000_000);
	expect(grown(one => one.files)).toBeLessThan(10);
	expect(grown(timersOf)).toBeLessThan(8);
});
