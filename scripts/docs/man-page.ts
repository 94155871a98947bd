import {
	type CommandRow,
	commands,
	monitorRow,
	plainArgument,
} from '../../source/commands/command-line/command-rows.ts';
import {environmentRows} from '../../source/commands/command-line/environment-rows.ts';
import {flagLines, usageLine} from '../../source/commands/command-line/help.ts';
import {settingRows} from '../../source/config/settings-table.ts';
import {exitCodeRows} from '../../source/domain/exit-codes.ts';
import {filterFields} from '../../source/domain/filter/filter.ts';
import {rowsAt} from '../../source/ui/keymap/keymap.ts';
import {editKeyRows} from '../../source/ui/keys/edit-keys.ts';
import {interruptKey} from '../../source/ui/keys/interrupt-key.ts';
import {showKey, showKeys} from '../../source/ui/keys/key-names.ts';
import {keyMeaning, placeHeadings} from './keys-page.ts';

/** The man page, in the roff that every `man` reads, from the tables that the program itself runs on. */
export function manPage(version: string): string {
	return [
		`.TH TAPIS-JOBS 1 "" "tapis-jobs ${version}" "User Commands"`,
		'.SH NAME',
		`tapis-jobs \\- ${escaped(monitorRow.about)}`,
		'.SH SYNOPSIS',
		...[monitorRow, ...commands].flatMap(row => [`.B ${escaped(usageLine(row))}`, '.br']),
		'.SH DESCRIPTION',
		'Without a command the monitor opens. Data goes to standard output, words to standard error.',
		'.SH OPTIONS OF THE MONITOR',
		...flagsOf(monitorRow),
		'.SH COMMANDS',
		...commands.flatMap(commandSection),
		'.SH KEYS',
		escaped(`${showKey(interruptKey)} quits at any place.`),
		...placeHeadings.flatMap(([place, heading]) => [
			`.SS ${heading}`,
			...rowsAt(place).flatMap(row => keyItem(row.keys, keyMeaning(row))),
		]),
		'.SS While text is typed, in any field',
		...editKeyRows.flatMap(row => keyItem(row.keys, row.help)),
		'.SH FILTERS',
		'Free words are looked for in name, uuid, app and system; quotes hold words together. A field is followed by a colon and values with commas between, or by < or > and a time. A minus in front turns a word round.',
		...filterFields.flatMap(row => item(row.example, row.about)),
		'.SH ENVIRONMENT',
		...environmentRows.flatMap(row => item(row.variables.join(', '), row.about)),
		...Object.entries(settingRows).flatMap(([name, row]) =>
			item(row.variable, `As the setting ${name}. ${row.about}`),
		),
		'.SH EXIT STATUS',
		...exitCodeRows.flatMap(row => item(String(row.code), row.meaning)),
		'.SH EXAMPLES',
		...monitorRow.examples.flatMap(one => item(one.command, sentence(one.does))),
		'',
	].join('\n');
}

function commandSection(row: CommandRow): string[] {
	return [
		`.SS ${escaped(usageLine(row))}`,
		escaped(row.about),
		...row.arguments.flatMap(one => item(plainArgument(one.name), one.about)),
		...flagsOf(row),
		...(row.notes ?? []).flatMap(note => ['.PP', escaped(note)]),
		...row.examples.flatMap(one => item(one.command, sentence(one.does))),
	];
}

function flagsOf(row: CommandRow): string[] {
	return flagLines(row).flatMap(([flag, meaning]) => item(flag, meaning));
}

/** Keys by words, as a man page is read on any terminal. */
function keyItem(keys: readonly string[], meaning: string): string[] {
	return item(showKeys(keys, true).join(', '), meaning);
}

function item(term: string, text: string): string[] {
	return ['.TP', `.B ${escaped(term)}`, escaped(text)];
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Backslashes, hyphens that are to be typed, and a dot or quote at a line's beginning mean something to roff. */
function escaped(text: string): string {
	return text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replace(/^([.'])/, '\\&$1')
		.replaceAll('“', '\\(lq')
		.replaceAll('”', '\\(rq')
		.replaceAll('’', '\\(cq')
		.replaceAll('…', '...');
}
