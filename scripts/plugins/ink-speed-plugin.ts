import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'esbuild';

const folder = fileURLToPath(new URL('./ink/', import.meta.url));

/** Modules of Ink that take most of a frame, and what stands in for them. */
const replacements: readonly {readonly filter: RegExp; readonly file: string}[] = [
	{filter: /^widest-line$/, file: 'widest-line.ts'},
	{filter: /^\.\/sanitize-ansi\.js$/, file: 'sanitize-ansi.ts'},
	{filter: /^\.\/output\.js$/, file: 'output.ts'},
];

/** Packages that make a segmenter when they are loaded (12 ms), though few texts ever need one. */
const segmenting =
	/(string-width|cli-truncate|wrap-ansi|ansi-tokenize\/build|ink\/build)\/(index|tokenize|line-update)\.js$/;

const lazySegmenter =
	'const lazySegmenter = (...how) => { let made; return {segment: text => (made ??= new Intl.Segmenter(...how)).segment(text)}; };\n';

/** Puts what is in scripts/plugins/ink/ in the place of Ink's own modules. */
export const inkSpeed: Plugin = {
	name: 'ink-speed',
	setup(context) {
		for (const {filter, file} of replacements) {
			context.onResolve({filter}, ({importer}) =>
				importer.includes('/ink/build/') ? {path: `${folder}${file}`} : undefined,
			);
		}
		context.onLoad({filter: segmenting}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			return {contents: lazySegmenter + text.replace(/new Intl\.Segmenter\(/, 'lazySegmenter(')};
		});
	},
};
