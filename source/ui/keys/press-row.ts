import type {Acts} from '../acts.ts';
import type {View} from '../view.ts';
import type {KeyRow} from './key-row.ts';

/** Why a key cannot act now, or null when it can. */
export function refusalOf({isDangerous, refusal}: KeyRow, view: View): string | null {
	if (isDangerous === true && view.ui.isReadOnly) return 'Read-only: nothing can be changed here.';
	return refusal?.(view) ?? null;
}

/** Does what a key is for, or says why not. `key` is the one of its keys that was pressed. */
export function pressRow(acts: Acts, row: KeyRow, key: string): void {
	const reason = refusalOf(row, acts.getView());
	if (reason === null) row.run(acts, key);
	else acts.toast(reason, 'warn');
}
