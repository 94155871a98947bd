import {execFileSync} from 'node:child_process';

/** The tests in child processes and pseudo-terminals run the built program, so it is built once before any test. */
export function setup(): void {
	execFileSync(process.execPath, ['scripts/build.ts'], {stdio: 'inherit'});
}
