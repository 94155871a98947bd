/** Bundles the program and the library into dist/, for production, so that React's development build is never loaded. */
import {readFile, rename, rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {buildTypes} from './build-types.ts';
import {inkSpeed} from './ink-speed-plugin.ts';
import {inkTable} from './ink-table-plugin.ts';
import {latePackages} from './late-packages-plugin.ts';
import {lazyBuiltins} from './lazy-builtins-plugin.ts';
import {noDevtools} from './no-devtools-plugin.ts';
import {yogaAtOnce} from './yoga-plugin.ts';

const root = new URL('..', import.meta.url).pathname;
const {version} = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
	version: string;
};

// Built beside the old one and put in its place at the end, so that a program started meanwhile finds all of its parts.
const next = `dist-${process.pid}`;
await build({
	absWorkingDir: root,
	entryPoints: {cli: 'source/cli.tsx', index: 'source/index.ts'},
	outdir: next,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	minify: true,
	keepNames: false,
	legalComments: 'eof',
	chunkNames: 'chunks/[name]-[hash]',
	define: {'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version)},
	banner: {
		// All that is still required at run time are Node's own modules.
		js: 'const require=id=>process.getBuiltinModule(id);',
	},
	plugins: [noDevtools, inkSpeed, inkTable, latePackages, lazyBuiltins, yogaAtOnce],
	logLevel: 'warning',
});
await rm(`${root}dist`, {recursive: true, force: true});
await rename(`${root}${next}`, `${root}dist`);

if (process.argv.includes('--types')) await buildTypes(`${root}dist`);
