import {typeFilter} from '../state/reduce-list.ts';
import type {TextField} from '../state/text-field.ts';
import type {Place, UiState} from '../state/ui-state.ts';

/** A place where keys are typed into a line of text. */
export type TextTarget = {
	readonly get: (state: UiState) => TextField | null;
	readonly set: (state: UiState, field: TextField) => UiState;
};

const filter: TextTarget = {
	get: state => state.list.field,
	set: (state, field) => ({...state, list: typeFilter(state.list, field)}),
};

const targets: Readonly<Partial<Record<Place, TextTarget>>> = {filter};

export function textTargetOf(place: Place): TextTarget | undefined {
	return targets[place];
}
