/**
 * Runs the tests on each Node the program promises to run on: `npm run test:nodes [-- 22 26]`. Each comes from the registry's
 * `node` package, into a folder of its own.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['22', '24', '26'];
const outcomes: {readonly node: string; readonly isGood: boolean}[] = [];

for (const major of wanted) {
	const folder = mkdtempSync(join(tmpdir(), `node-${major}-`));
	try {
		// npm lets no package run its scripts unless the project names it; this one puts its binary in place by one.
		const project = {private: true, allowScripts: {node: true}, dependencies: {node: major}};
		writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
		const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
			cwd: folder,
			stdio: 'inherit',
		});
		const node = join(folder, 'node_modules', 'node', 'bin', 'node');
		const version = spawnSync(node, ['--version'], {encoding: 'utf8'}).stdout?.trim() ?? '';
		if (installed.status !== 0 || version === '') {
			outcomes.push({node: `${major} (could not be installed)`, isGood: false});
			continue;
		}
		process.stdout.write(`\nNode ${version}\n`);
		const {status} = spawnSync(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'], {
			cwd: root,
			stdio: 'inherit',
			env: {
				...process.env,
				PATH: `${join(folder, 'node_modules', 'node', 'bin')}${delimiter}${process.env['PATH']}`,
			},
		});
		outcomes.push({node: version, isGood: status === 0});
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

process.stdout.write(
	`\n${outcomes.map(({node, isGood}) => `${isGood ? 'passed' : 'FAILED'}  ${node}`).join('\n')}\n`,
);
process.exitCode = outcomes.every(({isGood}) => isGood) ? 0 : 1;
