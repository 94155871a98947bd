import type {CommanderError} from 'commander';
import {didYouMean} from '../../domain/nearest.ts';
import {type CommandRow, commands, flagsOf, monitorRow, plainArgument} from './command-rows.ts';
import {isFlag} from './flag-row.ts';

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
	const plain = plainArgument(flag);
	if (code === 'commander.optionMissingArgument') return `${plain.split(' ')[0]} needs a value: ${plain}.`;
	if (value === undefined) return sentence(message);
	return sentence(
		`\`${value}\` is no value for ${plain}: ${why.replace(/^Allowed choices are/, 'it is one of')}`,
	);
}

function unknownFlagText(flag: string, command: CommandRow, argv: readonly string[]): string {
	const rows = flagsOf(command);
	if (rows.some(row => isFlag(row, flag))) return `${flag} takes no value.`;
	const told = `\`${command === monitorRow ? 'tapis-jobs' : command.name}\` has no flag ${flag}.`;
	const takers = commands.filter(row => flagsOf(row).some(one => isFlag(one, flag)));
	const taker = takers.find(row => argv.includes(row.name)) ?? takers[0];
	if (command === monitorRow && taker !== undefined)
		return `${told} It stands after the command, as in \`tapis-jobs ${taker.name} ${flag}\`.`;
	const flags = rows.map(row => row.long);
	return `${told}${didYouMean(flag, flags)}`;
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
