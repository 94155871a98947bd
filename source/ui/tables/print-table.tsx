import {renderToString} from 'ink';
import {Table} from './ink-table.ts';

/** A bordered table as text, for `list` on a terminal. Nothing is left running. */
export function printTable(rows: readonly Readonly<Record<string, string>>[], width: number): string {
	// Ink breaks lines at its width, which would tear the borders of a table that is wider than the terminal.
	const text = renderToString(<Table data={rows} />, {columns: Math.max(width, 1000)});
	// ink-table rules off every row; only the line under the heading is worth its height in a list.
	const lines = text.split('\n').filter((line, at) => at === 2 || !line.includes('├'));
	return lines.map(line => line.trimEnd()).join('\n');
}
