/** How soon the program is there: first frame, first rows, help, beside an empty Node; and how large it is. */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {programCommand, temporaryHome} from '../test/helpers/run-program.ts';
import {openInTerminal} from './measure/in-terminal.ts';
import type {Row} from './measure/measure.ts';
import {median, medianMs, percentile, printTable} from './measure/measure.ts';
import {startSimulator} from './measure/simulator.ts';

/** The last line of a frame; the title, which comes before, is none. */
const keyBar = 'quit';

const rounds = process.argv.includes('--quick') ? 8 : 25;

function times(values: readonly number[]): string {
	return `${median(values).toFixed(0)} / ${percentile(values, 0.95).toFixed(0)} ms`;
}

function timesToRun(command: readonly [string, ...string[]], home: string): string {
	const [file, ...args] = command;
	const env = {PATH: process.env['PATH'], HOME: home};
	const taken: number[] = [];
	medianMs(rounds, () => {
		const at = performance.now();
		spawnSync(file, args, {env});
		taken.push(performance.now() - at);
	});
	return times(taken.slice(-rounds));
}

/** Made by `npm run build:binary`; measured where it is there. */
const singleFile = fileURLToPath(
	new URL(`../build/tapis-jobs-${process.platform}-${process.arch}`, import.meta.url),
);

async function openings(
	env: Readonly<Record<string, string>>,
	home: () => string,
	ready: RegExp,
	command = programCommand,
) {
	const frames: number[] = [];
	const rows: number[] = [];
	for (let round = -2; round < rounds; round++) {
		const terminal = openInTerminal(command, {env, home: home()});
		const frame = await terminal.when(keyBar);
		const row = await terminal.when(ready);
		await terminal.close();
		if (round < 0) continue;
		frames.push(frame);
		rows.push(row);
	}
	return {frames: times(frames), rows: times(rows)};
}

export async function run(): Promise<void> {
	const home = temporaryHome();
	const simulator = await startSimulator(10_000);
	const row = /FINISHED|RUNNING|FAILED/;
	// The first start of all compiles the code that later ones find compiled.
	const kept = await openings(simulator.env, () => home.path, row);
	const fresh: ReturnType<typeof temporaryHome>[] = [];
	const anew = await openings(
		simulator.env,
		() => {
			const one = temporaryHome();
			fresh.push(one);
			return one.path;
		},
		row,
	);
	const single = existsSync(singleFile)
		? await openings(simulator.env, () => home.path, row, [singleFile])
		: undefined;
	const singleRows: readonly Row[] =
		single === undefined
			? []
			: [
					['the single file: first frame', single.frames, '100 ms'],
					['the single file: first rows', single.rows, ''],
				];
	simulator.stop();
	printTable('Starting (median / 95th percentile, from the start of the process)', [
		['first frame', kept.frames, '150 ms'],
		['first rows from a running simulator with 10,000 jobs', kept.rows, '300 ms'],
		['first frame, the first time ever', anew.frames, ''],
		['first rows, the first time ever', anew.rows, ''],
		...singleRows,
		['tapis-jobs --help', timesToRun([...programCommand, '--help'], home.path), '80 ms'],
		['tapis-jobs --version', timesToRun([...programCommand, '--version'], home.path), '80 ms'],
		['node -e 0', timesToRun([process.execPath, '-e', '0'], home.path), ''],
	]);
	for (const one of [home, ...fresh]) await one.remove();
}

if (import.meta.main) await run();
