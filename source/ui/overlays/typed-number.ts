import {cutText, displayWidth} from '../../terminal/fit-text.ts';

/** What a question about many jobs is answered with: their number, typed. */
export type NumberAsked = {
	readonly count: number;
	readonly typed: string;
	/** What is done to them: "cancel them". */
	readonly act: string;
	/** Names of the keys that answer. */
	readonly enter: string;
	readonly no: string;
	/** What leaving does: "keeps them". */
	readonly leaves: string;
};

/** Asks for the number on one line. What has been typed is seen, however narrow the terminal. */
export function numberLine({count, typed, act, enter, no, leaves}: NumberAsked, width: number): string {
	const answers = [
		`Type ${count} and ${enter} to ${act}: ${typed}_   ${no} ${leaves}.`,
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
