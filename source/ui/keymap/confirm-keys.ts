import {digitKeys} from '../keys/key-names.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {
	answerConfirmWithEnter,
	confirmAct,
	eraseInConfirm,
	leaveConfirm,
	numberWanted,
	scrollConfirm,
	typeIntoConfirm,
} from '../overlays/confirm-acts.ts';
import {editRequest} from '../overlays/resubmit.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {View} from '../view.ts';

const places = ['overlay:confirm'] as const;

function whyNotYes(view: View): string | null {
	const confirm = overlayOf(view.ui, 'confirm');
	if (confirm?.working) return 'It is under way already.';
	const number = numberWanted(view);
	if (number !== null) return number;
	return confirm?.act === 'resubmit-edited' && confirm.draft?.request === null
		? 'The request cannot be submitted like this; edit it again.'
		: null;
}

function whyNotEdit({ui}: View): string | null {
	const confirm = overlayOf(ui, 'confirm');
	if (confirm?.act === 'hide') return 'There is nothing to edit.';
	if (confirm?.working) return 'It is under way already.';
	return confirm !== null && confirm.jobs.length > 1
		? 'Only the request of one job at a time can be edited.'
		: null;
}

export const confirmKeys: readonly KeyRow[] = [
	{
		id: 'confirm.yes',
		places,
		keys: ['y'],
		group: 'Answer',
		help: 'Yes: do what is asked about.',
		bar: {word: 'yes', rank: 1},
		isDangerous: true,
		refusal: whyNotYes,
		run: confirmAct,
	},
	{
		id: 'confirm.no',
		places,
		keys: ['esc', 'n'],
		group: 'Answer',
		help: 'No: leave everything as it is.',
		bar: {word: 'no', rank: 2},
		run: leaveConfirm,
	},
	{
		id: 'confirm.enter',
		places,
		keys: ['enter'],
		group: 'Answer',
		help: 'No; or yes, when the number of many jobs has been typed.',
		run: answerConfirmWithEnter,
	},
	{
		id: 'confirm.edit',
		places,
		keys: ['e'],
		group: 'Answer',
		help: 'Change the request in your editor before it is submitted; asks again.',
		bar: {word: 'edit', rank: 3},
		isDangerous: true,
		refusal: whyNotEdit,
		run: acts => {
			void editRequest(acts);
		},
	},
	{
		id: 'confirm.up',
		places,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Scroll the jobs up.',
		run: acts => scrollConfirm(acts, -1),
	},
	{
		id: 'confirm.down',
		places,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Scroll the jobs down.',
		run: acts => scrollConfirm(acts, 1),
	},
	{
		id: 'confirm.erase',
		places,
		keys: ['backspace'],
		group: 'Answer',
		help: 'Take back the last digit.',
		run: eraseInConfirm,
	},
	{
		id: 'confirm.digit',
		places,
		keys: digitKeys,
		group: 'Answer',
		help: 'Type the number of jobs, when many are submitted.',
		isDangerous: true,
		run: typeIntoConfirm,
	},
];
