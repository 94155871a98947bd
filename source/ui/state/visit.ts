import type {UiState} from './ui-state.ts';

/** Takes the mark of a change away from the job under the cursor: it has been visited. */
export function visit(state: UiState): UiState {
	const {selected, changed} = state.list;
	if (selected === null || !changed.has(selected)) return state;
	const rest = new Set(changed);
	rest.delete(selected);
	return {...state, list: {...state.list, changed: rest}};
}
