import {cutText, displayWidth} from '../terminal/fit-text.ts';
import {showKey} from './keys/key-names.ts';
import type {KeyRow} from './keys/key-row.ts';
import {placeOf} from './state/ui-state.ts';
import type {View} from './view.ts';

/** Whether the bar names the key now. */
function isOffered(view: View, {bar, refusal}: KeyRow): boolean {
	if (bar === undefined || bar.isFor?.(view) === false) return false;
	return bar.isSteady === true || (refusal?.(view) ?? null) === null;
}

/** What has no room is in the log as a whole (`toast.ts`). */
function toastText({width, keyWords, ui}: View, text: string): string {
	const place = placeOf(ui);
	if (displayWidth(text) <= width || (place !== 'list' && place !== 'job')) return cutText(text, width);
	const more = `  ${keyWords.one('open.log')} tells all`;
	return `${cutText(text, width - more.length)}${more}`;
}

/** The last line: a toast while there is one, else the keys that matter here, as many as fit. */
export function drawBar(view: View, rows: readonly KeyRow[]): string {
	const {toast} = view.ui;
	if (toast !== null) {
		const role = toast.tone === 'text' ? 'accent' : toast.tone;
		return view.paint(role, toastText(view, toast.text));
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
