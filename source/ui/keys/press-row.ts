import type {Acts} from '../acts.ts';
import type {UiState} from '../state/ui-state.ts';
import type {View} from '../view.ts';
import type {KeyRow} from './key-row.ts';

/** False for a key that changes something, where nothing may be changed. */
export function isAllowed(
	row: Pick<KeyRow, 'isDangerous'>,
	{isReadOnly}: Pick<UiState, 'isReadOnly'>,
): boolean {
	return !(isReadOnly && row.isDangerous === true);
}

/** Why a key cannot act now, or null when it can. */
export function refusalOf(row: KeyRow, view: View): string | null {
	if (!isAllowed(row, view.ui)) return 'Read-only: nothing can be changed here.';
	return row.refusal?.(view) ?? null;
}

/** Does what a key is for, or says why not; false when it was refused. `key` is the one of its keys that was pressed. */
export function pressRow(acts: Acts, row: KeyRow, key: string): boolean {
	const reason = refusalOf(row, acts.getView());
	if (reason === null) row.run(acts, key);
	else acts.toast(reason, 'warn');
	return reason === null;
}
