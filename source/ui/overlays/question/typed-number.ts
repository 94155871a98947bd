import {areMany} from '../../../domain/many-jobs.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText} from '../../../terminal/fit-text.ts';
import type {Question} from '../../state/question-state.ts';
import type {View} from '../../view.ts';

/** Whether the number of jobs is the answer: what is done to many at once costs much to be put right again. */
export function wantsNumber({jobs, working}: Pick<Question, 'jobs' | 'working'>): boolean {
	return areMany(jobs.length) && working === null;
}

/**
 * Asks for the number on one line. What has been typed is seen, however narrow the terminal. `act` is what is done to the jobs
 * ("cancel them"), `leaves` what leaving does ("keeps them").
 */
export function numberLine(
	{keyWords, width}: Pick<View, 'keyWords' | 'width'>,
	{kind, jobs, typed}: Question,
	act: string,
	leaves: string,
): string {
	const count = jobs.length;
	const enter = keyWords.one(`${kind}.enter`);
	const answers = [
		`Type ${count} and ${enter} to ${act}: ${typed}_   ${keyWords.one(`${kind}.no`)} ${leaves}.`,
		`Type ${count} and ${enter} to ${act}: ${typed}_`,
	];
	const fitting = answers.find(answer => displayWidth(answer) <= width);
	return cutText(fitting ?? `Type ${count}, ${enter}: ${typed}_`, width);
}

/** So many digits are taken; a longer number is no number of jobs. */
const mostDigits = 6;

export function withDigit(typed: string, digit: string): string {
	return (typed + digit).slice(-mostDigits);
}
