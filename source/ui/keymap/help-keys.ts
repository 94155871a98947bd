import type {Acts} from '../acts.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {sheetRows} from '../layout/heights.ts';
import {moveInHelp, runFromHelp} from '../overlays/help/help.ts';
import {closeOverlay} from '../state/overlay-changes.ts';

const places = ['overlay:help'] as const;

/** Keys within help. Letters are typed into its search line, so only others can be keys here. */
export function createHelpKeys(allRows: () => readonly KeyRow[]): readonly KeyRow[] {
	const page = (acts: Acts): number => Math.max(1, sheetRows(acts.getView()) - 2);
	return [
		{
			id: 'help.close',
			places,
			keys: ['esc'],
			group: 'Answer',
			help: 'Close help.',
			bar: {word: 'close', rank: 1},
			run: acts => acts.update(closeOverlay),
		},
		{
			id: 'help.run',
			places,
			keys: ['enter'],
			group: 'Answer',
			help: 'Close help and press the chosen key.',
			bar: {word: 'press the key', rank: 2},
			run: acts => runFromHelp(acts, allRows()),
		},
		{
			id: 'help.up',
			places,
			keys: ['up', 'shift-tab'],
			group: 'Move',
			help: 'Go one line up.',
			run: acts => moveInHelp(acts, -1, allRows()),
		},
		{
			id: 'help.down',
			places,
			keys: ['down', 'tab'],
			group: 'Move',
			help: 'Go one line down.',
			run: acts => moveInHelp(acts, 1, allRows()),
		},
		{
			id: 'help.page-up',
			places,
			keys: ['pageup'],
			group: 'Move',
			help: 'Go one page up.',
			run: acts => moveInHelp(acts, -page(acts), allRows()),
		},
		{
			id: 'help.page-down',
			places,
			keys: ['pagedown'],
			group: 'Move',
			help: 'Go one page down.',
			run: acts => moveInHelp(acts, page(acts), allRows()),
		},
	];
}
