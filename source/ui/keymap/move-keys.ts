import type {Acts} from '../acts.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {listWindowRows} from '../screens/list/list-window.ts';
import {moveCursor, turnPage, withList} from '../state/list-changes.ts';
import type {Move} from '../state/moved-index.ts';

const list = ['list'] as const;

/** Moves the cursor of the list. */
export function move(acts: Acts, how: Move): void {
	const {jobs} = acts.getView();
	acts.update(withList(one => moveCursor(one, jobs, how)));
}

function page(acts: Acts, share: number): void {
	const view = acts.getView();
	const rows = Math.trunc(share * listWindowRows(view)) || Math.sign(share);
	acts.update(withList(one => turnPage(one, view.jobs, rows)));
}

export const moveKeys: readonly KeyRow[] = [
	{
		id: 'list.up',
		places: list,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one job up.',
		run: acts => move(acts, -1),
	},
	{
		id: 'list.down',
		places: list,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one job down.',
		bar: {word: 'move', rank: 1, shown: glyphs => glyphs.updown},
		run: acts => move(acts, 1),
	},
	{
		id: 'list.page-up',
		places: list,
		keys: ['pageup'],
		group: 'Move',
		help: 'Go one page up.',
		run: acts => page(acts, -1),
	},
	{
		id: 'list.page-down',
		places: list,
		keys: ['pagedown'],
		group: 'Move',
		help: 'Go one page down.',
		run: acts => page(acts, 1),
	},
	{
		id: 'list.half-up',
		places: list,
		keys: ['ctrl-u'],
		group: 'Move',
		help: 'Go half a page up.',
		run: acts => page(acts, -0.5),
	},
	{
		id: 'list.half-down',
		places: list,
		keys: ['ctrl-d'],
		group: 'Move',
		help: 'Go half a page down.',
		run: acts => page(acts, 0.5),
	},
	{
		id: 'list.first',
		places: list,
		keys: ['g', 'home'],
		group: 'Move',
		help: 'Go to the first job.',
		run: acts => move(acts, 'first'),
	},
	{
		id: 'list.last',
		places: list,
		keys: ['G', 'end'],
		group: 'Move',
		help: 'Go to the last job.',
		run: acts => move(acts, 'last'),
	},
	{
		id: 'filter.up',
		places: ['filter'],
		keys: ['up'],
		group: 'Move',
		help: 'Go one job up while typing.',
		run: acts => move(acts, -1),
	},
	{
		id: 'filter.down',
		places: ['filter'],
		keys: ['down'],
		group: 'Move',
		help: 'Go one job down while typing.',
		run: acts => move(acts, 1),
	},
];
