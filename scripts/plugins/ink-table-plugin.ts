import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/**
 * ink-table is CommonJS and asks for Ink by `require`, which no bundler can grant: Ink has top-level await. Its one file is
 * bundled as a module that imports what it would require, and source/ui/tables/ink-table.ts, which seeds the require cache for the
 * same end when nothing is bundled, gives way to it.
 */
export const inkTable: Plugin = {
	name: 'ink-table',
	setup(context) {
		context.onLoad({filter: /ink-table\/dist\/index\.js$/}, async ({path}) => ({
			contents: `
				import * as react from 'react';
				import * as ink from 'ink';
				// Loaded with the first table, since it loads Node's cryptography.
				const hash = {sha1: row => require('object-hash').sha1(row)};
				const modules = {react, ink, 'object-hash': hash};
				const exports = {};
				(require => {
					${await readFile(path, 'utf8')}
				})(name => modules[name]);
				const component = exports.default;
				export {component as Table};
			`,
			loader: 'js',
		}));
		context.onLoad({filter: /source\/ui\/tables\/ink-table\.ts$/}, () => ({
			contents: `export {Table} from 'ink-table/dist/index.js';`,
			loader: 'js',
		}));
	},
};
