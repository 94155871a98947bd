import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {buildTypes} from '../../scripts/build-types.ts';
import {onSimulator} from '../commands/on-simulator.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {simulator} = onSimulator({jobCount: 3, speed: 1});
const place = mkdtempSync(join(tmpdir(), 'tapis-jobs-package-'));
const consumer = join(place, 'consumer');
let files: readonly string[] = [];

/** Node's own variables of the test run must not reach what is tried here as somebody else's program. */
const env = {PATH: process.env['PATH'] ?? '', HOME: place, NO_UPDATE_NOTIFIER: '1'};
const inConsumer = (
	command: string,
	args: readonly string[],
	more: Readonly<Record<string, string>> = {},
): string => execFileSync(command, args, {cwd: consumer, encoding: 'utf8', env: {...env, ...more}});

beforeAll(async () => {
	const made = join(place, 'made');
	mkdirSync(made);
	mkdirSync(consumer);
	for (const name of ['package.json', 'bin', 'dist', 'LICENSE'])
		cpSync(join(root, name), join(made, name), {recursive: true});
	await buildTypes(join(made, 'dist'));
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place], {
			cwd: made,
			encoding: 'utf8',
			env,
		}),
	) as {filename: string; files: {path: string}[]}[];
	files = packed!.files.map(file => file.path);
	writeFileSync(
		join(consumer, 'package.json'),
		JSON.stringify({name: 'consumer', private: true, type: 'module'}),
	);
	inConsumer('npm', [
		'install',
		'--offline',
		'--no-audit',
		'--no-fund',
		'--ignore-scripts',
		join(place, packed!.filename),
	]);
}, 120_000);
afterAll(() => rmSync(place, {recursive: true, force: true}));

describe('the package', () => {
	it('declares itself as Node and bundlers expect: publint has nothing to say', async () => {
		const {messages, pkg} = await publint({
			pkgDir: join(consumer, 'node_modules', 'tapis-jobs'),
			pack: false,
		});
		expect(messages.map(message => formatMessage(message, pkg))).toEqual([]);
	});

	it('holds what is needed and nothing else', () => {
		expect(
			files.filter(path => !/^(bin|dist)\/|^(package\.json|LICENSE|README\.md)$|^man\//.test(path)),
		).toEqual([]);
		expect(files).toEqual(
			expect.arrayContaining(['bin/tapis-jobs.js', 'dist/cli.js', 'dist/index.js', 'dist/index.d.ts']),
		);
	});

	it('brings no other package with it', () => {
		const lock = JSON.parse(readFileSync(join(consumer, 'package-lock.json'), 'utf8')) as {packages: object};

		expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/tapis-jobs']);
	});

	it('runs as a command from an empty folder', () => {
		const command = join(consumer, 'node_modules', '.bin', 'tapis-jobs');
		const service = {TAPIS_BASE_URL: simulator().url, TAPIS_TOKEN: simulator().token};

		expect(inConsumer(command, ['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
		expect(existsSync(command)).toBe(true);
		expect(inConsumer(command, ['completion', 'bash'], service)).toContain('complete -F');
	});

	it('is imported as a library from there', () => {
		const script = join(consumer, 'use.js');
		writeFileSync(
			script,
			`import {Failure, hasEnded, isFailure, TapisJobs} from 'tapis-jobs';
			const made = new TapisJobs({baseUrl: 'http://127.0.0.1:9', token: 'x'});
			const failure = await made.getJobList().catch(error => error);
			console.log(isFailure(failure, 'unreachable'), failure instanceof Failure, hasEnded('FAILED'));
			made.close();`,
		);

		expect(inConsumer(process.execPath, [script])).toBe('true true true\n');
	});

	it.each([
		['nodenext', 'nodenext'],
		['esnext', 'bundler'],
	])('is typed for %s with %s', (module, moduleResolution) => {
		writeFileSync(
			join(consumer, 'use.ts'),
			`import {Failure, type Job, type JobChange, TapisJobs} from 'tapis-jobs';
			const tapis = new TapisJobs({baseUrl: 'tacc', token: async () => 'x'});
			const jobs: Job[] = await tapis.getJobList({listType: 'ALL_JOBS', signal: AbortSignal.timeout(1)});
			const status: string = (await tapis.getJobStatus(jobs[0]!.uuid)).status;
			for await (const change of tapis.waitForJob('uuid', {timeoutMs: 1})) {
				const one: JobChange = change;
				one.job.name.trim();
			}
			const kind: Failure['kind'] = 'sign-in';
			// @ts-expect-error A list type there is not.
			await tapis.getJobList({listType: 'MINE'});
			// @ts-expect-error A kind of failure there is not.
			const wrong: Failure['kind'] = 'nonsense';
			export {kind, status, wrong};
			`,
		);
		writeFileSync(
			join(consumer, 'tsconfig.json'),
			JSON.stringify({
				compilerOptions: {strict: true, noEmit: true, target: 'es2024', module, moduleResolution, types: []},
				files: ['use.ts'],
			}),
		);
		const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

		expect(inConsumer(process.execPath, [tsc, '-p', consumer])).toBe('');
	});
});
