import type {CommanderError} from 'commander';
import {nearestWord} from '../../domain/nearest.ts';
import {type CommandRow, commandRows} from './command-rows.ts';
import {type FlagRow, isFlag} from './flag-row.ts';
import {flagRows} from './flags.ts';

/** Commander's message as a sentence in this program's words. */
export function mistakeText(
	{code, message}: CommanderError,
	command: CommandRow,
	argv: readonly string[],
): string {
	const unknown = /^error: unknown option '(-.[^=]*)/s.exec(message)?.[1];
	if (code === 'commander.unknownOption' && unknown !== undefined)
		return unknownFlagText(unknown.replace(/'(\n.*)?$/s, ''), command, argv);
	const [, flag = '', value, why = ''] =
		/option '(?:-\w, )?([^']+)' argument (?:missing|'(.*)' is invalid\. (.*))/s.exec(message) ?? [];
	const plain = flag.replace(/[<>]/g, '');
	if (code === 'commander.optionMissingArgument') return `${plain.split(' ')[0]} needs a value: ${plain}.`;
	if (value === undefined) return sentence(message);
	return sentence(
		`\`${value}\` is no value for ${plain}: ${why.replace(/^Allowed choices are/, 'it is one of')}`,
	);
}

function unknownFlagText(flag: string, command: CommandRow, argv: readonly string[]): string {
	const rows = command.flags.map((name): FlagRow => flagRows[name]);
	if (rows.some(row => isFlag(row, flag))) return `${flag} takes no value.`;
	const told = `\`${command.name === '' ? 'tapis-jobs' : command.name}\` has no flag ${flag}.`;
	const takers = commandRows.filter(row => row.flags.some(name => isFlag(flagRows[name], flag)));
	const taker = takers.find(row => argv.includes(row.name)) ?? takers[0];
	if (command.name === '' && taker !== undefined)
		return `${told} It stands after the command, as in \`tapis-jobs ${taker.name} ${flag}\`.`;
	const near = nearestWord(
		flag,
		rows.map(row => row.long),
	);
	return near === undefined ? told : `${told} Did you mean ${near}?`;
}

/** A message as one sentence: no `error:`, a capital, a full stop. */
function sentence(message: string): string {
	const text = message
		.replace(/^error: /, '')
		.replace(/\s+/g, ' ')
		.trim();
	const capital = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}
