import type {Job} from '../../../domain/job.ts';
import {fitMiddle, fitText} from '../../../terminal/fit-text.ts';
import {type ColumnRow, columnRows} from '../../columns.ts';
import {cancelSign} from '../../facts/pending-cancel.ts';
import {isStale} from '../../facts/stale.ts';
import {columnGap, type PlacedColumn, placeColumns} from '../../layout/column-widths.ts';
import {windowTop} from '../../layout/scrolled.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';

/** Cells in front of the first column: the cursor, the mark, a gap. */
const gutter = 3;

/** The columns that a list of this width has room for. */
export function listColumns(view: View, width: number): readonly PlacedColumn[] {
	return placeColumns(columnRows, view, width - gutter, view.ui.chosenColumns);
}

/** The column titles and the window of rows: exactly `height` lines. */
export function drawRows(view: View, columns: readonly PlacedColumn[], height: number): readonly string[] {
	// An overlay may leave less room than the list was scrolled for; the cursor stays in sight all the same.
	const top = windowTop(view.ui.list.top, view.ui.list.index, height - 1, view.jobs.length);
	const rows = view.jobs.slice(top, top + Math.max(0, height - 1)).map(job => drawRow(view, columns, job));
	while (rows.length < height - 1) rows.push('');
	return [drawTitles(view, columns), ...rows].slice(0, height);
}

function drawTitles(view: View, columns: readonly PlacedColumn[]): string {
	const {key, isReversed} = view.ui.list.order;
	const titles = columns.map(({row, width}) => {
		const arrow = row.sortKey === key ? ` ${isReversed ? view.glyphs.up : view.glyphs.down}` : '';
		return fitText(row.title + arrow, width, row.align);
	});
	return view.paint('dim', ' '.repeat(gutter) + titles.join(columnGap).trimEnd());
}

function drawRow(view: View, columns: readonly PlacedColumn[], job: Job): string {
	const {paint, glyphs, ui, monitor} = view;
	const {list} = ui;
	const isSelected = job.uuid === list.selected;
	const cursor = isSelected ? paint('accent', glyphs.selected) : ' ';
	const cells = columns.map(({row, width}) => {
		const whole = row.text?.(job, view) ?? row.textOf(job, row.until?.(view) ?? view.now);
		const text = row.column === 'name' ? fitMiddle(whole, width) : fitText(whole, width, row.align);
		if (row.column !== 'name') return paint(isStale(view) ? 'stale' : roleOf(row), text);
		return isSelected
			? paint('selected', text.trimEnd()) + text.slice(text.trimEnd().length)
			: paint(nameRole(), text);
	});
	return `${cursor}${sign()} ${cells.join(columnGap)}`;

	function roleOf({role = 'text'}: ColumnRow): Role {
		return typeof role === 'function' ? role(job, view) : role;
	}

	function nameRole(): 'stale' | 'changed' | 'text' {
		if (isStale(view)) return 'stale';
		return list.changed.has(job.uuid) ? 'changed' : 'text';
	}

	function sign(): string {
		if (list.marked.has(job.uuid)) return paint('marked', glyphs.marked);
		if (list.changed.has(job.uuid)) return paint('accent', glyphs.changed);
		const asked = cancelSign(view, job.uuid);
		if (asked !== null) return paint(asked.role, asked.sign);
		if (monitor.watched.has(job.uuid)) return paint('accent', glyphs.watched);
		// Colours alone would not tell.
		return isStale(view) ? paint('stale', glyphs.waiting) : ' ';
	}
}
