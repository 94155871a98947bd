/**
 * Builds the program as one file that needs no Node: `build/tapis-jobs-PLATFORM-ARCH`, for the machine it runs on. It is
 * the pinned Node with the bundle and its compiled code inside (a "single executable application").
 */
import {execFileSync} from 'node:child_process';
import {chmod, copyFile, mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {build} from 'esbuild';
import {bundle, root} from './bundle.ts';

const folder = `${root}build`;
const work = `${folder}/parts`;
const require = createRequire(import.meta.url);
const node = require.resolve('node/bin/node');
/** Has no types of its own. */
const {inject} = require('postject') as {
	inject: (file: string, name: string, data: Buffer, options: {sentinelFuse: string}) => Promise<void>;
};
const target = `${folder}/tapis-jobs-${process.platform}-${process.arch}`;
/** Node looks for this text in itself to learn that it carries a program (documented with single executable applications). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

await rm(work, {recursive: true, force: true});
await mkdir(work, {recursive: true});
await build({
	...bundle,
	entryPoints: {program: 'source/cli.tsx'},
	outdir: work,
	format: 'cjs',
	banner: {
		js: `process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');`,
	},
});
await writeFile(
	`${work}/sea.json`,
	JSON.stringify({
		main: `${work}/program.js`,
		output: `${work}/program.blob`,
		disableExperimentalSEAWarning: true,
		useCodeCache: true,
	}),
);
execFileSync(node, ['--experimental-sea-config', `${work}/sea.json`], {stdio: 'inherit'});
await copyFile(node, target);
await chmod(target, 0o755);
await inject(target, 'NODE_SEA_BLOB', await readFile(`${work}/program.blob`), {sentinelFuse: fuse});
await rm(work, {recursive: true, force: true});
const {size} = await stat(target);
console.log(`${target} (${Math.round(size / 2 ** 20)} MB)`);
