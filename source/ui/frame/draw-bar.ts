import {displayWidth} from '../../terminal/display-width.ts';
import {cutText} from '../../terminal/fit-text.ts';
import {showKey} from '../keys/key-names.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {refusalOf} from '../keys/press-row.ts';
import {saidNow} from '../state/message-changes.ts';
import type {Message} from '../state/message-state.ts';
import {isScreen, placeOf} from '../state/ui-state.ts';
import type {View} from '../view.ts';

/** Whether the bar names the key now. */
function isOffered(view: View, row: KeyRow): boolean {
	const {bar} = row;
	if (bar === undefined || bar.isFor?.(view) === false) return false;
	return bar.isSteady === true || refusalOf(row, view) === null;
}

/** What has no room of its own is in the log as a whole (`saying.ts`). */
function fitSaid({width, keyWords, ui}: View, said: readonly Message[]): string {
	const text = said.map(one => one.text).join('  ');
	const isWhole = said.every(one => displayWidth(one.text) <= width);
	if (isWhole || !isScreen(placeOf(ui))) return cutText(text, width);
	const more = `  ${keyWords.one('open.log')} tells all`;
	return `${cutText(text, width - more.length)}${more}`;
}

/** The last line: what is said while there is something, else the keys that matter here, as many as fit. */
export function drawBar(view: View, rows: readonly KeyRow[]): string {
	const said = saidNow(view.ui);
	const [first] = said;
	if (first !== undefined) {
		const role = first.tone === 'text' ? 'accent' : first.tone;
		return view.paint(role, fitSaid(view, said));
	}
	const offered = rows
		.filter(row => isOffered(view, row))
		.sort((one, other) => one.bar!.rank - other.bar!.rank);
	const parts: string[] = [];
	let used = 0;
	for (const row of offered) {
		const name = row.bar!.shown?.(view.glyphs) ?? showKey(row.keys[0]!, view.glyphs.isAscii);
		const width = displayWidth(name) + 1 + row.bar!.word.length;
		if (used + width > view.width) break;
		parts.push(`${view.paint('key', name)} ${row.bar!.word}`);
		used += width + 2;
	}
	return parts.join('  ');
}
