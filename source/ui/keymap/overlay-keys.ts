import type {Acts} from '../acts.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {copyChosen, moveInCopy} from '../overlays/copy/copy.ts';
import {scrollDiagnostics} from '../overlays/diagnostics/diagnostics.ts';
import {pageOfLog, scrollLog} from '../overlays/log.ts';
import {chooseProfile, moveInProfiles} from '../overlays/profiles.ts';
import {chooseSort, moveInSort} from '../overlays/sort.ts';
import {closeOverlay} from '../state/overlay-changes.ts';
import type {Overlay} from '../state/overlay-state.ts';
import {createHelpKeys} from './help-keys.ts';
import {openerKeys} from './opener-keys.ts';
import {questionKeys} from './question-keys.ts';
import {signInKeys} from './sign-in-keys.ts';

const close = (acts: Acts): void => acts.update(closeOverlay);

/** Leaves an overlay: Esc, the key that opened it, and `q`, which leaves everything else too. */
function closing(kind: Overlay['kind']): KeyRow {
	const opener = openerKeys.find(({id}) => id === `open.${kind}`);
	return {
		id: `${kind}.close`,
		places: [`overlay:${kind}`],
		keys: ['esc', ...(opener?.keys ?? []), 'q'],
		group: 'Answer',
		help: 'Close it.',
		bar: {word: 'close', rank: 1},
		run: close,
	};
}

const log = ['overlay:log'] as const;
const sort = ['overlay:sort'] as const;
const profiles = ['overlay:profiles'] as const;
const copy = ['overlay:copy'] as const;
const diagnostics = ['overlay:diagnostics'] as const;

const profileKeys: readonly KeyRow[] = [
	closing('profiles'),
	{
		id: 'profiles.up',
		places: profiles,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one profile up.',
		run: acts => moveInProfiles(acts, -1),
	},
	{
		id: 'profiles.down',
		places: profiles,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one profile down.',
		run: acts => moveInProfiles(acts, 1),
	},
	{
		id: 'profiles.choose',
		places: profiles,
		keys: ['enter'],
		group: 'Answer',
		help: 'Show the jobs of this profile.',
		bar: {word: 'use it', rank: 2},
		run: chooseProfile,
	},
];

const logKeys: readonly KeyRow[] = [
	closing('log'),
	{
		id: 'log.up',
		places: log,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go back in the log.',
		run: acts => scrollLog(acts, -1),
	},
	{
		id: 'log.down',
		places: log,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go on in the log.',
		bar: {word: 'scroll', rank: 2},
		run: acts => scrollLog(acts, 1),
	},
	{
		id: 'log.page-up',
		places: log,
		keys: ['pageup', 'ctrl-u'],
		group: 'Move',
		help: 'Go back one page.',
		run: acts => scrollLog(acts, -pageOfLog(acts)),
	},
	{
		id: 'log.page-down',
		places: log,
		keys: ['pagedown', 'ctrl-d'],
		group: 'Move',
		help: 'Go on one page.',
		run: acts => scrollLog(acts, pageOfLog(acts)),
	},
	{
		id: 'log.first',
		places: log,
		keys: ['g', 'home'],
		group: 'Move',
		help: 'Go to the oldest entry.',
		run: acts => scrollLog(acts, 'first'),
	},
	{
		id: 'log.follow',
		places: log,
		keys: ['f', 'G', 'end'],
		group: 'Move',
		help: 'Follow the newest entries.',
		bar: {word: 'follow', rank: 3},
		run: acts => scrollLog(acts, 'last'),
	},
];

const sortKeyRows: readonly KeyRow[] = [
	closing('sort'),
	{
		id: 'sort.up',
		places: sort,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one column up.',
		run: acts => moveInSort(acts, -1),
	},
	{
		id: 'sort.down',
		places: sort,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one column down.',
		run: acts => moveInSort(acts, 1),
	},
	{
		id: 'sort.choose',
		places: sort,
		keys: ['enter', 'space'],
		group: 'Answer',
		help: 'Sort by this; by what is sorted by already, the other way round.',
		bar: {word: 'sort, again: reverse', rank: 2},
		run: chooseSort,
	},
];

const copyKeyRows: readonly KeyRow[] = [
	closing('copy'),
	{
		id: 'copy.up',
		places: copy,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one line up.',
		run: acts => moveInCopy(acts, -1),
	},
	{
		id: 'copy.down',
		places: copy,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one line down.',
		run: acts => moveInCopy(acts, 1),
	},
	{
		id: 'copy.choose',
		places: copy,
		keys: ['enter', 'y'],
		group: 'Answer',
		help: 'Send this to your terminal’s clipboard.',
		bar: {word: 'copy', rank: 2},
		run: copyChosen,
	},
];

const diagnosticsKeys: readonly KeyRow[] = [
	closing('diagnostics'),
	{
		id: 'diagnostics.up',
		places: diagnostics,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Scroll up.',
		run: acts => scrollDiagnostics(acts, -1),
	},
	{
		id: 'diagnostics.down',
		places: diagnostics,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Scroll down.',
		bar: {word: 'scroll', rank: 2},
		run: acts => scrollDiagnostics(acts, 1),
	},
];

/** The keys within the overlays. Help's own act on the whole table, so it is handed in. */
export function createOverlayKeys(allRows: () => readonly KeyRow[]): readonly KeyRow[] {
	return [
		...questionKeys,
		...createHelpKeys(allRows),
		...logKeys,
		...profileKeys,
		...sortKeyRows,
		...copyKeyRows,
		...diagnosticsKeys,
		...signInKeys,
	];
}
