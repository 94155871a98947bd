import {Text} from 'ink';
import {type Component, type ComponentClass, createContext, useContext} from 'react';
import {displayWidth} from '../../terminal/display-width.ts';
import {fitText} from '../../terminal/fit-text.ts';
import {plainAscii, plainAsciiLines} from '../../terminal/plain-ascii.ts';
import {Table, type TableProps, type TableRow} from './ink-table.ts';

type Separator = {separator: (parts: {readonly key: string}) => React.ReactNode};

/** ink-table with one line a row: a rule stands under the titles only, which is before the row whose key ends in its index 0. */
class OneLineTable extends (Table as unknown as ComponentClass<TableProps>) {
	constructor(props: TableProps) {
		super(props);
		const table = this as unknown as Component & Separator;
		const rule = table.separator;
		table.separator = parts => (parts.key.endsWith('-0') ? rule(parts) : null);
	}
}

/**
 * ink-table counts UTF-16 units where a terminal counts cells, so a wide letter would bend the border. It is given stand-ins of
 * the right length, one for each cell, which the cells exchange for their texts.
 */
const CellTexts = createContext<readonly string[]>([]);
const standIn = 0xe000;

function Cell({children}: {readonly children?: React.ReactNode}): React.ReactNode {
	const texts = useContext(CellTexts);
	const shown = String(children).replace(/[\uE000-\uF8FF] *(?= )/g, found => {
		const text = texts[found.codePointAt(0)! - standIn] ?? '';
		return fitText(text, found.length);
	});
	return <Text wrap="truncate">{shown}</Text>;
}

/** The dialog keeps to the theme: the table brings no colours of its own. */
function Plain({children}: {readonly children?: React.ReactNode}): React.ReactNode {
	return <Text wrap="truncate">{children}</Text>;
}

/** The same for a terminal that has no lines to draw. */
function PlainAscii({children}: {readonly children?: React.ReactNode}): React.ReactNode {
	return <Text wrap="truncate">{plainAsciiLines(String(children))}</Text>;
}

/** A bordered table of texts of any script; each row takes one line. At most some thousand cells. */
export function CompactTable({
	rows,
	isAscii,
}: {
	readonly rows: readonly Readonly<Record<string, string>>[];
	readonly isAscii: boolean;
}): React.ReactNode {
	const columns = Object.keys(rows[0] ?? {});
	const texts: string[] = [];
	const widths = columns.map(column =>
		Math.max(column.length, ...rows.map(row => displayWidth(row[column] ?? ''))),
	);
	const data = rows.map(
		(row): TableRow =>
			Object.fromEntries(
				columns.map((column, index) => {
					texts.push(isAscii ? plainAscii(row[column] ?? '') : (row[column] ?? ''));
					return [column, String.fromCharCode(standIn + texts.length - 1).padEnd(widths[index]!)];
				}),
			),
	);
	const skeleton = isAscii ? PlainAscii : Plain;
	return (
		<CellTexts value={texts}>
			<OneLineTable data={data} padding={1} cell={Cell} header={Plain} skeleton={skeleton} />
		</CellTexts>
	);
}
