/** Bundles the program and the library into dist/. */
import {rename, rm} from 'node:fs/promises';
import {build} from 'esbuild';
import {buildTypes} from './build-types.ts';
import {bundle, root} from './bundle.ts';
import {fewChunks} from './plugins/few-chunks-plugin.ts';

// Built beside the old one and put in its place at the end, so that a program started meanwhile finds all of its parts.
const next = `dist-${process.pid}`;
// Apart, since the program would be cut along what the library needs of it, and every piece takes time to load.
for (const [name, entry] of Object.entries({cli: 'source/cli.tsx', index: 'source/index.ts'})) {
	await build({
		...bundle,
		entryPoints: {[name]: entry},
		outdir: next,
		splitting: true,
		format: 'esm',
		chunkNames: 'chunks/[name]-[hash]',
		plugins: [fewChunks, ...bundle.plugins],
	});
}

if (process.argv.includes('--types')) await buildTypes(`${root}${next}`);
await rm(`${root}dist`, {recursive: true, force: true});
await rename(`${root}${next}`, `${root}dist`);
