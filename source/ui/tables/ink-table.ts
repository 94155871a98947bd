/**
 * ink-table 3.1 for the Ink that is already loaded. The package is CommonJS and requires Ink, which has top-level await
 * and so can never be required; with the loaded Ink laid into the require cache first, the require finds it there.
 * In the bundle scripts/plugins/ink-table-plugin.ts does the same by other means, in place of this file.
 */
import {createRequire} from 'node:module';
import * as ink from 'ink';
import type {ComponentType} from 'react';

const require = createRequire(import.meta.url);
const inkPath = require.resolve('ink');
require.cache[inkPath] ??= {
	id: inkPath,
	filename: inkPath,
	loaded: true,
	exports: ink,
	children: [],
	paths: [],
} as never;

/** A cell's text; ink-table shows nothing for undefined. */
export type TableRow = Readonly<Record<string, string | number | undefined>>;

export type TableProps = {
	readonly data: readonly TableRow[];
	readonly columns?: readonly string[];
	/** Spaces on both sides of a cell. */
	readonly padding?: number;
	readonly header?: ComponentType<{children?: React.ReactNode}>;
	readonly cell?: ComponentType<{column: number; children?: React.ReactNode}>;
	readonly skeleton?: ComponentType<{children?: React.ReactNode}>;
};

export const Table = (require('ink-table') as {default: ComponentType<TableProps>}).default;
