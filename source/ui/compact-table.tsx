import {Text} from 'ink';
import {type Component, type ComponentClass, createContext, useContext} from 'react';
import {displayWidth, fitText} from '../terminal/fit-text.ts';
import {Table, type TableProps, type TableRow} from './ink-table.ts';

/** Lines of the table besides its rows: border, titles, rule, border. */
export const tableFrame = 4;

type Separator = {separator: (props: unknown) => React.ReactNode; readonly props: TableProps};

/** ink-table with one line a row: a rule stands under the titles only. */
class OneLineTable extends (Table as unknown as ComponentClass<TableProps>) {
	constructor(props: TableProps) {
		super(props);
		const table = this as unknown as Component & Separator;
		const rule = table.separator;
		let drawn = 0;
		table.separator = parts => {
			const isFirst = drawn % table.props.data.length === 0;
			drawn++;
			return isFirst ? rule(parts) : null;
		};
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

/** A bordered table of texts of any script; each row takes one line. At most some thousand cells. */
export function CompactTable({
	rows,
}: {
	readonly rows: readonly Readonly<Record<string, string>>[];
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
					texts.push(row[column] ?? '');
					return [column, String.fromCharCode(standIn + texts.length - 1).padEnd(widths[index]!)];
				}),
			),
	);
	return (
		<CellTexts value={texts}>
			<OneLineTable data={data} padding={1} cell={Cell} header={Plain} skeleton={Plain} />
		</CellTexts>
	);
}
