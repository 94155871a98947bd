import {commands, monitorRow} from '../../source/commands/command-line/command-rows.ts';
import {environmentRows} from '../../source/commands/command-line/environment-rows.ts';
import {flagLines, usageLine} from '../../source/commands/command-line/help.ts';
import {showSetting} from '../../source/config/setting-text.ts';
import {settingNames, settingRows} from '../../source/config/settings-table.ts';
import {exitCodeRows} from '../../source/domain/exit-codes.ts';
import {failureTable} from '../../source/domain/failure.ts';
import {filterFields} from '../../source/domain/filter/filter.ts';
import {faultOptionRows} from '../../source/simulator/faults/fault-options.ts';
import {type FaultRow, faultRows} from '../../source/simulator/faults/faults.ts';
import {columnRows} from '../../source/ui/columns.ts';
import {keyRows} from '../../source/ui/keymap/keymap.ts';
import {keyWordsOf} from '../../source/ui/keys/key-words.ts';
import {pictureTable} from '../gallery/gallery-page.ts';
import {scenes} from '../gallery/gallery-scenes.ts';
import type {Scene} from '../gallery/scene.ts';
import {keyTable} from './keys-page.ts';
import {table} from './markdown.ts';

/** What tells a newcomer most, for the top of the README. */
const firstShown = ['cancel', 'pending', 'job-failed', 'timeline', 'follow', 'help'];

const isShownFirst = ({name}: Scene): boolean => firstShown.includes(name);

/** Parts of pages that are written from the tables, by the name in their markers `<!-- begin NAME -->`, `<!-- end NAME -->`. */
export const readmeSections: Readonly<Record<string, () => string>> = {
	commands: () =>
		table(
			['Command', 'Does'],
			commands.map(row => [`\`${usageLine(row)}\``, row.about]),
		),
	flags: () =>
		table(
			['Flag', 'Meaning'],
			flagLines(monitorRow).map(([flag, meaning]) => [`\`${flag}\``, meaning]),
		),
	'exit-codes': () =>
		table(
			['Code', 'Meaning'],
			exitCodeRows.map(row => [String(row.code), row.meaning]),
		),
	filter: () =>
		table(
			['Field', 'Matches'],
			filterFields.map(row => [`\`${row.example}\``, row.about]),
		),
	settings: () =>
		table(
			['Setting', 'Default', 'Variable', 'Meaning'],
			settingNames.map(name => {
				const {byDefault, variable, about} = settingRows[name];
				return [`\`${name}\``, showSetting(name, byDefault) || '–', `\`${variable}\``, about];
			}),
		),
	// Without the way about, which is as everywhere; docs/keys.md has all.
	keys: () => keyTable(row => row.places.includes('list') && row.group !== 'Move'),
	'first-screens': () => pictureTable(scenes.filter(isShownFirst)),
	// The list at other sizes and in other themes is in docs/gallery.md and docs/accessibility.md.
	screens: () => pictureTable(scenes.filter(scene => !scene.name.startsWith('list') && !isShownFirst(scene))),
	columns: () =>
		table(
			['Column', 'Holds', 'Sorts by', 'In the monitor', 'Goes when narrow'],
			columnRows.map(row => [
				`\`${row.column}\``,
				row.about,
				row.sortKey === undefined ? '–' : `\`${row.sortKey}\``,
				row.isUsual === undefined ? 'when chosen' : row.isUsual === true ? 'yes' : 'with jobs of others',
				row.rank === 0 ? 'never' : `rank ${row.rank}`,
			]),
		),
	failures: () =>
		table(
			['Kind', 'Exit code', 'Tried again', 'What to do'],
			Object.entries(failureTable).map(([kind, row]) => [
				`\`${kind}\``,
				String(row.exitCode),
				row.canRetry ? 'yes' : 'no',
				row.advice,
			]),
		),
	'fault-options': () =>
		table(
			['Option', 'Meaning'],
			faultOptionRows.map(({forms, meaning}) => [forms.map(form => `\`${form}\``).join(', '), meaning]),
		),
	faults: () =>
		table(
			['Fault', 'What it does', 'Amount'],
			(faultRows as readonly FaultRow[]).map(({name, meaning, times, amount}) => [
				`\`${name}\``,
				times === undefined ? meaning : `${meaning} (once unless told)`,
				amount === undefined ? '–' : `${amount.meaning}; ${amount.usual} unless told`,
			]),
		),
	environment: () =>
		table(
			['Variable', 'Meaning'],
			environmentRows.map(row => [row.variables.map(one => `\`${one}\``).join(', '), row.about]),
		),
};

/** Pages that have marked parts, or name keys in their prose. */
export const pagesWithSections = [
	'README.md',
	'SECURITY.md',
	'docs/accessibility.md',
	'docs/cancellation.md',
	'docs/polling.md',
	'docs/reference.md',
	'docs/simulator.md',
	'docs/terminal.md',
] as const;

/**
 * A page with every marked part written anew, and with every key that its prose names: `` `c`<!-- key list.cancel --> `` is the first
 * key of that row. Parts it does not know are left as they are. Throws for a row that the table of keys does not have.
 */
export function withSections(page: string): string {
	return withKeys(page).replace(/<!-- begin ([a-z-]+) -->[\s\S]*?<!-- end \1 -->/g, (whole, name: string) => {
		const section = readmeSections[name];
		if (section === undefined) return whole;
		return `<!-- begin ${name} -->\n\n${section()}\n\n<!-- end ${name} -->`;
	});
}

function withKeys(page: string): string {
	const {one} = keyWordsOf(keyRows);
	return page.replace(
		/`[^`\n]+`<!-- key ([a-z.-]+) -->/g,
		(_, id: string) => `\`${one(id)}\`<!-- key ${id} -->`,
	);
}
