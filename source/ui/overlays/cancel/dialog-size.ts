import {headerHeight} from '../../screens/list/draw-header.ts';
import type {CancelDialog} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';

/** Lines of a bordered table besides its rows: border, titles, rule, border. */
export const tableFrame = 4;
/** Lines of the dialog besides its table: the rule above, the question, the answers. */
const dialogFrame = 3;
const mostRows = 10;

/** How many lines the dialog takes of those there are. */
export function cancelDialogHeight(dialog: CancelDialog, height: number): number {
	if (isCramped(dialog, height))
		return dialogFrame + Math.min(dialog.targets.length, targetsShown(dialog, height));
	return dialogFrame + tableFrame + tableRows(dialog, height) + leftOutLines(dialog);
}

/** Too little room for a bordered table: one line for each job. */
export function isCramped(dialog: CancelDialog, height: number): boolean {
	return height < dialogFrame + tableFrame + 1 + leftOutLines(dialog);
}

/** How many targets are in sight at this height of the dialog. */
export function targetsShown(dialog: CancelDialog, height: number): number {
	return isCramped(dialog, height) ? Math.max(1, height - dialogFrame) : tableRows(dialog, height);
}

/** The last target that may stand at the top, as the screen is now: scrolling further would only waste room. */
export function lastTop(view: View, dialog: CancelDialog): number {
	const room = view.height - headerHeight(view) - 2;
	return Math.max(0, dialog.targets.length - targetsShown(dialog, room));
}

function tableRows(dialog: CancelDialog, height: number): number {
	const room = height - dialogFrame - tableFrame - leftOutLines(dialog);
	return Math.max(1, Math.min(dialog.targets.length, room, mostRows));
}

function leftOutLines({leftOut}: CancelDialog): number {
	return leftOut.length > 0 ? 1 : 0;
}
