import original from '../../../node_modules/ink/build/sanitize-ansi.js';
import {plainWidth} from './plain-width.ts';
import {remember} from './remember.ts';

/** Stands in for Ink's sanitizeAnsi: a line of letters and colours comes out of it as it went in. */
const sanitizeAnsi = remember(text => (plainWidth(text) < 0 ? original(text) : text));

// biome-ignore lint/style/noDefaultExport: it replaces a default export.
export default sanitizeAnsi;
