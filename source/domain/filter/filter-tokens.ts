/** `=` stands for `:`, as people write it elsewhere, and `!=` is read to be told how it is written here. */
export type FilterOperator = ':' | '<' | '>' | '=' | '!=';

/** One word of a filter, with where it stands in the text. */
export type FilterToken = {
	readonly start: number;
	readonly end: number;
	readonly isNegated: boolean;
	/** What stands before the operator, or null for a free word. */
	readonly field: string | null;
	readonly operator: FilterOperator | null;
	/** The values between commas, quotes taken off, each with where it stands. */
	readonly values: readonly {readonly text: string; readonly start: number; readonly end: number}[];
};

const head = /(-?)(?:([\p{L}_]+)(:|[<>]=?|!?=+))?/uy;

/**
 * Cuts a filter into its words. Never fails: an open quote ends with the text. `isField` tells the fields there are: before a
 * colon a word is one or a mistake, before `=` it may as well be part of a name.
 */
export function readFilterTokens(text: string, isField: (word: string) => boolean): FilterToken[] {
	const tokens: FilterToken[] = [];
	let at = 0;
	while (at < text.length) {
		if (/\s/.test(text[at]!)) {
			at++;
			continue;
		}
		head.lastIndex = at;
		const [whole, minus = '', word, sign] = head.exec(text)!;
		const start = at;
		const operator = operatorOf(sign);
		const isFree = operator?.endsWith('=') && !isField(word!.toLowerCase());
		const field = isFree ? undefined : word;
		const values = readValues(text, at + (isFree ? minus : whole).length, field !== undefined);
		at = values.end;
		tokens.push({
			start,
			end: at,
			isNegated: minus === '-',
			field: field?.toLowerCase() ?? null,
			operator: isFree ? null : operator,
			values: values.found,
		});
	}
	return tokens;
}

function operatorOf(sign: string | undefined): FilterOperator | null {
	switch (sign?.[0]) {
		case ':':
		case '<':
		case '>':
		case '=':
			return sign[0];
		case '!':
			return '!=';
		default:
			return null;
	}
}

/** Values up to the next space outside quotes; commas part them only after a field. */
function readValues(
	text: string,
	from: number,
	isList: boolean,
): {readonly found: FilterToken['values']; readonly end: number} {
	const found: {text: string; start: number; end: number}[] = [];
	let value = '';
	let start = from;
	let at = from;
	let isQuoted = false;
	for (; at < text.length; at++) {
		const letter = text[at]!;
		if (letter === '"') isQuoted = !isQuoted;
		else if (!isQuoted && /\s/.test(letter)) break;
		else if (!isQuoted && isList && letter === ',') {
			found.push({text: value, start, end: at});
			value = '';
			start = at + 1;
		} else value += letter;
	}
	found.push({text: value, start, end: at});
	return {found: found.filter(one => one.text !== ''), end: at};
}
