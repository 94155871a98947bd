import {showKey} from './key-names.ts';

/** What the keys of the table are called, for sentences that speak of them. */
export type KeyWords = {
	/** The first key of a row: `y`. */
	readonly one: (id: string) => string;
	/** Every key of some rows: `Enter, Esc or n`. */
	readonly all: (...ids: readonly string[]) => string;
};

/** Words and no signs: a sentence is read, and may be read aloud. */
const word = (key: string): string => showKey(key, true);

/** What is needed of a row of the key table. */
type NamedKeys = {readonly id: string; readonly keys: readonly string[]};

export function keyWordsOf(rows: readonly NamedKeys[]): KeyWords {
	const keysOf = (id: string): readonly string[] => {
		const row = rows.find(one => one.id === id);
		if (row === undefined) throw new Error(`There is no key ${id}.`);
		return row.keys.map(word);
	};
	return {
		one: id => keysOf(id)[0]!,
		all: (...ids) => {
			const words = ids.flatMap(keysOf);
			const last = words.pop()!;
			return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
		},
	};
}
