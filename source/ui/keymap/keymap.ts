import type {KeyRow} from '../keys/key-row.ts';
import {isAllowed} from '../keys/press-row.ts';
import type {Place, UiState} from '../state/ui-state.ts';
import {findKeys} from './find-keys.ts';
import {jobKeys} from './job-keys.ts';
import {listKeys} from './list-keys.ts';
import {moveKeys} from './move-keys.ts';
import {openerKeys} from './opener-keys.ts';
import {createOverlayKeys} from './overlay-keys.ts';
import {programKeys} from './program-keys.ts';

/** The one table of keys. */
export const keyRows: readonly KeyRow[] = [
	...moveKeys,
	...listKeys,
	...findKeys,
	...jobKeys,
	...openerKeys,
	...programKeys,
	// Help lists all rows, its own among them.
	...createOverlayKeys(() => keyRows),
];

const byPlace = new Map<Place, ReadonlyMap<string, KeyRow>>();

function keysAt(place: Place): ReadonlyMap<string, KeyRow> {
	let keys = byPlace.get(place);
	if (keys === undefined) {
		keys = new Map(rowsAt(place).flatMap(row => row.keys.map(key => [key, row] as const)));
		byPlace.set(place, keys);
	}
	return keys;
}

/** The rows that work at a place, in the order of the table. */
export function rowsAt(place: Place): readonly KeyRow[] {
	return keyRows.filter(row => row.places.includes(place));
}

/** The rows on offer now: in read-only mode those that change something on the service are gone. */
export function offeredRows(place: Place, ui: Pick<UiState, 'isReadOnly'>): readonly KeyRow[] {
	return rowsAt(place).filter(row => isAllowed(row, ui));
}

/** The row of a key at a place, or undefined. */
export function rowOf(place: Place, key: string): KeyRow | undefined {
	return keysAt(place).get(key);
}
