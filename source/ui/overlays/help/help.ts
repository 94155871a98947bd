import {cutText, fitText} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import type {KeyRow} from '../../keys/key-row.ts';
import {placeTitles} from '../../keys/place-titles.ts';
import {pressRow} from '../../keys/press-row.ts';
import {drawField} from '../../layout/draw-field.ts';
import {wrapWords} from '../../layout/styled.ts';
import {narrowWidth, wideWidth} from '../../layout/widths.ts';
import {movedIndex} from '../../state/moved-index.ts';
import {closeOverlay, overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import type {HelpOverlay} from '../../state/overlay-state.ts';
import {type TextField, textField} from '../../state/text-field.ts';
import {placeOf, type UiState} from '../../state/ui-state.ts';
import type {View} from '../../view.ts';
import {drawSheet, textLine, windowAround} from '../sheet.ts';
import {type HelpEntry, helpEntries} from './help-entries.ts';

/** Opens help over the place where it is asked for. */
export function openHelp(acts: Acts): void {
	acts.update(state =>
		showOverlay({kind: 'help', query: textField(''), index: 0, from: placeOf(state)})(state),
	);
}

/** The field that help's typed keys go to. */
export const helpField = {
	get: (state: UiState): TextField | null => overlayOf(state, 'help')?.query ?? null,
	set: (state: UiState, query: TextField): UiState =>
		withOverlay('help', help => ({
			...help,
			query,
			index: query.points === help.query.points ? help.index : 0,
		}))(state),
};

export function moveInHelp(acts: Acts, by: number, rows: readonly KeyRow[]): void {
	const view = acts.getView();
	acts.update(
		withOverlay('help', help => ({
			...help,
			index: movedIndex(help.index, by, choosable(view, help, rows).length),
		})),
	);
}

function choosable(view: View, help: HelpOverlay, rows: readonly KeyRow[]): readonly HelpEntry[] {
	return helpEntries(view, help, rows).filter(({kind}) => kind !== 'heading');
}

/** Closes help and presses the chosen key, where that can be done at the place that help was opened at. */
export function runFromHelp(acts: Acts, rows: readonly KeyRow[]): void {
	const view = acts.getView();
	const help = overlayOf(view.ui, 'help');
	const row = help === null ? undefined : choosable(view, help, rows)[help.index]?.row;
	if (help === null || row === undefined || row === null) {
		acts.toast('There is no key on this line.');
		return;
	}
	acts.update(closeOverlay);
	if (row.places.some(place => place === help.from)) pressRow(acts, row, row.keys[0]!);
	else
		acts.toast(
			`That key works elsewhere: ${row.places.map(place => placeTitles[place]).join(', ')}.`,
			'warn',
		);
}

export function drawHelp(view: View, height: number, rows: readonly KeyRow[]): readonly string[] {
	const help = overlayOf(view.ui, 'help');
	if (help === null) return [];
	const lines: string[] = [];
	let chosenLine = 0;
	let index = 0;
	for (const entry of helpEntries(view, help, rows)) {
		if (entry.kind === 'heading') {
			lines.push(textLine(view, entry.text, entry.role));
			continue;
		}
		const isChosen = index === help.index;
		if (isChosen) chosenLine = lines.length;
		lines.push(...entryLines(view, entry, isChosen));
		index += 1;
	}
	const search = `${view.paint('key', view.glyphs.find)} ${drawField(view, help.query, Math.max(4, view.width - 4)).text}`;
	const found = index === 0 ? [textLine(view, 'Nothing here has these words.', 'dim')] : lines;
	const {shown, note} = windowAround(found, chosenLine, height - 2);
	return drawSheet(
		view,
		'Help',
		[search, ...shown],
		height,
		['type to find', note].filter(Boolean).join('; '),
	);
}

/** A key and its sentence, over as many lines as the sentence needs. */
function entryLines(view: View, {term, text, role}: HelpEntry, isChosen: boolean): readonly string[] {
	const {paint, glyphs, width} = view;
	const termWidth = width >= wideWidth ? 26 : width >= narrowWidth ? 20 : 11;
	const room = Math.max(4, width - termWidth - 4);
	const [first = '', ...rest] = wrapWords(text, room);
	const head = `${isChosen ? glyphs.selected : ' '} `;
	const body = `${fitText(term, termWidth)} ${cutText(first, room)}`;
	const line = isChosen
		? paint('selected', head + body)
		: `${head}${paint(role, fitText(term, termWidth))} ${cutText(first, room)}`;
	return [line, ...rest.map(part => `${' '.repeat(termWidth + 3)}${paint('dim', cutText(part, room))}`)];
}
