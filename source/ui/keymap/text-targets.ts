import {helpField} from '../overlays/help/help.ts';
import {signInField} from '../overlays/sign-in/sign-in-acts.ts';
import {jobSearchTarget} from '../state/job-search.ts';
import {typeFilter} from '../state/list-changes.ts';
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

const targets: Readonly<Partial<Record<Place, TextTarget>>> = {
	filter,
	'job-search': jobSearchTarget,
	'overlay:help': helpField,
	'overlay:sign-in': signInField,
};

export function textTargetOf(place: Place): TextTarget | undefined {
	return targets[place];
}
