import {misspelt, statusWords} from './filter-fields.ts';
import {readFilterTokens} from './filter-tokens.ts';

/** So many letters say which status is meant. */
const fewestLetters = 3;

/**
 * What a filter that finds nothing may have been meant as: `status:running` for the free word `running`, since free words are not
 * looked for in the status. Also for the first letters of a status or a group of them. Null where no word is like that.
 */
export function suggestFilter(text: string): string | null {
	for (const {field, isNegated, values} of readFilterTokens(text, () => false)) {
		if (field !== null || isNegated) continue;
		const word = values[0]?.text ?? '';
		if (word.length < fewestLetters) continue;
		const spelt = (misspelt.get(word.toUpperCase()) ?? word).toLowerCase();
		const status = statusWords.find(one => one === spelt) ?? statusWords.find(one => one.startsWith(spelt));
		if (status !== undefined) return `status:${status}`;
	}
	return null;
}
