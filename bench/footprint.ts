/** What the program takes: memory for each job, and room on the disk. */
import {spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {programCommand} from '../test/helpers/run-program.ts';
import {openInTerminal} from './measure/in-terminal.ts';
import {median, printTable} from './measure/measure.ts';
import {startSimulator} from './measure/simulator.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = process.argv.includes('--quick') ? 1 : 5;

async function residentWith(jobs: number): Promise<number> {
	const simulator = await startSimulator(jobs);
	const found: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const terminal = openInTerminal(programCommand, {env: simulator.env});
		await terminal.whenShown(new RegExp(`${jobs} jobs`));
		await terminal.whenShown(/live\s+as of/);
		// The heap gives back what loading needed only after a while.
		await pause(5000);
		found.push(terminal.residentBytes());
		await terminal.close();
	}
	simulator.stop();
	return median(found);
}

function sizeBelow(folder: string): number {
	return readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => statSync(join(folder, name)))
		.filter(stat => stat.isFile())
		.reduce((sum, stat) => sum + stat.size, 0);
}

function packedSize(): {readonly size: number; readonly unpackedSize: number} {
	const {stdout} = spawnSync('npm', ['pack', '--dry-run', '--json'], {cwd: root, encoding: 'utf8'});
	const [pack] = JSON.parse(stdout) as {size: number; unpackedSize: number}[];
	return pack!;
}

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

export async function run(): Promise<void> {
	const few = await residentWith(100);
	const usual = await residentWith(10_000);
	const many = await residentWith(100_000);
	const packed = packedSize();
	printTable('Footprint (the package has no dependencies: all it needs is in the bundle)', [
		['resident memory with 100 jobs', mega(few), ''],
		['resident memory with 10,000 jobs', mega(usual), '110 MB'],
		['resident memory with 100,000 jobs', mega(many), ''],
		['each further job', `${((many - usual) / 90_000).toFixed(0)} B`, '1,000 B'],
		['bundle', mega(sizeBelow(join(root, 'dist'))), 'under 1.5 MB'],
		['package, packed', mega(packed.size), ''],
		['package, installed', mega(packed.unpackedSize), 'under 15 MB'],
	]);
}

if (import.meta.main) await run();
