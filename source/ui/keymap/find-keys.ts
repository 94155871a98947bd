import type {Acts} from '../acts.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {
	clearMarks,
	keepFilter,
	leaveFilter,
	nextQuickFilter,
	openFilterField,
	setFilter,
	setOrder,
	withList,
} from '../state/list-changes.ts';
import {quickFilters, type UiState} from '../state/ui-state.ts';

const list = ['list'] as const;

/** Esc gives back one thing at a time: the marks, then the filter. */
function stepBack(state: UiState): UiState {
	const {list: one} = state;
	if (one.marked.size > 0) return {...state, list: clearMarks(one)};
	return one.filterText === '' ? state : {...state, list: setFilter(one, '')};
}

/** The line may have no room for what is wrong with a long filter. */
function keepTyped(acts: Acts): void {
	acts.update(withList(keepFilter));
	const {problem} = acts.getView().ui.list;
	if (problem !== null) acts.toast(problem.message, 'warn');
}

export const findKeys: readonly KeyRow[] = [
	{
		id: 'list.filter',
		places: list,
		keys: ['/'],
		group: 'Find',
		help: 'Type a filter; the list narrows as you type.',
		bar: {word: 'filter', rank: 4},
		run: acts => acts.update(withList(openFilterField)),
	},
	{
		id: 'list.quick-filter',
		places: list,
		keys: ['f'],
		group: 'Find',
		help: `Go through the quick filters: ${quickFilters.map(one => one.name).join(', ')}.`,
		run: acts => acts.update(withList(nextQuickFilter)),
	},
	{
		id: 'list.reverse',
		places: list,
		keys: ['S'],
		group: 'Find',
		help: 'Turn the order of the list round.',
		run: acts =>
			acts.update(withList(one => setOrder(one, {...one.order, isReversed: !one.order.isReversed}))),
	},
	{
		id: 'list.back',
		places: list,
		keys: ['esc', 'left'],
		group: 'Find',
		help: 'Take the marks away; then the filter.',
		run: acts => acts.update(stepBack),
	},
	{
		id: 'filter.keep',
		places: ['filter'],
		keys: ['enter'],
		group: 'Answer',
		help: 'Keep the filter and go back to the list.',
		bar: {word: 'keep', rank: 1},
		run: keepTyped,
	},
	{
		id: 'filter.leave',
		places: ['filter'],
		keys: ['esc'],
		group: 'Answer',
		help: 'Go back to the filter from before.',
		bar: {word: 'as before', rank: 2},
		run: acts => acts.update(withList(leaveFilter)),
	},
];
