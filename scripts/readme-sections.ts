import {commandRows} from '../source/commands/command-rows.ts';
import {environmentRows} from '../source/commands/environment-rows.ts';
import {exitCodeRows} from '../source/commands/exit-codes.ts';
import {flagLines, usageLine} from '../source/commands/help.ts';
import {showSetting} from '../source/config/setting-text.ts';
import {settingNames, settingRows} from '../source/config/settings-table.ts';
import {filterFields} from '../source/domain/filter.ts';

/** Parts of the README that are written from the tables, by the name in their markers `<!-- begin NAME -->`, `<!-- end NAME -->`. */
export const readmeSections: Readonly<Record<string, () => string>> = {
	commands: () =>
		table(
			['Command', 'Does'],
			commandRows.filter(row => row.name !== '').map(row => [`\`${usageLine(row)}\``, row.about]),
		),
	flags: () =>
		table(
			['Flag', 'Meaning'],
			flagLines(commandRows.find(row => row.name === '')!).map(([flag, meaning]) => [`\`${flag}\``, meaning]),
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
	environment: () =>
		table(
			['Variable', 'Meaning'],
			environmentRows.map(row => [`\`${row.variable}\``, row.about]),
		),
};

/** The README with every marked part written anew. Parts it does not know are left as they are. */
export function withSections(readme: string): string {
	return readme.replace(/<!-- begin ([a-z-]+) -->[\s\S]*?<!-- end \1 -->/g, (whole, name: string) => {
		const section = readmeSections[name];
		if (section === undefined) return whole;
		return `<!-- begin ${name} -->\n\n${section()}\n\n<!-- end ${name} -->`;
	});
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string =>
		`| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
