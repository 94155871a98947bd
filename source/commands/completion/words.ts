import {filterFields} from '../../domain/filter/filter.ts';
import {jobColumns} from '../../domain/job-columns.ts';
import {sortKeys} from '../../domain/order.ts';
import {faultRows} from '../../simulator/faults/faults.ts';
import {commands} from '../command-line/command-rows.ts';
import {type FlagRow, flagRows} from '../command-line/flags.ts';

/** What the three shells' scripts are made of. */

/** Every flag row that some command takes. */
export const allFlags: readonly FlagRow[] = Object.values(flagRows);

/** The words a flag's value can be, or null where only the person knows. */
export function valuesOf(row: FlagRow): readonly string[] | null {
	if (row.choices !== undefined) return row.choices;
	if (row.completes === 'order') return sortKeys.map(one => one.key);
	if (row.completes === 'fault') return faultRows.map(one => one.name);
	if (row.completes === 'column') return jobColumns.map(one => one.column);
	if (row.completes === 'filter')
		return filterFields.map(one => one.example.replace(/[^a-z].*/, one.readIs ? ':' : '<'));
	return null;
}

/** The words after `status:` in a filter. */
export const statusWords: readonly string[] = filterFields.find(row => row.words !== undefined)?.words ?? [];

export const takesUuids: readonly string[] = commands
	.filter(row => row.arguments.some(one => one.name.includes('uuid')))
	.map(row => row.name);

/** What stands for an argument of these commands. */
export const argumentWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	commands
		.map(row => [row.name, row.arguments.flatMap(one => one.words ?? [])] as const)
		.filter(([, words]) => words.length > 0),
);

/** Writes uuid, status and name of the newest jobs, a line each. More would make a Tab slow. */
export const listJobs = 'tapis-jobs list --limit 50 --columns uuid,status,name 2>/dev/null';
