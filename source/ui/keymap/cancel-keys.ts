import {digitKeys} from '../keys/key-names.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {
	answerWithEnter,
	confirmCancel,
	eraseDigit,
	hasTargets,
	keepJobs,
	numberWanted,
	scrollTargets,
	typeDigit,
} from '../overlays/cancel/cancel-answers.ts';

const places = ['overlay:cancel'] as const;

export const cancelKeys: readonly KeyRow[] = [
	{
		id: 'cancel.yes',
		places,
		keys: ['y'],
		group: 'Answer',
		help: 'Cancel the jobs shown.',
		bar: {word: 'cancel', rank: 1, isFor: hasTargets},
		isDangerous: true,
		refusal: numberWanted,
		run: confirmCancel,
	},
	{
		id: 'cancel.no',
		places,
		keys: ['esc', 'n'],
		group: 'Answer',
		help: 'Keep the jobs.',
		bar: {word: 'keep', rank: 2},
		run: keepJobs,
	},
	{
		id: 'cancel.enter',
		places,
		keys: ['enter'],
		group: 'Answer',
		help: 'Keep the jobs; or cancel them, when their number has been typed.',
		run: answerWithEnter,
	},
	{
		id: 'cancel.up',
		places,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Scroll the jobs up.',
		run: acts => scrollTargets(acts, -1),
	},
	{
		id: 'cancel.down',
		places,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Scroll the jobs down.',
		run: acts => scrollTargets(acts, 1),
	},
	{
		id: 'cancel.erase',
		places,
		keys: ['backspace'],
		group: 'Answer',
		help: 'Take back the last digit.',
		run: eraseDigit,
	},
	{
		id: 'cancel.digit',
		places,
		keys: digitKeys,
		group: 'Answer',
		help: 'Type the number of jobs, when there are many.',
		run: typeDigit,
	},
];
