import {execFileSync} from 'node:child_process';

/**
 * The tests in child processes and pseudo-terminals run the built program, so it is built once before any test; not where they
 * are given another one.
 */
export function setup(): void {
	if (process.env['TAPIS_JOBS_PROGRAM'] !== undefined) return;
	execFileSync(process.execPath, ['scripts/build.ts'], {stdio: 'inherit'});
}
