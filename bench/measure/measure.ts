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

/** Prints what was measured, beside what it should be. */
export function printTable(
	title: string,
	rows: readonly (readonly [what: string, measured: string, goal: string])[],
): void {
	const all = [['', 'measured', 'goal'] as const, ...rows];
	const width = (column: 0 | 1 | 2): number => Math.max(...all.map(row => row[column].length));
	console.log(`\n${title}`);
	for (const [what, measured, goal] of all)
		console.log(`  ${what.padEnd(width(0))}  ${measured.padStart(width(1))}  ${goal.padStart(width(2))}`);
}
