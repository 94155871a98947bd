/**
 * The long run of the tests on trust (`npm run test:trust`): made-up values twenty times as many, every fault of the line, ten
 * minutes of soaking. Writes what was tried and what survived, kind by kind, into test/TRUST.md. Half an hour.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import type {Note} from '../test/trust/figures.ts';
import {root} from './bundle.ts';

type Kind = {readonly title: string; readonly about: string; readonly files: readonly string[]};

/** Every kind of trouble, and the tests that try it. */
const kinds: readonly Kind[] = [
	{
		title: 'Hostile text',
		about:
			'escape sequences, control, bidi and zero-width characters, lone surrogates and megabytes in whatever the service tells, through every screen, command, notification and file; the terminal’s state stays as the program meant it',
		files: [
			'test/trust/hostile-screens.test.ts',
			'test/trust/hostile-commands.test.ts',
			'test/terminal/clean-text.test.ts',
			'test/terminal/sequences.test.ts',
			'test/terminal/picture.test.ts',
			'test/terminal/fit-text.test.ts',
		],
	},
	{
		title: 'Broken networks',
		about:
			'every request refused, reset, silent, dripping, cut, mistaken for a page, too long or too short, limited, of wrong types; certificates nobody vouches for; every fault of the simulator while a cancel is under way',
		files: [
			'test/trust/broken-lines.test.ts',
			'test/tapis/every-request.test.ts',
			'test/tapis/http.test.ts',
			'test/tapis/tls.test.ts',
			'test/tapis/reply-failure.test.ts',
			'test/monitor/monitor.model.test.ts',
			'test/monitor/poller.test.ts',
		],
	},
	{
		title: 'The terminal given back',
		about:
			'quitting, Ctrl-C, SIGTERM, SIGHUP, Ctrl-Z and back, a closed window, EPIPE, EIO, faults of the program itself while it draws, in timers and promises, kill -9 of the simulator',
		files: [
			'test/trust/given-back.test.ts',
			'test/terminal/giving-back.test.ts',
			'test/terminal/modes.test.ts',
			'test/pty/main-job.test.ts',
			'test/pty/leaving.test.ts',
		],
	},
	{
		title: 'Files',
		about:
			'any umask, two programs at once, a full disk, a home that cannot be written, broken and half-written files, links, files with anything in them',
		files: [
			'test/config/stored-file.test.ts',
			'test/config/monitor-memory.test.ts',
			'test/config/hostile-files.test.ts',
			'test/config/file-lock.test.ts',
			'test/commands/save-new-file.test.ts',
		],
	},
	{
		title: 'Secrets',
		about:
			'tokens and passwords thrown back by the service in every way, looked for in failures, logs, addresses, settings, the environment of the editor',
		files: ['test/tapis/secrets.test.ts', 'test/config/connection.test.ts'],
	},
	{
		title: 'Made-up values for every reader',
		about: 'replies, tokens, dates, the filter language, keys, text that comes in pieces',
		files: [
			'test/tapis/read-reply.test.ts',
			'test/domain/filter.test.ts',
			'test/domain/time.test.ts',
			'test/ui/key-names.test.ts',
			'test/ui/job-file-text.test.ts',
			'test/ui/visible-jobs.test.ts',
			'test/bundle/ink-speed.test.ts',
		],
	},
	{
		title: 'Soak',
		about:
			'the built program in a terminal, 2,000 jobs at sixty times the usual speed, every fault at random, keys all the while',
		files: ['test/trust/soak.test.ts'],
	},
	{
		title: 'What comes from others',
		about: 'locked with checksums, licences, no install script and nothing asked for at run time',
		files: ['test/trust/supply-chain.test.ts', 'test/library/package.test.ts'],
	},
];

const soakMs = Number(process.env['TRUST_SOAK_MS'] ?? 600_000);
const folder = mkdtempSync(join(tmpdir(), 'tapis-jobs-trust-'));
const figures = join(folder, 'figures.jsonl');
const report = join(folder, 'report.json');

type Report = {
	readonly testResults: readonly {
		readonly name: string;
		readonly message?: string;
		readonly assertionResults: readonly {
			readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo';
			readonly fullName: string;
		}[];
	}[];
};

spawnSync(
	process.execPath,
	[
		join(root, 'node_modules/vitest/vitest.mjs'),
		'run',
		...kinds.flatMap(kind => kind.files),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
		`--testTimeout=${soakMs + 1_800_000}`,
		// One after the other: what is measured must not share the machine with what is tried.
		'--no-file-parallelism',
	],
	{
		cwd: root,
		stdio: 'inherit',
		env: {...process.env, TRUST_FIGURES: figures, TRUST_SOAK_MS: String(soakMs)},
	},
);
const {testResults} = JSON.parse(readFileSync(report, 'utf8')) as Report;
const notes: readonly Note[] = existsSync(figures)
	? readFileSync(figures, 'utf8')
			.split('\n')
			.filter(Boolean)
			.map(line => JSON.parse(line) as Note)
	: [];
rmSync(folder, {recursive: true, force: true});

/** Vitest names a test with `>` between its parts where it notes it, and with blanks where it reports it. */
const plain = (name: string): string => name.replaceAll(' > ', ' ');

const rows = kinds.map(({title, about, files}) => {
	const results = testResults.filter(({name}) => files.includes(relative(root, name)));
	const tests = results.flatMap(one => one.assertionResults);
	const ran = tests.filter(({status}) => status === 'passed' || status === 'failed');
	const broken = [
		...ran.filter(({status}) => status === 'failed').map(one => one.fullName),
		...results
			.filter(one => one.assertionResults.length === 0)
			.map(one => `${relative(root, one.name)} did not run`),
	];
	const own = notes.filter(note => ran.some(({fullName}) => plain(note.test) === plain(fullName)));
	const noted = new Set(own.map(note => plain(note.test)));
	// A test that notes nothing is one case.
	const cases =
		own.reduce((sum, note) => sum + note.cases, 0) +
		ran.filter(({fullName}) => !noted.has(plain(fullName))).length;
	const skipped = tests
		.filter(({status}) => status !== 'passed' && status !== 'failed')
		.map(one => one.fullName);
	// The same remark of several tests is one.
	const remarks = new Map<string, number>();
	for (const {remark, cases: count} of own)
		if (remark !== '') remarks.set(remark, (remarks.get(remark) ?? 0) + count);
	return {title, about, files, cases, tests: ran.length, broken, skipped, remarks: [...remarks]};
});

/** What the registry says of known weaknesses, where it answers that question. */
function audit(): string {
	const {stdout} = spawnSync('npm', ['audit', '--json'], {cwd: root, encoding: 'utf8'});
	try {
		const {metadata} = JSON.parse(stdout) as {metadata?: {vulnerabilities: {total: number}}};
		if (metadata) return `\`npm audit\` knew of ${metadata.vulnerabilities.total} weaknesses.`;
	} catch {
		// No JSON is no answer.
	}
	return '`npm audit` got no answer from the registry in use, so known weaknesses were not asked for.';
}

const number = (value: number): string => value.toLocaleString('en');
const lasting = (list: readonly string[]): string => list.map(one => `- ${one}\n`).join('');
const broken = rows.flatMap(row => row.broken.map(one => `${row.title}: ${one}`));
const skipped = rows.flatMap(row => row.skipped.map(one => `${row.title}: ${one}`));

writeFileSync(
	join(root, 'test/TRUST.md'),
	`# Trust

Written by \`npm run test:trust\`, which tries the same as the usual tests, longer and with more values. A case is one value, one fault, one key, or one test
that tries a single thing; it has survived when the test around it passed.

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform}.

| Kind | What is tried | Tests | Cases | Survived |
| --- | --- | ---: | ---: | --- |
${rows
	.map(
		row =>
			`| ${row.title} | ${row.about} | ${row.tests} | ${number(row.cases)} | ${row.broken.length === 0 ? 'all' : `all but what stands below, ${row.broken.length}`} |`,
	)
	.join('\n')}

## What does not hold

${broken.length === 0 ? 'Nothing that was tried.\n' : lasting(broken)}
${skipped.length === 0 ? '' : `Not tried on this machine:\n\n${lasting(skipped)}\n`}${audit()}

## Figures

${rows.flatMap(row => row.remarks.map(([remark, count]) => `- ${row.title}, ${number(count)}: ${remark}`)).join('\n')}

## Where each kind is tried

${rows.map(row => `- ${row.title}: ${row.files.map(file => `\`${file}\``).join(', ')}`).join('\n')}
`,
);
if (broken.length > 0) process.exitCode = 1;
