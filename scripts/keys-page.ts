import {keyRows} from '../source/ui/keymap/keymap.ts';
import {editKeyRows} from '../source/ui/keys/edit-keys.ts';
import {interruptKey} from '../source/ui/keys/interrupt-key.ts';
import {showKey} from '../source/ui/keys/key-names.ts';
import type {KeyRow} from '../source/ui/keys/key-row.ts';
import {placeTitles} from '../source/ui/keys/place-titles.ts';
import type {Place} from '../source/ui/state/ui-state.ts';
import {table} from './markdown.ts';

/** A table of the keys that pass, each with what help says of it. */
export function keyTable(isMeant: (row: KeyRow) => boolean): string {
	return table(
		['Key', 'Does'],
		joinedDigits(keyRows.filter(isMeant)).map(({keys, help, isDangerous}) => [
			keys,
			isDangerous === true ? `${help} Not in read-only mode.` : help,
		]),
	);
}

/** docs/keys.md. */
export function keysPage(): string {
	const places = Object.entries(placeTitles) as readonly (readonly [Place, string])[];
	return [
		'# Keys',
		'',
		`Written from the one table of keys (\`source/ui/keymap/\`), which also drives the program, the bar at the bottom and help. ${showKey(interruptKey)} quits at any place.`,
		...places.flatMap(([place, heading]) => [
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
			editKeyRows.map(({keys, help}) => [keys.map(key => `\`${showKey(key)}\``).join(', '), help]),
		),
		'',
	].join('\n');
}

type Shown = Pick<KeyRow, 'help' | 'isDangerous'> & {readonly keys: string};

/** Ten rows for ten digits, which do one thing, as one. */
function joinedDigits(rows: readonly KeyRow[]): readonly Shown[] {
	const isDigit = ({keys, help}: KeyRow): boolean =>
		/^\d$/.test(keys[0] ?? '') && rows.filter(one => one.help === help).length === 10;
	const first = rows.find(isDigit);
	return rows
		.filter(row => row === first || !isDigit(row))
		.map(row => ({
			...row,
			keys: row === first ? '`0` – `9`' : row.keys.map(key => `\`${showKey(key)}\``).join(', '),
		}));
}
