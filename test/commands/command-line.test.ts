import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {commandRows, flagsOf} from '../../source/commands/command-line/command-rows.ts';
import {type FlagRow, flagRows} from '../../source/commands/command-line/flags.ts';
import {parseCommandLine} from '../../source/commands/command-line/parse-command-line.ts';
import {isFailure} from '../../source/domain/failure.ts';
import {runProgram} from '../helpers/run-program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function mistakeIn(...argv: readonly string[]): string {
	try {
		parseCommandLine(argv);
	} catch (error) {
		if (isFailure(error, 'usage')) return `${error.message} ${error.advice}`;
		throw error;
	}
	throw new Error(`${argv.join(' ')} was taken`);
}

describe('the command line', () => {
	it('opens the monitor when no command is named, with its flags', () => {
		expect(parseCommandLine(['--demo', '--filter', 'status:active', '--no-color', '--sort=-age'])).toEqual({
			kind: 'run',
			command: '',
			args: [],
			flags: {demo: true, filter: 'status:active', noColor: true, sort: '-age'},
		});
	});

	it('takes flags of all commands before the command too', () => {
		expect(parseCommandLine(['--profile', 'work', 'list', '-q'])).toMatchObject({
			command: 'list',
			flags: {profile: 'work', quiet: true},
		});
	});

	it('reads durations, counts and lists', () => {
		expect(parseCommandLine(['wait', '--timeout', '1h30m', 'a', 'b'])).toMatchObject({
			args: ['a', 'b'],
			flags: {timeout: 5_400_000},
		});
		expect(
			parseCommandLine(['simulator', '--fault', 'hang', '--fault=500:2', '--speed', '0.5', '--port=0']),
		).toMatchObject({
			flags: {fault: ['hang', '500:2'], speed: 0.5, port: 0},
		});
	});

	it('lets a uuid follow a bare --wait, and takes a time by = only', () => {
		expect(parseCommandLine(['cancel', '--wait', 'abcd'])).toMatchObject({
			args: ['abcd'],
			flags: {wait: Number.POSITIVE_INFINITY},
		});
		expect(parseCommandLine(['cancel', '--wait=10m', 'abcd'])).toMatchObject({flags: {wait: 600_000}});
	});

	it('answers a question for help or version, whatever stands beside it', () => {
		expect(parseCommandLine(['--version', 'list'])).toEqual({kind: 'version'});
		expect(parseCommandLine(['-V'])).toEqual({kind: 'version'});
		expect(parseCommandLine(['help'])).toMatchObject({kind: 'help', row: {name: ''}});
		expect(parseCommandLine(['help', 'cancel'])).toMatchObject({kind: 'help', row: {name: 'cancel'}});
		expect(parseCommandLine(['wait', 'x', '--help'])).toMatchObject({kind: 'help', row: {name: 'wait'}});
		expect(parseCommandLine(['--demo', '-h'])).toMatchObject({kind: 'help', row: {name: ''}});
	});

	it('takes a lone minus as an argument', () => {
		expect(parseCommandLine(['cancel', '--yes', '-'])).toMatchObject({args: ['-'], flags: {yes: true}});
	});

	it.each([
		[['lst'], 'no command `lst`. Did you mean `tapis-jobs list`?'],
		[['cancle', 'x'], 'Did you mean `tapis-jobs cancel`?'],
		[['list', '--fliter', 'x'], 'Did you mean --filter? See `tapis-jobs list --help`.'],
		[['help', 'cancle'], 'Did you mean `tapis-jobs cancel`?'],
		[['--demmo'], 'Did you mean --demo? See `tapis-jobs --help`.'],
		[['--fliter', 'status:active'], '`tapis-jobs` has no flag --fliter. Did you mean --filter?'],
		[['--fliter=x', 'list'], 'Did you mean --filter?'],
		[['list', '--yes'], '`list` has no flag --yes.'],
		[['--yes', 'cancel', 'x'], 'It stands after the command, as in `tapis-jobs cancel --yes`.'],
		[['--theme', 'dark', 'list'], '`list` has no flag --theme.'],
		[['list', 'extra'], 'Too many arguments'],
		[['status'], "Missing required argument 'uuid'"],
		[['wait', '--timeout', 'soon', 'x'], 'such as 90s, 10m or 1h30m'],
		[['list', '--limit', '1.5'], '`1.5` is no value for --limit N: it must be a whole number.'],
		[['list', '--list-type', 'MINE'], '`MINE` is no value for --list-type TYPE: it is one of MY_JOBS'],
		[['simulator', '--speed', '0'], 'it must be a number above 0.'],
		[['--demo=x'], '--demo takes no value.'],
		[['list', '--help=x'], '--help takes no value.'],
		[['list', '--hlep'], 'Did you mean --help?'],
		[['--vresion'], 'Did you mean --version?'],
		[['list', '--filter'], '--filter needs a value: --filter FILTER.'],
	])('%j is told with what to do', (argv, expected) => expect(mistakeIn(...argv)).toContain(expected));
});

describe('the tables', () => {
	it('give every command an example that can be read, and a sentence', () => {
		for (const row of commandRows) {
			expect(row.about).toMatch(/\.$/);
			expect(row.examples.length).toBeGreaterThan(0);
			for (const {command} of row.examples)
				expect(command).toContain(`tapis-jobs${row.name === '' ? '' : ` ${row.name}`}`);
		}
	});

	it('name every flag once, describe it in a sentence, and use it in some command', () => {
		const rows: readonly FlagRow[] = Object.values(flagRows);
		expect(new Set(rows.map(row => row.long)).size).toBe(rows.length);
		for (const row of rows) {
			expect(row.about).toMatch(/\.$/);
			expect(row.value === undefined).toBe(row.kind === 'switch');
		}
		const used = new Set<string>(commandRows.flatMap(row => row.flags));
		expect(Object.keys(flagRows).filter(name => !used.has(name))).toEqual([]);
	});

	it('give no command the same short flag twice', () => {
		for (const row of commandRows) {
			const shorts = flagsOf(row).flatMap(flag => flag.short ?? []);
			expect(new Set(shorts).size).toBe(shorts.length);
		}
	});
});

describe('the built program', () => {
	it('tells its version', async () => {
		const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string};

		expect(await runProgram(['--version'])).toMatchObject({code: 0, stdout: `${version}\n`, stderr: ''});
	});

	it.each(commandRows.map(row => row.name))('explains `%s` with examples first', async name => {
		const {code, stdout, stderr} = await runProgram([...(name === '' ? [] : [name]), '--help']);

		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		expect(stdout.indexOf('Examples:')).toBeGreaterThan(0);
		expect(stdout.indexOf('Usage:')).toBeGreaterThan(stdout.indexOf('Examples:'));
		expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(100);
	});

	it('needs a terminal for the monitor, says what works without one, and leaves stdout alone', async () => {
		const {code, stdout, stderr} = await runProgram(['--demo']);

		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		for (const word of ['list', 'watch', 'wait']) expect(stderr).toContain(`tapis-jobs ${word}`);
		expect(stderr).not.toContain('\u001B');
	});

	it('says in two lines what is wrong with a flag', async () => {
		const {code, stdout, stderr} = await runProgram(['list', '--fliter', 'x']);

		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr.trim().split('\n')).toHaveLength(2);
	});

	it('reads nothing heavy for --help: neither the interface nor the network', () => {
		const seen = new Set<string>();
		const follow = (file: string): void => {
			if (seen.has(file)) return;
			seen.add(file);
			const text = readFileSync(file, 'utf8');
			for (const match of text.matchAll(
				/(?:^|[;}\s])(?:import|export)(?:[^'"();]*?from)?\s*["']([^"']+)["']/g,
			)) {
				const name = match[1]!;
				if (name.startsWith('.')) follow(resolve(dirname(file), name));
				else heavy.push(name);
			}
		};
		const heavy: string[] = [];
		const start = join(root, 'dist', 'cli.js');
		expect(existsSync(start)).toBe(true);
		follow(start);

		expect(heavy).not.toContain('node:https');
		expect(heavy).not.toContain('https');
		expect([...seen].reduce((sum, file) => sum + readFileSync(file).length, 0)).toBeLessThan(120_000);
	});
});
