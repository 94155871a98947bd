import {execFileSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {commandRows} from '../../source/commands/command-line/command-rows.ts';
import {flagRows} from '../../source/commands/command-line/flags.ts';
import {bashCompletion} from '../../source/commands/completion/bash.ts';
import {fishCompletion} from '../../source/commands/completion/fish.ts';
import {zshCompletion} from '../../source/commands/completion/zsh.ts';
import {runProgram} from '../helpers/run-program.ts';

/** What bash offers for the last of these words. `tapis-jobs` itself is a stand-in that knows one job. */
function offered(...words: readonly string[]): string[] {
	const script = `
		tapis-jobs() { printf '0a0b0c0d-job\\tRUNNING\\tmesh\\n'; }
		${bashCompletion()}
		COMP_WORDS=(tapis-jobs ${words.map(word => `'${word}'`).join(' ')})
		COMP_CWORD=${words.length}
		_tapis_jobs
		printf '%s\\n' "\${COMPREPLY[@]}"
	`;
	return execFileSync('bash', ['--norc', '-c', script], {encoding: 'utf8'})
		.split('\n')
		.filter(line => line !== '');
}

describe('completion for bash', () => {
	it('offers commands, the flags of each, and the values of flags', () => {
		expect(offered('ca')).toEqual(['cancel']);
		expect(offered('cancel', '--dry')).toEqual(['--dry-run']);
		expect(offered('cancel', '--he')).toEqual(['--help']);
		expect(offered('--ver')).toEqual(['--version']);
		expect(offered('cancel', '--ver')).toEqual([]);
		expect(offered('list', '--dry')).toEqual([]);
		expect(offered('list', '--sort', 'run')).toEqual(['runtime']);
		expect(offered('list', '--list-type', 'ALL')).toEqual(['ALL_JOBS']);
		expect(offered('completion', 'z')).toEqual(['zsh']);
		expect(offered('config', 'cancel')).toEqual(['cancel-grace']);
	});

	it('offers uuids of jobs where a command takes them', () => {
		expect(offered('cancel', '')).toEqual(['0a0b0c0d-job']);
		expect(offered('wait', '0a')).toEqual(['0a0b0c0d-job']);
		expect(offered('list', '0a')).toEqual([]);
	});

	it('offers the statuses of a filter, which bash cuts at the colon', () => {
		expect(offered('list', '--filter', 'sta')).toEqual(['status:']);
		expect(offered('list', '--filter', 'status', ':', 'act')).toEqual(['active']);
		expect(offered('list', '--filter', 'status', ':')).toContain('running');
	});
});

describe.each([
	['bash', bashCompletion],
	['zsh', zshCompletion],
	['fish', fishCompletion],
] as const)('completion for %s', (shell, script) => {
	it('knows every command and flag', () => {
		const text = script();
		for (const row of commandRows) {
			expect(text).toContain(row.name);
			for (const flag of row.flags) expect(text).toContain(flagRows[flag].long.slice(2));
		}
	});

	it('knows the help of each command, and the version of the program', () => {
		const words = script().match(/(?<!\w)(--|-l )(help|version)\b/g) ?? [];
		const count = (name: string): number => words.filter(word => word.endsWith(name)).length;

		expect(count('help')).toBe(commandRows.length);
		expect(count('version')).toBe(1);
	});

	it('is what the program writes', async () => {
		expect(await runProgram(['completion', shell])).toMatchObject({code: 0, stdout: script(), stderr: ''});
	});
});

describe('completion for another shell', () => {
	it.each(['tcsh', 'constructor'])('is refused with those there are: %s', async shell => {
		expect(await runProgram(['completion', shell])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining('bash, zsh, fish'),
		});
	});
});
