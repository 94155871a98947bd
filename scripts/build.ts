/** Bundles the program and the library into dist/, for production, so that React's development build is never loaded. */
import {readFile, rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {buildTypes} from './build-types.ts';
import {inkSpeed} from './ink-speed-plugin.ts';
import {inkTable} from './ink-table-plugin.ts';
import {lazyBuiltins} from './lazy-builtins-plugin.ts';
import {noDevtools} from './no-devtools-plugin.ts';

const root = new URL('..', import.meta.url).pathname;
const {version} = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
	version: string;
};

await rm(new URL('../dist', import.meta.url), {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: {cli: 'source/cli.tsx', index: 'source/index.ts'},
	outdir: 'dist',
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
		js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
	},
	plugins: [noDevtools, inkSpeed, inkTable, lazyBuiltins],
	logLevel: 'warning',
});

if (process.argv.includes('--types')) await buildTypes(`${root}dist`);
