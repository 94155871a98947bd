import type {CommandRow} from './command-row.ts';
import {jobCommandRows} from './job-command-rows.ts';
import {setupCommandRows} from './setup-command-rows.ts';

export {type CommandRow, flagsOf, plainArgument} from './command-row.ts';

const rows = [...jobCommandRows, ...setupCommandRows] as const;

export const commandRows: readonly CommandRow[] = rows;

/** The program itself, without a command. */
export const monitorRow: CommandRow = commandRows.find(row => row.name === '')!;

/** All that are typed after the program's name. */
export const commands: readonly CommandRow[] = commandRows.filter(row => row !== monitorRow);

/** A command's name; empty is the monitor. */
export type CommandName = (typeof rows)[number]['name'];

export function isCommandName(name: string): name is CommandName {
	return rows.some(row => row.name === name);
}
