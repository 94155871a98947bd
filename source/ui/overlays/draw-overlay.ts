import type {KeyRow} from '../keys/key-row.ts';
import {sheetHeight} from '../layout/heights.ts';
import type {View} from '../view.ts';
import {drawConfirm} from './confirm/draw-confirm.ts';
import {drawCopy} from './copy/copy.ts';
import {drawDiagnostics} from './diagnostics/diagnostics.ts';
import {drawHelp} from './help/help.ts';
import {drawLog} from './log.ts';
import {drawProfiles} from './profiles.ts';
import {drawSignIn} from './sign-in/draw-sign-in.ts';
import {drawSort} from './sort.ts';

/**
 * The open overlay as a sheet of at most so many lines; no lines when none is open. The cancel dialog is drawn by its own
 * component. `rows` is the whole key table, for help.
 */
export function drawOverlay(view: View, height: number, rows: readonly KeyRow[]): readonly string[] {
	const room = Math.min(height, sheetHeight(view));
	switch (view.ui.overlay?.kind) {
		case undefined:
		case 'cancel':
			return [];
		case 'help':
			return drawHelp(view, room, rows);
		case 'log':
			return drawLog(view, room);
		case 'sort':
			return drawSort(view, room);
		case 'profiles':
			return drawProfiles(view, room);
		case 'copy':
			return drawCopy(view, room);
		case 'diagnostics':
			return drawDiagnostics(view, room);
		case 'sign-in':
			return drawSignIn(view, room);
		case 'confirm':
			return drawConfirm(view, room);
	}
}
