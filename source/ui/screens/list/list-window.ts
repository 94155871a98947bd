import {bodyHeight} from '../../layout/heights.ts';
import type {View} from '../../view.ts';
import {rowsInList} from './draw-list.ts';

/** Rows of jobs in the list's window as the screen is now, without an overlay: what paging and scrolling go by. */
export function listWindowRows(view: View): number {
	return rowsInList(view, bodyHeight(view));
}
