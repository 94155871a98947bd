import {digitKeys} from '../keys/key-names.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {stillMeant} from '../overlays/cancel/ask-to-cancel.ts';
import {editRequest} from '../overlays/confirm/resubmit.ts';
import {
	answerNo,
	answerWithEnter,
	answerYes,
	eraseDigit,
	scrollJobs,
	typeDigit,
	whyNotYes,
} from '../overlays/question/question-answers.ts';
import {overlayOf} from '../state/overlay-changes.ts';
import type {Question} from '../state/question-state.ts';
import type {View} from '../view.ts';

/** What the answers are called where something else is asked. */
type AnswerWords = {
	readonly yes: Pick<KeyRow, 'help' | 'bar'>;
	readonly no: Pick<KeyRow, 'help' | 'bar'>;
	readonly enter: string;
};

/** The keys of a question. */
function answerKeys(kind: Question['kind'], {yes, no, enter}: AnswerWords): readonly KeyRow[] {
	const places = [`overlay:${kind}`] as const;
	return [
		{
			id: `${kind}.yes`,
			places,
			keys: ['y'],
			group: 'Answer',
			...yes,
			isDangerous: true,
			refusal: whyNotYes,
			run: answerYes,
		},
		{id: `${kind}.no`, places, keys: ['esc', 'n'], group: 'Answer', ...no, run: answerNo},
		{id: `${kind}.enter`, places, keys: ['enter'], group: 'Answer', help: enter, run: answerWithEnter},
		{
			id: `${kind}.up`,
			places,
			keys: ['up', 'k'],
			group: 'Move',
			help: 'Scroll the jobs up.',
			run: acts => scrollJobs(acts, -1),
		},
		{
			id: `${kind}.down`,
			places,
			keys: ['down', 'j'],
			group: 'Move',
			help: 'Scroll the jobs down.',
			run: acts => scrollJobs(acts, 1),
		},
		{
			id: `${kind}.erase`,
			places,
			keys: ['backspace'],
			group: 'Answer',
			help: 'Take back the last digit.',
			run: eraseDigit,
		},
		{
			id: `${kind}.digit`,
			places,
			keys: digitKeys,
			group: 'Answer',
			help: 'Type the number of jobs, when there are many.',
			isDangerous: true,
			run: typeDigit,
		},
	];
}

/** Whether a cancel still has something to say yes to. */
function hasJobsLeft(view: View): boolean {
	const question = overlayOf(view.ui, 'cancel');
	return question !== null && stillMeant(view, question).length > 0;
}

function whyNotEdit({ui}: View): string | null {
	const question = overlayOf(ui, 'confirm');
	if (question === null) return null;
	if (question.act === 'hide') return 'There is nothing to edit.';
	if (question.working !== null) return 'It is under way already.';
	return question.jobs.length > 1 ? 'Only the request of one job at a time can be edited.' : null;
}

export const questionKeys: readonly KeyRow[] = [
	...answerKeys('cancel', {
		yes: {help: 'Cancel the jobs shown.', bar: {word: 'cancel', rank: 1, isFor: hasJobsLeft}},
		no: {help: 'Keep the jobs.', bar: {word: 'keep', rank: 2}},
		enter: 'Keep the jobs; or cancel them, when their number has been typed.',
	}),
	...answerKeys('confirm', {
		yes: {help: 'Yes: do what is asked about.', bar: {word: 'yes', rank: 1}},
		no: {help: 'No: leave everything as it is.', bar: {word: 'no', rank: 2}},
		enter:
			'No; or yes, when the number of many jobs has been typed. Never throws away a request you have edited.',
	}),
	{
		id: 'confirm.edit',
		places: ['overlay:confirm'],
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
];
