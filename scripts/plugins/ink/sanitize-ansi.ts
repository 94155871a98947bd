import original from '../../../node_modules/ink/build/sanitize-ansi.js';
import {isNarrow} from '../../../source/terminal/display-width.ts';
import {remember} from './remember.ts';

const styles = /\u001B\[[\d;]*m/g;

/** Stands in for Ink's sanitizeAnsi: a line of letters and colours comes out of it as it went in. */
const sanitizeAnsi = remember(text => (isNarrow(text.replace(styles, '')) ? text : original(text)));

// biome-ignore lint/style/noDefaultExport: it replaces a default export.
export default sanitizeAnsi;
