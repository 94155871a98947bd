/** One word of a filter, with where it stands in the text. */
export type FilterToken = {
	readonly start: number;
	readonly end: number;
	readonly isNegated: boolean;
	/** What stands before the operator, or null for a free word. */
	readonly field: string | null;
	readonly operator: ':' | '<' | '>' | null;
	/** The values between commas, quotes taken off, each with where it stands. */
	readonly values: readonly {readonly text: string; readonly start: number; readonly end: number}[];
};

const head = /(-?)(?:([\p{L}_]+)(:|[<>]=?))?/uy;

/** Cuts a filter into its words. Never fails: an open quote ends with the text. */
export function readFilterTokens(text: string): FilterToken[] {
	const tokens: FilterToken[] = [];
	let at = 0;
	while (at < text.length) {
		if (/\s/.test(text[at]!)) {
			at++;
			continue;
		}
		head.lastIndex = at;
		const [whole, minus, field, operator] = head.exec(text)!;
		const start = at;
		const values = readValues(text, at + whole.length, field !== undefined);
		at = values.end;
		tokens.push({
			start,
			end: at,
			isNegated: minus === '-',
			field: field?.toLowerCase() ?? null,
			operator: operator === undefined ? null : (operator[0] as ':' | '<' | '>'),
			values: values.found,
		});
	}
	return tokens;
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
