import {exitCodeRows} from '../../domain/exit-codes.ts';
import {type CommandRow, commands, flagsOf, monitorRow, plainArgument} from './command-rows.ts';
import {describeFlag, type FlagRow} from './flag-row.ts';

/** One line of the key table, as the interface hands it over. */
export type KeyLine = {readonly keys: string; readonly does: string};

/** The text of `--help`: examples first, since most people copy one. */
export function helpText(row: CommandRow, width: number, keys: readonly KeyLine[] = []): string {
	const isProgram = row === monitorRow;
	const sections = [
		row.about,
		section(
			'Examples',
			row.examples.map(one => [one.command, one.does] as const),
			width,
		),
		`Usage: ${usageLine(row)}${isProgram ? '\n       tapis-jobs COMMAND [flags]' : ''}`,
		isProgram
			? section(
					'Commands',
					commands.map(one => [one.name, one.about] as const),
					width,
				)
			: '',
		section(
			'Arguments',
			row.arguments.map(one => [plainArgument(one.name), one.about] as const),
			width,
		),
		section('Flags', flagLines(row), width),
		...(row.notes ?? []).map(note => wrap(note, width, 0).trimStart()),
		section(
			'Keys in the monitor',
			keys.map(key => [key.keys, key.does] as const),
			width,
		),
		isProgram
			? section(
					'Exit codes',
					exitCodeRows.map(one => [String(one.code), one.meaning] as const),
					width,
				)
			: '',
		isProgram ? '`tapis-jobs COMMAND --help` tells more about a command.' : '',
	];
	return `${sections.filter(text => text !== '').join('\n\n')}\n`;
}

/** `tapis-jobs cancel [uuid...] [flags]`. */
export function usageLine(row: CommandRow): string {
	return [
		'tapis-jobs',
		row.name,
		...row.arguments.map(one => one.name),
		row.flags.length > 0 ? '[flags]' : '',
	]
		.filter(word => word !== '')
		.join(' ');
}

/** Flag and meaning of each flag of a command, with what holds without it. */
export function flagLines(row: CommandRow): readonly (readonly [string, string])[] {
	return flagsOf(row).map(flag => [describeFlag(flag), flagMeaning(flag)] as const);
}

function flagMeaning(flag: FlagRow): string {
	const choices = flag.choices === undefined ? '' : ` One of ${flag.choices.join(', ')}.`;
	const without = flag.without === undefined ? '' : ` Without it: ${flag.without}.`;
	return `${flag.about}${choices}${without}`;
}

function section(title: string, lines: readonly (readonly [string, string])[], width: number): string {
	if (lines.length === 0) return '';
	// A left side that is too long gets a line of its own, so that one long example does not push all meanings right.
	const left = Math.min(30, Math.max(...lines.map(([name]) => name.length)));
	const body = lines.map(([name, meaning]) => {
		const text = wrap(meaning, width, left + 4);
		return name.length > left ? `  ${name}\n${text}` : `  ${name.padEnd(left)}${text.slice(left + 2)}`;
	});
	return `${title}:\n${body.join('\n')}`;
}

function wrap(text: string, width: number, indent: number): string {
	const room = Math.max(24, width - indent);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > room) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	lines.push(line);
	return lines.map(one => `${' '.repeat(indent)}${one}`).join('\n');
}
