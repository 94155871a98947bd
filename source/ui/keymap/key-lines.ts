import {showKeys} from '../keys/key-names.ts';
import {rowsAt} from './keymap.ts';

/** The keys of the list as `--help` shows them: what there is to press, without opening the monitor. */
export function keyLines(): readonly {readonly keys: string; readonly does: string}[] {
	return rowsAt('list').map(row => ({
		keys: showKeys(row.keys).join(', '),
		does: row.help,
	}));
}
