import original from '../../../node_modules/widest-line/index.js';
import {plainWidth} from './plain-width.ts';
import {remember} from './remember.ts';

/** Stands in for the package widest-line in Ink: the same widths, without the segmenter where columns are code units. */
const widestLine = remember(text => {
	const width = plainWidth(text);
	return width < 0 ? original(text) : width;
});

// biome-ignore lint/style/noDefaultExport: it replaces a default export.
export default widestLine;
