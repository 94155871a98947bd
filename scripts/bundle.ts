import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {BuildOptions} from 'esbuild';
import {inkSpeed} from './plugins/ink-speed-plugin.ts';
import {inkTable} from './plugins/ink-table-plugin.ts';
import {latePackages} from './plugins/late-packages-plugin.ts';
import {lazyBuiltins} from './plugins/lazy-builtins-plugin.ts';
import {noDevtools} from './plugins/no-devtools-plugin.ts';
import {yogaAtOnce} from './plugins/yoga-plugin.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

const {version} = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
	version: string;
};

/** How everything is bundled: for production, so that React's development build is never loaded. */
export const bundle = {
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	target: 'node22',
	minify: true,
	keepNames: false,
	legalComments: 'eof',
	define: {
		'process.env.NODE_ENV': '"production"',
		__VERSION__: JSON.stringify(version),
	},
	banner: {
		// All that is still required at run time are Node's own modules.
		js: 'const require=id=>process.getBuiltinModule(id);',
	},
	plugins: [noDevtools, inkSpeed, inkTable, latePackages, lazyBuiltins, yogaAtOnce],
	logLevel: 'warning',
} satisfies BuildOptions;
