import {appendFileSync} from 'node:fs';

/** Where the trust table collects what was tried; unset in a usual test run, which tries less. */
const path = process.env['TRUST_FIGURES'];

/** True in the long run that fills the table. */
export const isLong = path !== undefined;

/** Notes, for the table, how many cases of a kind were tried; a case that fails throws before it gets here. */
export function noteCases(kind: string, cases: number, remark = ''): void {
	if (path !== undefined) appendFileSync(path, `${JSON.stringify({kind, cases, remark})}\n`);
}
