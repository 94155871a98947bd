import {themeNames} from '../../domain/theme-names.ts';
import {isPaused} from '../facts/paused.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {allPlaces} from '../keys/place-titles.ts';
import {quit} from '../program/leaving.ts';
import {goOn, pause} from '../program/pausing.ts';
import {refreshNow} from '../program/refresh-now.ts';
import {screens} from '../state/ui-state.ts';

export const programKeys: readonly KeyRow[] = [
	{
		id: 'program.refresh',
		places: ['list'],
		keys: ['r'],
		group: 'Program',
		help: 'Ask the service now.',
		bar: {word: 'refresh', rank: 11},
		refusal: view =>
			isPaused(view) ? `Polling is paused; ${view.keyWords.one('program.pause')} goes on.` : null,
		run: refreshNow,
	},
	{
		id: 'program.pause',
		places: screens,
		keys: ['p'],
		group: 'Program',
		help: 'Pause polling, or go on. Cancels asked already are not forgotten.',
		run: acts => (isPaused(acts.getView()) ? goOn(acts) : pause(acts)),
	},
	{
		id: 'program.theme',
		places: screens,
		keys: ['t'],
		group: 'Program',
		help: `Change the colours: ${themeNames.join(', ')}.`,
		run: acts => {
			const next = themeNames[(themeNames.indexOf(acts.getView().ui.themeName) + 1) % themeNames.length]!;
			acts.update(state => ({...state, themeName: next}));
			acts.toast(`Theme: ${next}. \`tapis-jobs config set theme ${next}\` keeps it.`);
		},
	},
	{
		id: 'program.redraw',
		places: allPlaces,
		keys: ['ctrl-l'],
		group: 'Program',
		help: 'Draw the whole screen anew.',
		isBlind: true,
		run: acts => acts.terminal.redraw(),
	},
	{
		id: 'program.suspend',
		places: allPlaces,
		keys: ['ctrl-z'],
		group: 'Program',
		help: 'Suspend the program; fg brings it back.',
		isBlind: true,
		run: acts => acts.terminal.suspend(),
	},
	{
		id: 'program.quit',
		places: screens,
		keys: ['q'],
		group: 'Program',
		help: 'Quit. Cancels asked go on, and are taken up again at the next start; one that is held back is asked about.',
		bar: {word: 'quit', rank: 6},
		isBlind: true,
		run: quit,
	},
];
