import original from '../../../node_modules/widest-line/index.js';
import {isNarrow} from '../../../source/terminal/display-width.ts';
import {remember} from './remember.ts';

const styles = /\u001B\[[\d;]*m/g;

/** Stands in for the package widest-line in Ink: the same widths, without the segmenter where columns are code units. */
const widestLine = remember(text => {
	const unstyled = text.includes('\u001B') ? text.replace(styles, '') : text;
	return isNarrow(unstyled) ? unstyled.length : original(text);
});

// biome-ignore lint/style/noDefaultExport: it replaces a default export.
export default widestLine;
