import type {View} from '../view.ts';

export type HeaderLine = 'title' | 'counts' | 'filter' | 'blank';

/** What the header is made of, from its top: one line on a job's screen, two to four above the list by the height there is. */
export function headerLines({ui, height}: Pick<View, 'ui' | 'height'>): readonly HeaderLine[] {
	if (ui.job !== null) return ['title'];
	const lines: HeaderLine[] = ['title'];
	if (height >= 12) lines.push('counts');
	if (ui.list.field !== null || ui.list.filterText !== '' || height >= 16) lines.push('filter');
	if (height >= 20) lines.push('blank');
	return lines;
}

/** Lines between the header and the key bar, while no overlay is open. */
export function bodyHeight(view: Pick<View, 'ui' | 'height'>): number {
	return Math.max(1, view.height - headerLines(view).length - 1);
}

/**
 * The most lines an overlay has, its title included. What is always to be seen is left out: the header, a row of the body, the key
 * bar.
 */
export function overlayHeight(view: Pick<View, 'ui' | 'height'>): number {
	return bodyHeight(view) - 1;
}

/** Most lines of an overlay that is read and left; one that is longer is scrolled, and so the list behind it stays in sight. */
const mostSheetLines = 30;
/** What else such an overlay leaves of a tall screen. */
const leftBySheet = 7;

/** The most lines a sheet has, its title included: all overlays but the question whether to cancel. */
export function sheetHeight(view: Pick<View, 'ui' | 'height'>): number {
	return Math.min(overlayHeight(view), Math.max(5, Math.min(mostSheetLines, view.height - leftBySheet)));
}

/** Lines of a sheet below its title: what its keys scroll by. */
export function sheetRows(view: Pick<View, 'ui' | 'height'>): number {
	return sheetHeight(view) - 1;
}
