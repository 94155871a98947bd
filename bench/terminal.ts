/** The built program in a real pseudo-terminal of 140x40 against the simulator: keys, bytes, idling. */
import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {programCommand} from '../test/helpers/run-program.ts';
import {type Answer, type InTerminal, openInTerminal} from './measure/in-terminal.ts';
import {median, percentile, printTable, type Row, showMs} from './measure/measure.ts';
import {startSimulator} from './measure/simulator.ts';

const down = '\u001B[B';
const up = '\u001B[A';
const pageDown = '\u001B[6~';
const pageUp = '\u001B[5~';

const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 60 : 300;
const idleMs = isQuick ? 12_000 : 60_000;

/** Presses one key and then the other, in turns of ten, so that the list neither ends nor only scrolls. */
async function pressInTurns(
	terminal: InTerminal,
	there: string,
	back: string,
	count: number,
): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	for (let round = -20; round < count; round++) {
		const answer = await terminal.type(Math.floor((round + 20) / 10) % 2 === 0 ? there : back);
		if (round >= 0) answers.push(answer);
	}
	return answers;
}

function spread(answers: readonly Answer[]): string {
	const times = answers.map(({ms}) => ms);
	return `${median(times).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`;
}

function share(part: number): string {
	return `${(part * 100).toFixed(2)} %`;
}

function bytesOf(answers: readonly Answer[]): string {
	const bytes = answers.map(answer => answer.bytes);
	return `${median(bytes)} (at most ${Math.max(...bytes)})`;
}

async function openLoaded(jobs: number, speed = 1) {
	const simulator = await startSimulator(jobs, speed);
	const terminal = openInTerminal(programCommand, {env: simulator.env});
	await terminal.whenShown(new RegExp(`${jobs} jobs`));
	await terminal.whenShown(/live\s+as of/);
	await pause(500);
	const close = async (): Promise<void> => {
		await terminal.close();
		simulator.stop();
	};
	return {terminal, close};
}

async function arrowWith(jobs: number): Promise<number> {
	const {terminal, close} = await openLoaded(jobs);
	const answers = await pressInTurns(terminal, down, up, rounds);
	await close();
	return median(answers.map(({ms}) => ms));
}

async function idleWith(jobs: number, speed: number) {
	const {terminal, close} = await openLoaded(jobs, speed);
	await pause(10_000);
	const idle = await terminal.watch(idleMs);
	await close();
	return idle;
}

/** Another program of the same kind, where it is installed: the same two keys. */
async function peer(name: string, args: readonly string[], ready: RegExp): Promise<readonly Row[]> {
	const path = (process.env['PATH'] ?? '')
		.split(delimiter)
		.map(folder => join(folder, name))
		.find(one => existsSync(one));
	if (path === undefined) return [];
	const libraries = process.env['LD_LIBRARY_PATH'];
	const terminal = openInTerminal([path, ...args], {
		env: libraries === undefined ? {} : {LD_LIBRARY_PATH: libraries},
	});
	await terminal.whenShown(ready);
	await pause(1000);
	const answers = await pressInTurns(terminal, down, up, rounds);
	const memory = terminal.residentBytes();
	await terminal.close();
	return [
		[`${name}: arrow key, median / 95th percentile`, spread(answers), ''],
		[`${name}: bytes for an arrow key`, bytesOf(answers), ''],
		[`${name}: resident memory`, `${(memory / 1e6).toFixed(1)} MB`, ''],
	];
}

export async function run(): Promise<void> {
	const {terminal, close} = await openLoaded(10_000);
	const memory = terminal.residentBytes();
	const arrows = await pressInTurns(terminal, down, up, rounds);
	await terminal.type(pageDown);
	const scrolled: Answer[] = [];
	// From the last row of the window on each step scrolls it.
	for (let press = 0; press < 40; press++) await terminal.type(down, 5);
	for (let press = 0; press < rounds / 3; press++) scrolled.push(await terminal.type(down));
	const rested: Answer[] = [];
	for (let press = 0; press < 20; press++) rested.push(await terminal.type(press % 2 ? up : down, 400));
	const pages = await pressInTurns(terminal, pageDown, pageUp, rounds / 3);
	const bursts: Answer[] = [];
	for (let press = 0; press < rounds / 10; press++)
		bursts.push(await terminal.type((press % 2 ? up : down).repeat(100)));
	await pause(1000);
	const used = terminal.residentBytes();
	await close();
	const still = await idleWith(10_000, 0.0001);
	const moving = await idleWith(10_000, 1);
	const few = await arrowWith(100);
	const many = await arrowWith(100_000);

	printTable(
		'At the keyboard: 10,000 jobs, 140x40 (median / 95th percentile, from the key to the last byte)',
		[
			['arrow key', spread(arrows), '4 / 8 ms'],
			['arrow key that scrolls', spread(scrolled), ''],
			['page key', spread(pages), '8 ms'],
			['100 arrow keys at once', spread(bursts), '20 ms'],
			['100 arrow keys at once: reads', String(median(bursts.map(({reads}) => reads))), '1 or 2'],
			['bytes for an arrow key', bytesOf(arrows), '200'],
			['bytes for an arrow key, with what follows when the cursor rests', bytesOf(rested), ''],
			['bytes for an arrow key that scrolls', bytesOf(scrolled), ''],
			['bytes for a page key', bytesOf(pages), ''],
			['arrow key with 100,000 jobs / with 100', `${showMs(many)} / ${showMs(few)}`, ''],
			['ratio of the two', (many / few).toFixed(2), 'under 1.2'],
			[`idle for ${idleMs / 1000} s, nothing changing: bytes`, String(still.bytes), ''],
			[
				'idle, nothing changing: longest silence',
				`${(still.longestSilenceMs / 1000).toFixed(1)} s`,
				'over 5 s',
			],
			['idle, nothing changing: share of one core', share(still.cpuShare), 'under 0.3 %'],
			['idle, jobs going on: bytes', String(moving.bytes), ''],
			['idle, jobs going on: share of one core', share(moving.cpuShare), ''],
			['resident memory once loaded', `${(memory / 1e6).toFixed(1)} MB`, '110 MB'],
			['resident memory after all this', `${(used / 1e6).toFixed(1)} MB`, '110 MB'],
			...(await peer('htop', ['-d', '600'], /PID/)),
			...(await peer('tig', [], /\S/)),
		],
	);
}

if (import.meta.main) await run();
