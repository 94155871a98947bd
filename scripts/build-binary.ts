/**
 * Builds the program as one file that needs no Node: `build/tapis-jobs-PLATFORM-ARCH`, a copy of Node of the pinned version with
 * the bundle inside (a "single executable application"). For this machine, or with `--target linux-arm64` or another for that
 * one, whose Node is fetched from npm.
 */
import {execFileSync} from 'node:child_process';
import {chmod, copyFile, mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {bundle, root} from './bundle.ts';

const folder = `${root}build`;
const work = `${folder}/parts`;
const require = createRequire(import.meta.url);
const ownNode = require.resolve('node/bin/node');
const here = `${process.platform}-${process.arch}`;
/** These two have no types of their own. */
const engineFlags = require('../bin/engine-flags.js') as readonly string[];
const {inject} = require('postject') as {
	inject: (
		file: string,
		name: string,
		data: Buffer,
		options: {sentinelFuse: string; machoSegmentName?: string},
	) => Promise<void>;
};
/** Node looks for this text in itself to learn that it carries a program (documented with single executable applications). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const {target} = parseArgs({options: {target: {type: 'string', default: here}}}).values;
const file = `${folder}/tapis-jobs-${target}`;
const isForMac = target.startsWith('darwin-');

/** The Node of another machine, of the very version that makes the blob, which only that version can read. */
async function fetchNode(): Promise<string> {
	const {version} = require('node/package.json') as {version: string};
	const name = `node-${target}@${version}`;
	execFileSync('npm', ['install', '--prefix', work, '--no-save', '--ignore-scripts', '--force', name], {
		stdio: 'inherit',
	});
	return `${work}/node_modules/node-${target}/bin/node`;
}

await rm(work, {recursive: true, force: true});
await mkdir(work, {recursive: true});
await build({
	...bundle,
	entryPoints: {program: 'source/cli.tsx'},
	outdir: work,
	format: 'cjs',
	banner: {
		js: engineFlags
			.map(flag => `process.getBuiltinModule('node:v8').setFlagsFromString('${flag}');`)
			.join(''),
	},
});
await writeFile(
	`${work}/sea.json`,
	JSON.stringify({
		main: `${work}/program.js`,
		output: `${work}/program.blob`,
		disableExperimentalSEAWarning: true,
		// Compiled code is good for the kind of machine it was compiled on.
		useCodeCache: target === here,
	}),
);
execFileSync(ownNode, ['--experimental-sea-config', `${work}/sea.json`], {stdio: 'inherit'});
await copyFile(target === here ? ownNode : await fetchNode(), file);
await chmod(file, 0o755);
// A Mac runs no program whose signature does not fit, so the old one goes before anything is changed.
if (isForMac && target === here) execFileSync('codesign', ['--remove-signature', file]);
await inject(file, 'NODE_SEA_BLOB', await readFile(`${work}/program.blob`), {
	sentinelFuse: fuse,
	...(isForMac ? {machoSegmentName: 'NODE_SEA'} : {}),
});
if (isForMac && target === here) execFileSync('codesign', ['--sign', '-', file]);
await rm(work, {recursive: true, force: true});
const {size} = await stat(file);
console.log(`${file} (${Math.round(size / 2 ** 20)} MB)`);
if (isForMac && target !== here) console.log('It has to be signed on a Mac: codesign --sign - FILE');
