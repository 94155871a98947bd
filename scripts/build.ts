/** Bundles the program and the library into dist/. */
import {rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {buildTypes} from './build-types.ts';
import {bundle, root} from './bundle.ts';

await rm(`${root}dist`, {recursive: true, force: true});
await build({
	...bundle,
	entryPoints: {cli: 'source/cli.tsx', index: 'source/index.ts'},
	outdir: 'dist',
	splitting: true,
	format: 'esm',
	chunkNames: 'chunks/[name]-[hash]',
});

if (process.argv.includes('--types')) await buildTypes(`${root}dist`);
