import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import fc from 'fast-check';
import * as ink from 'ink';
import {createElement, type ReactNode} from 'react';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import inkSanitize from '../../node_modules/ink/build/sanitize-ansi.js';
import inkWidest from '../../node_modules/widest-line/index.js';
import {bundle} from '../../scripts/bundle.ts';
import sanitizeAnsi from '../../scripts/plugins/ink/sanitize-ansi.ts';
import widestLine from '../../scripts/plugins/ink/widest-line.ts';
import {isNarrow} from '../../source/terminal/display-width.ts';
import {readCells} from '../../source/terminal/line-cells.ts';
import {runs} from '../trust/figures.ts';

// Ink draws colours where chalk finds a terminal that has them, which it looks for when it is loaded.
vi.hoisted(() => {
	process.env['FORCE_COLOR'] = '2';
});

type Bundled = {readonly ink: typeof ink; readonly createElement: typeof createElement};

let folder = '';
let fast: Bundled;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tapis-jobs-ink-'));
	await build({
		...bundle,
		stdin: {
			contents: `export * as ink from 'ink'; export {createElement} from 'react';`,
			resolveDir: import.meta.dirname,
		},
		outfile: join(folder, 'ink.mjs'),
		format: 'esm',
	});
	fast = (await import(pathToFileURL(join(folder, 'ink.mjs')).href)) as Bundled;
});

afterAll(() => rm(folder, {recursive: true, force: true}));

// Without the reset that has no number, which Ink takes for a colour of its own: bold after it gets lost. The program writes none.
const colours = ['1', '2', '31', '1;93', '38;5;120', '48;2;1;2;3', '7', '22', '39', '22;39', '0'];
const words = [
	'job',
	'●',
	'│',
	' ',
	'RUNNING',
	'日本',
	'👩‍👩‍👧',
	'é',
	'e\u0301',
	'…',
	'\t',
	'\u0007',
	'\u200B',
	'❤️',
];
const word = fc.oneof(
	{weight: 3, arbitrary: fc.constantFrom(...words)},
	{weight: 2, arbitrary: fc.constantFrom(...colours).map(code => `\u001B[${code}m`)},
	{weight: 1, arbitrary: fc.string({maxLength: 6})},
);
const text = fc.array(word, {maxLength: 8}).map(parts => parts.join(''));

type Tree =
	| {readonly kind: 'text'; readonly text: string; readonly look: Record<string, unknown>}
	| {readonly kind: 'box'; readonly style: Record<string, unknown>; readonly children: readonly Tree[]};

const look = fc.record(
	{
		wrap: fc.constantFrom('wrap', 'truncate'),
		color: fc.constantFrom('red', '#123456'),
		bold: fc.boolean(),
		dimColor: fc.boolean(),
	},
	{requiredKeys: []},
);

const style = fc.record(
	{
		flexDirection: fc.constantFrom('row', 'column'),
		// Borders, backgrounds and boxes of a cell or two are not tried: the program draws none, and Ink itself takes all
		// memory over some nests of boxes that are too small for their own borders.
		width: fc.integer({min: 12, max: 50}),
		height: fc.integer({min: 3, max: 6}),
		overflow: fc.constantFrom('hidden', 'visible'),
		marginLeft: fc.integer({min: -4, max: 4}),
		marginTop: fc.integer({min: -2, max: 2}),
	},
	{requiredKeys: []},
);

const {tree} = fc.letrec<{tree: Tree}>(tie => ({
	tree: fc.oneof(
		{depthSize: 'small', withCrossShrink: true},
		fc.record({kind: fc.constant('text' as const), text, look}),
		fc.record({
			kind: fc.constant('box' as const),
			style,
			children: fc.array(tie('tree'), {maxLength: 4}),
		}),
	),
}));

function elementOf({ink: {Box, Text}, createElement: create}: Bundled, node: Tree): ReactNode {
	if (node.kind === 'text') return create(Text, node.look, node.text);
	return create(
		Box,
		node.style,
		...node.children.map(child => elementOf({ink: {Box, Text}, createElement: create} as Bundled, child)),
	);
}

function frameOf(bundled: Bundled, node: Tree): string {
	const {Box} = bundled.ink;
	const root = bundled.createElement(
		Box,
		{flexDirection: 'column', width: 60, height: 12, overflow: 'hidden'},
		elementOf(bundled, node),
	);
	return bundled.ink.renderToString(root, {columns: 60});
}

/** What is seen of a frame, cell by cell: two ways of writing the same colours are the same. */
function lookOf(frame: string): string {
	return frame
		.split('\n')
		.map(line => {
			const {glyphs, styles} = readCells(line, 80);
			return glyphs.map((glyph, column) => `${styles[column]!.parameters}:${glyph}`).join('|');
		})
		.join('\n');
}

describe('Ink as it is bundled', () => {
	it('draws the frames that Ink draws, of any tree', () => {
		const original: Bundled = {ink, createElement};
		fc.assert(
			fc.property(tree, node => {
				expect(lookOf(frameOf(fast, node))).toBe(lookOf(frameOf(original, node)));
			}),
			{numRuns: runs(600)},
		);
	});

	it('measures and cleans texts as Ink does', () => {
		fc.assert(
			fc.property(fc.array(text, {maxLength: 3}), lines => {
				const all = lines.join('\n');
				expect(widestLine(all)).toBe(inkWidest(all));
				expect(sanitizeAnsi(all)).toBe(inkSanitize(all));
			}),
			{numRuns: runs(500)},
		);
	});
});

describe('characters taken for narrow', () => {
	it('stand alone and are one column wide for the package that knows all of Unicode', () => {
		const all = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(isNarrow);
		const segments = [...new Intl.Segmenter().segment([...all, ...all.toReversed()].join(''))];

		expect(all.filter(one => inkWidest(one) !== 1)).toEqual([]);
		expect(segments.length).toBe(2 * all.length);
		expect(all.length).toBeGreaterThan(2000);
	});
});
