import {filterFields} from '../../../domain/filter/filter.ts';
import {type StatusRow, statusRows} from '../../../domain/status.ts';
import {editKeyRows} from '../../keys/edit-keys.ts';
import {interruptKey} from '../../keys/interrupt-key.ts';
import {showKey, showKeys} from '../../keys/key-names.ts';
import type {KeyGroup, KeyRow} from '../../keys/key-row.ts';
import {allPlaces, placeTitles} from '../../keys/place-titles.ts';
import {isAllowed} from '../../keys/press-row.ts';
import type {HelpOverlay} from '../../state/overlay-state.ts';
import {textOf} from '../../state/text-field.ts';
import type {Place} from '../../state/ui-state.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';

/** One line of help. Headings cannot be chosen; only a key with a `row` can be pressed from here. */
export type HelpEntry = {
	readonly kind: 'heading' | 'key' | 'fact';
	readonly term: string;
	readonly text: string;
	readonly role: Role;
	readonly row: KeyRow | null;
};

const groupOrder: readonly KeyGroup[] = ['Move', 'Look', 'Act', 'Find', 'Answer', 'Program'];

/** Questions before something is changed: nothing leads there in read-only mode. */
const changingPlaces: readonly Place[] = ['overlay:cancel', 'overlay:confirm'];

/** What help shows: the keys of the place it was opened at, the others, the filter language, and what the signs mean. */
export function helpEntries(view: View, help: HelpOverlay, rows: readonly KeyRow[]): readonly HelpEntry[] {
	const {isReadOnly} = view.ui;
	const allowed = rows.filter(row => isAllowed(row, view.ui));
	const ordered = allPlaces
		.filter(place => !(isReadOnly && changingPlaces.includes(place)))
		.sort((one, other) => Number(other === help.from) - Number(one === help.from));
	const sections = [
		...ordered.map(place => placeSection(view, place, allowed)),
		editSection(view),
		filterSection(),
		statusSection(view),
		signSection(view),
	];
	const query = textOf(help.query).trim().toLowerCase();
	if (query === '') return sections.flat();
	const found = sections.flatMap(section => matching(section, query));
	return [...exactKeys(sections, query, help.from), ...found];
}

/** The key itself comes first when a key's name was typed: `c`, `esc`. */
function exactKeys(
	sections: readonly (readonly HelpEntry[])[],
	query: string,
	from: string,
): readonly HelpEntry[] {
	const keys = sections.flat().filter(({row}) => row?.keys.some(key => key.toLowerCase() === query));
	const here = keys.filter(({row}) => row!.places.some(place => place === from));
	return here.length === 0 ? [] : [heading('Here'), ...here];
}

function matching(section: readonly HelpEntry[], query: string): readonly HelpEntry[] {
	const [title, ...entries] = section;
	const words = query.split(/\s+/);
	const found = entries.filter(({term, text, row}) => {
		const searched = `${term} ${text} ${row?.group ?? ''} ${row?.bar?.word ?? ''}`.toLowerCase();
		return words.every(word => searched.includes(word));
	});
	return title === undefined || found.length === 0 ? [] : [title, ...found];
}

function heading(text: string): HelpEntry {
	return {kind: 'heading', term: '', text, role: 'title', row: null};
}

function fact(term: string, text: string, role: Role = 'accent'): HelpEntry {
	return {kind: 'fact', term, text, role, row: null};
}

function placeSection(view: View, place: Place, rows: readonly KeyRow[]): readonly HelpEntry[] {
	const entries: HelpEntry[] = [];
	const order = (row: KeyRow): number => groupOrder.indexOf(row.group);
	const here = rows.filter(row => row.places.includes(place)).sort((one, other) => order(one) - order(other));
	for (const row of here) {
		const term = showKeys(row.keys, view.glyphs.isAscii).join(' ');
		entries.push({kind: 'key', term, text: row.help, role: 'key', row});
	}
	if (entries.length === 0) return [];
	if (place === 'list') entries.push(fact(showKey(interruptKey), 'Quit, at any place.', 'key'));
	return [heading(placeTitles[place]), ...entries];
}

function editSection({glyphs}: View): readonly HelpEntry[] {
	return [
		heading('While text is typed'),
		...editKeyRows.map(({keys, help}) => fact(showKeys(keys, glyphs.isAscii).join(' '), help, 'key')),
	];
}

function filterSection(): readonly HelpEntry[] {
	return [
		heading('Filter language'),
		fact('mesh 12', 'Words anywhere in the name, uuid, app or system; all of them must be there.'),
		...filterFields.map(({example, about}) => fact(example, about)),
		fact('name:a,b', 'With commas, any of them.'),
		fact('-app:wrf', 'A minus in front turns it round.'),
		fact('"time: now"', 'Quotes keep spaces and colons together.'),
	];
}

function statusSection({glyphs}: View): readonly HelpEntry[] {
	const entry = ({status, meaning, tone}: StatusRow): HelpEntry =>
		fact(`${glyphs.status(status)} ${status}`, meaning, tone);
	return [heading('Statuses'), ...statusRows.map(entry)];
}

function signSection({glyphs}: View): readonly HelpEntry[] {
	return [
		heading('Signs'),
		fact(glyphs.selected, 'The job under the cursor.', 'accent'),
		fact(glyphs.marked, 'Marked: the next act is on all the marked jobs.', 'marked'),
		fact(glyphs.pending, 'A cancel is asked and not confirmed yet.', 'pending'),
		fact(glyphs.watched, 'Watched: you are told when it ends.', 'accent'),
		fact(glyphs.changed, 'Changed while you were away, and not visited yet.', 'changed'),
		fact(glyphs.live, 'The line to the service is live.', 'good'),
		fact(glyphs.paused, 'Polling is paused.', 'warn'),
		fact(glyphs.waiting, 'Connecting, or the rows are old.', 'warn'),
		fact(glyphs.lost, 'No answer from the service, or signed out.', 'danger'),
	];
}
