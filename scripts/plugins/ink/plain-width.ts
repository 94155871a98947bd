import {isNarrow} from '../../../source/terminal/display-width.ts';

const styles = /\u001B\[[\d;]*m/g;

/** The columns of a text whose columns are its code units once the colours are gone; -1 for any other. */
export function plainWidth(text: string): number {
	const unstyled = text.includes('\u001B') ? text.replace(styles, '') : text;
	return isNarrow(unstyled) ? unstyled.length : -1;
}
