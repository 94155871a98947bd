import {appendFileSync} from 'node:fs';
import {expect} from 'vitest';

/** Where the trust table collects what was tried; unset in a usual test run, which tries less. */
const path = process.env['TRUST_FIGURES'];

/** True in the long run that fills the table. */
export const isLong = path !== undefined;

/** How many made-up values a property is tried with: those of a usual test run, or twenty times as many in the long one. */
export const runs = (usual: number): number => (isLong ? usual * 20 : usual);

/** One note of a test: how many cases it was, where it was more than one. */
export type Note = {readonly test: string; readonly cases: number; readonly remark: string};

/** Notes, for the table, how many cases this test has tried; a case that fails throws before it gets here. */
export function noteCases(cases: number, remark = ''): void {
	if (path === undefined) return;
	const note: Note = {test: expect.getState().currentTestName ?? '', cases, remark};
	appendFileSync(path, `${JSON.stringify(note)}\n`);
}
