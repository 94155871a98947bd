import {suggestFilter} from '../../../domain/filter/filter-suggestion.ts';
import type {PlacedColumn} from '../../layout/column-widths.ts';
import {padLine, wrapWords} from '../../layout/styled.ts';
import {previewWidth} from '../../layout/widths.ts';
import type {View} from '../../view.ts';
import {drawRows, listColumns} from './draw-rows.ts';
import {drawPreview, drawSelected} from './draw-selected.ts';

const paneWidth = 42;

/** Lines about the selected job under the list, and from which height on they are there. */
const detailLines = 3;
const leastForDetails = 9;

/** The columns that the list shows. */
export function columnsInList(view: View): readonly PlacedColumn[] {
	return listColumns(view, view.width >= previewWidth ? leftWidth(view) : view.width);
}

function leftWidth(view: View): number {
	return view.width - paneWidth - 3;
}

/** The list screen below the header: exactly `height` lines. */
export function drawList(view: View, height: number): readonly string[] {
	if (view.jobs.length === 0) return drawNothing(view, height);
	if (view.width >= previewWidth) return drawBeside(view, height);
	const spare = height - 1 - detailLines - view.jobs.length;
	const details = height >= leastForDetails ? ['', ...drawSelected(view, spare)] : [];
	return [...drawRows(view, columnsInList(view), height - details.length), ...details];
}

function drawBeside(view: View, height: number): readonly string[] {
	const left = leftWidth(view);
	const columns = columnsInList(view);
	const rows = drawRows(view, columns, height);
	const pane = drawPreview(view, columns, paneWidth, height);
	const bar = view.paint('border', view.glyphs.bar);
	return rows.map((row, index) => `${padLine(row, left)} ${bar} ${pane[index] ?? ''}`);
}

/** How many rows of jobs the list has room for, for paging and scrolling. */
export function rowsInList(view: Pick<View, 'width'>, height: number): number {
	const hasDetails = view.width < previewWidth && height >= leastForDetails;
	return Math.max(1, height - 1 - (hasDetails ? detailLines : 0));
}

/** Why there is nothing to see, and what to do about it. Never a blank. */
function drawNothing(view: View, height: number): readonly string[] {
	const {paint} = view;
	const [title, ...more] = explainNothing(view);
	const room = Math.min(view.width - 4, 76);
	const text = [
		'',
		paint('title', `  ${title}`),
		'',
		...more.flatMap(line => wrapWords(line, room).map(part => `  ${part}`)),
	];
	while (text.length < height) text.push('');
	return text.slice(0, height);
}

function explainNothing({monitor, ui, keyWords}: View): readonly string[] {
	const {link} = monitor;
	if (monitor.jobs.size > 0) {
		const suggestion = suggestFilter(ui.list.filterText);
		return [
			'No job passes the filter.',
			...(suggestion === null ? [] : [`Did you mean ${suggestion}?`]),
			`${monitor.jobs.size === 1 ? 'One job is' : `${monitor.jobs.size} jobs are`} hidden by “${ui.list.filterText}”.`,
			`${keyWords.one('list.back')} shows all of them again.`,
			...(monitor.loading === null ? [] : ['Older jobs have not come yet; there may be some among them.']),
		];
	}
	switch (link.kind) {
		case 'connecting':
			return ['Connecting…', 'The newest jobs come first.'];
		case 'signed-out':
			return ['You are not signed in.', link.failure.message, link.failure.advice];
		case 'failing':
			return [
				'Nothing has come from the service yet.',
				link.failure.message,
				link.failure.advice,
				'It is tried again by itself.',
			];
		case 'paused':
			return ['Paused before the first answer came.'];
		case 'live':
			return monitor.loading === null
				? ['You have no jobs here.', 'A job submitted to this tenant appears by itself.']
				: ['Loading…'];
	}
}
