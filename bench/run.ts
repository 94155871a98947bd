/** Runs every benchmark and prints its table; with `--write` the tables go to BENCHMARKS.md, with machine and versions. */
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';
import {fileURLToPath} from 'node:url';
import {run as runFootprint} from './footprint.ts';
import {printed, type Table} from './measure/measure.ts';
import {run as runPoll} from './monitor-poll.ts';
import {run as runStore} from './monitor-store.ts';
import {run as runWeek} from './monitor-week.ts';
import {run as runStart} from './start.ts';
import {run as runTerminal} from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function versionOf(name: string): string {
	const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
	return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as {version: string}).version}`;
}

function markdownOf({title, rows}: Table): string {
	const lines = rows.map(row => `| ${row.join(' | ')} |`);
	return [`## ${title}`, '', '| | measured | goal |', '| --- | ---: | ---: |', ...lines, ''].join('\n');
}

function page(tables: readonly Table[]): string {
	const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
	return `# Benchmarks

Written by \`npm run bench -- --write\`; \`npm run bench\` prints the same, with \`-- --quick\` fewer rounds. The terminal is a real
pseudo-terminal of 140x40, the service the simulator in a process of its own on the same machine, the program the built one.

- ${new Date().toISOString().slice(0, 10)}, ${machine}
- Node ${process.versions.node}, ${['ink', 'react', 'esbuild'].map(versionOf).join(', ')}

${tables.map(markdownOf).join('\n')}`;
}

const build = spawnSync(process.execPath, ['scripts/build.ts'], {cwd: root, stdio: 'inherit'});
if (build.status !== 0) process.exit(1);
for (const run of [runStart, runTerminal, runFootprint, runPoll, runStore, runWeek]) await run();
if (process.argv.includes('--write'))
	writeFileSync(new URL('../BENCHMARKS.md', import.meta.url), page(printed));
