import {themeNames} from '../../domain/theme-names.ts';
import type {KeyRow} from '../keys/key-row.ts';

const screens = ['list', 'job'] as const;

export const programKeys: readonly KeyRow[] = [
	{
		id: 'program.refresh',
		places: ['list'],
		keys: ['r'],
		group: 'Program',
		help: 'Ask the service now.',
		bar: {word: 'refresh', rank: 11},
		refusal: ({ui, keyWords}) =>
			ui.isPaused ? `Polling is paused; ${keyWords.one('program.pause')} goes on.` : null,
		run: acts => acts.monitor.refresh(),
	},
	{
		id: 'program.pause',
		places: screens,
		keys: ['p'],
		group: 'Program',
		help: 'Pause polling, or go on. Cancels asked already are not forgotten.',
		run: acts => {
			const {isPaused} = acts.getView().ui;
			if (isPaused) acts.monitor.resume();
			else acts.monitor.pause();
			acts.update(state => ({...state, isPaused: !isPaused}));
		},
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
		places: screens,
		keys: ['ctrl-l'],
		group: 'Program',
		help: 'Draw the whole screen anew.',
		run: acts => acts.terminal.redraw(),
	},
	{
		id: 'program.suspend',
		places: screens,
		keys: ['ctrl-z'],
		group: 'Program',
		help: 'Suspend the program; fg brings it back.',
		run: acts => acts.terminal.suspend(),
	},
	{
		id: 'program.quit',
		places: screens,
		keys: ['q'],
		group: 'Program',
		help: 'Quit. Cancels asked go on, and are taken up again at the next start.',
		bar: {word: 'quit', rank: 6},
		run: acts => acts.quit(),
	},
];
