import {type JobOrder, type SortKey, sortKeys} from '../../domain/order.ts';
import {fitText} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {setOrder, withList} from '../state/list-changes.ts';
import {movedIndex} from '../state/moved-index.ts';
import {closeOverlay, overlayOf, showOverlay, withOverlay} from '../state/overlay-changes.ts';
import type {View} from '../view.ts';
import {drawSheet, windowAround} from './sheet.ts';

/** Opens the picker with the order in force chosen. */
export function openSort(acts: Acts): void {
	acts.update(state => {
		const index = sortKeys.findIndex(({key}) => key === state.list.order.key);
		return showOverlay({kind: 'sort', index: Math.max(0, index)})(state);
	});
}

export function moveInSort(acts: Acts, by: number): void {
	acts.update(withOverlay('sort', sort => ({...sort, index: movedIndex(sort.index, by, sortKeys.length)})));
}

/** Sorts by the chosen column; by the column in force already, the other way round. */
export function chooseSort(acts: Acts): void {
	const sort = overlayOf(acts.getView().ui, 'sort');
	const row = sort === null ? undefined : sortKeys[sort.index];
	if (row === undefined) return;
	acts.update(state => closeOverlay(withList(list => setOrder(list, nextOrder(list.order, row.key)))(state)));
}

function nextOrder(order: JobOrder, key: SortKey): JobOrder {
	return {key, isReversed: order.key === key && !order.isReversed};
}

export function drawSort(view: View, height: number): readonly string[] {
	const sort = overlayOf(view.ui, 'sort');
	if (sort === null) return [];
	const {paint, glyphs, width, ui} = view;
	const {order} = ui.list;
	const lines = sortKeys.map(({key, about}, index) => {
		const isCurrent = key === order.key;
		const direction = isCurrent ? (order.isReversed ? glyphs.up : glyphs.down) : ' ';
		const way = isCurrent && order.isReversed ? ', the other way round' : '';
		const head = `${index === sort.index ? glyphs.selected : ' '} ${direction} ${key.padEnd(8)} `;
		const text = fitText(head + about + way, Math.min(width, 72));
		if (index === sort.index) return paint('selected', text);
		return isCurrent ? paint('accent', text) : text;
	});
	const {shown, note} = windowAround(lines, sort.index, height - 1);
	return drawSheet(view, 'Sort by', shown, height, note);
}
