import {showKey} from '../source/ui/keymap/key-names.ts';
import type {KeyRow} from '../source/ui/keymap/key-row.ts';
import {keyRows} from '../source/ui/keymap/keymap.ts';
import {placeTitles} from '../source/ui/keymap/place-titles.ts';
import {interruptKey} from '../source/ui/keymap/program-keys.ts';
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
		'In a field, letters are typed, and the usual editing keys work.',
		...places.flatMap(([place, heading]) => [
			'',
			`## ${heading}`,
			'',
			keyTable(row => row.places.includes(place)),
		]),
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
