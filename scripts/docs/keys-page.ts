import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {editKeyRows} from '../../source/ui/keys/edit-keys.ts';
import {interruptKey} from '../../source/ui/keys/interrupt-key.ts';
import {showKey, showKeys} from '../../source/ui/keys/key-names.ts';
import type {KeyRow} from '../../source/ui/keys/key-row.ts';
import {placeTitles} from '../../source/ui/keys/place-titles.ts';
import type {Place} from '../../source/ui/state/ui-state.ts';
import {table} from './markdown.ts';

/** A table of the keys that pass, each with what help says of it. */
export function keyTable(isMeant: (row: KeyRow) => boolean): string {
	return table(
		['Key', 'Does'],
		keyRows.filter(isMeant).map(row => [codes(row.keys), keyMeaning(row)]),
	);
}

/** What a key does, and that read-only mode has none such. */
export function keyMeaning({help, isDangerous}: KeyRow): string {
	return isDangerous === true ? `${help} Not in read-only mode.` : help;
}

export const placeHeadings = Object.entries(placeTitles) as readonly (readonly [Place, string])[];

function codes(keys: readonly string[]): string {
	return showKeys(keys)
		.map(key => `\`${key}\``)
		.join(', ');
}

/** docs/keys.md. */
export function keysPage(): string {
	return [
		'# Keys',
		'',
		`Written from the one table of keys (\`source/ui/keymap/\`), which also drives the program, the bar at the bottom and help. ${showKey(interruptKey)} quits at any place.`,
		...placeHeadings.flatMap(([place, heading]) => [
			'',
			`## ${heading}`,
			'',
			keyTable(row => row.places.includes(place)),
		]),
		'',
		'## While text is typed, in any field',
		'',
		table(
			['Key', 'Does'],
			editKeyRows.map(({keys, help}) => [codes(keys), help]),
		),
		'',
	].join('\n');
}
