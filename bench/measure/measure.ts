import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of the heap that are in use once everything unneeded is gone. */
export function heapBytes(): number {
	for (let time = 0; time < 3; time++) collect();
	return process.memoryUsage().heapUsed;
}

/** The median time of `run`, in milliseconds, after some rounds that do not count. */
export function medianMs(rounds: number, run: (round: number) => void): number {
	const times: number[] = [];
	for (let round = -5; round < rounds; round++) {
		const start = performance.now();
		run(round);
		if (round >= 0) times.push(performance.now() - start);
	}
	return median(times);
}

export function median(values: readonly number[]): number {
	return [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

/** The value that this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function showMs(ms: number): string {
	return `${ms.toFixed(1)} ms`;
}

export type Row = readonly [what: string, measured: string, goal: string];

export type Table = {readonly title: string; readonly rows: readonly Row[]};

/** Every table printed so far, for BENCHMARKS.md. */
export const printed: Table[] = [];

/** Prints what was measured, beside what it should be. */
export function printTable(title: string, rows: readonly Row[]): void {
	printed.push({title, rows});
	const all = [['', 'measured', 'goal'] as const, ...rows];
	const width = (column: 0 | 1 | 2): number => Math.max(...all.map(row => row[column].length));
	console.log(`\n${title}`);
	for (const [what, measured, goal] of all)
		console.log(`  ${what.padEnd(width(0))}  ${measured.padStart(width(1))}  ${goal.padStart(width(2))}`);
}
