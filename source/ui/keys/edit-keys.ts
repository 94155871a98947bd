import {moveTo, remove, type TextField, wordStart} from '../state/text-field.ts';

/** What a key does to the line of text that is being typed. */
export type EditKeyRow = {
	readonly keys: readonly string[];
	readonly help: string;
	readonly edit: (field: TextField) => TextField;
};

/** The one table of editing keys, the same in every field; those of a readline. */
export const editKeyRows: readonly EditKeyRow[] = [
	{
		keys: ['backspace'],
		help: 'Take back the letter before the cursor.',
		edit: field => remove(field, field.cursor - 1, field.cursor),
	},
	{
		keys: ['delete'],
		help: 'Take away the letter under the cursor.',
		edit: field => remove(field, field.cursor, field.cursor + 1),
	},
	{keys: ['left'], help: 'Go one letter to the left.', edit: field => moveTo(field, field.cursor - 1)},
	{keys: ['right'], help: 'Go one letter to the right.', edit: field => moveTo(field, field.cursor + 1)},
	{keys: ['home', 'ctrl-a'], help: 'Go to the beginning.', edit: field => moveTo(field, 0)},
	{keys: ['end', 'ctrl-e'], help: 'Go to the end.', edit: field => moveTo(field, field.points.length)},
	{
		keys: ['ctrl-u'],
		help: 'Take away all before the cursor.',
		edit: field => remove(field, 0, field.cursor),
	},
	{
		keys: ['ctrl-k'],
		help: 'Take away all from the cursor on.',
		edit: field => remove(field, field.cursor, field.points.length),
	},
	{
		keys: ['ctrl-w'],
		help: 'Take away the word before the cursor.',
		edit: field => remove(field, wordStart(field), field.cursor),
	},
];

/** What an editing key makes of the field, or undefined when it is none. */
export function editField(field: TextField, key: string): TextField | undefined {
	return editKeyRows.find(({keys}) => keys.includes(key))?.edit(field);
}
