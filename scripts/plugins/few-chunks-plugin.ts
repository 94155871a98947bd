import {readFile} from 'node:fs/promises';
import {dirname, extname, join} from 'node:path';
import type {Loader, Plugin} from 'esbuild';

/**
 * The bundle is cut by what is needed together: two modules stand in one file when the same loads need both. Left alone that
 * makes dozens of crumbs, each of which takes the time of a small module to find and read. What is loaded late is loaded by a
 * module that is there already; told so, by an import that costs nothing, the bundler sees that all which that module needs
 * may stand together.
 */
export const fewChunks: Plugin = {
	name: 'few-chunks',
	setup(context) {
		const loadedBy = new Map<string, string>();
		context.onResolve({filter: /^\.\.?\//}, ({path, kind, resolveDir, importer}) => {
			if (kind === 'dynamic-import') loadedBy.set(join(resolveDir, path), importer);
			return undefined;
		});
		context.onLoad({filter: /\/source\/.*\.tsx?$/}, async ({path}) => {
			const importer = loadedBy.get(path);
			if (importer === undefined) return undefined;
			return {
				contents: `${await readFile(path, 'utf8')}\nimport '${importer}';`,
				loader: extname(path).slice(1) as Loader,
				resolveDir: dirname(path),
			};
		});
	},
};
