import {stripVTControlCharacters} from 'node:util';
import {defaultListType} from '../../domain/defaults.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure} from '../../domain/failure.ts';
import type {Job} from '../../domain/job.ts';
import {
	columnNames,
	columnRow,
	type JobColumn,
	type JobColumnRow,
	parseColumns,
} from '../../domain/job-columns.ts';
import {sortJobs} from '../../domain/order.ts';
import {missingText} from '../../domain/tapis-api.ts';
import {newestJobs} from '../../following/newest-jobs.ts';
import {type Capabilities, readCapabilities} from '../../terminal/capabilities.ts';
import {cleanText} from '../../terminal/clean-text.ts';
import {plainAsciiLines} from '../../terminal/plain-ascii.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {readFilter, readOrder} from '../command-line/read-filter.ts';
import {jobJson} from '../lines/job-json.ts';

/** Letters of a uuid shown where a whole one does not fit: every command takes them for the uuid. */
const shortUuid = 8;
/** Laying out a longer table takes seconds, and nobody sees its borders; it is written as plain columns. */
const mostTableRows = 200;

const usualColumns: readonly JobColumn[] = ['uuid', 'status', 'name', 'app', 'system', 'age'];

export async function runList(context: CommandContext): Promise<number> {
	const {flags, clock, signal, stdout} = context;
	const printer = createPrinter(context);
	const filter = readFilter(flags);
	const order = readOrder(flags);
	const columns = (flags.columns === undefined ? usualColumns : readColumns(flags.columns)).map(columnRow);
	const {api, settings} = await context.connect();
	const {limit} = flags;
	const listType = flags.listType ?? defaultListType;
	const now = clock.now();
	const newest = await newestJobs(api, {listType, filter, limit, now, signal});
	const jobs = sortJobs(newest.jobs, order, now);

	if (flags.json === true) {
		for (const job of jobs) printer.json(jobJson(job));
	} else if (flags.quiet === true) {
		for (const job of jobs) printer.line(job.uuid);
	} else if (flags.columns !== undefined) {
		for (const cells of cellsOf(jobs, columns, now)) printer.columns(cells);
	} else if (jobs.length === 0) {
		printer.say(flags.filter === undefined ? 'There are no jobs.' : 'No job matches the filter.');
	} else if (printer.isTerminal && jobs.length <= mostTableRows) {
		const cells = cellsOf(jobs, columns, now);
		const table = await context.renderTable(fitted(cells, columns, stdout.columns), stdout.columns);
		const wishes = {isAscii: settings.get('ascii'), isWithoutColour: flags.noColor === true};
		stdout.write(`${dressed(table, readCapabilities(context.env, wishes))}\n`);
	} else {
		for (const line of aligned([columns.map(one => one.title), ...cellsOf(jobs, columns, now)]))
			printer.line(line);
	}
	if (printer.isTerminal && newest.hasOlder !== false) {
		const jobsShown = limit === 1 ? 'job' : `${limit} jobs`;
		const which = `Only the newest ${jobsShown}${filter.tests.length > 0 ? ' that match' : ''}`;
		printer.say(`${which}; there ${newest.hasOlder === true ? 'are' : 'may be'} more.`);
	}
	if (newest.missing > 0) printer.warn(missingText(newest.missing));
	return exitCodes.done;
}

function readColumns(text: string): readonly JobColumn[] {
	const parsed = parseColumns(text);
	if (!parsed.ok) throw new Failure('usage', parsed.problem, {advice: columnNames});
	return parsed.columns;
}

/** One text for each cell, as it may be shown. A line break or a tab inside one is taken for a space. */
function cellsOf(jobs: readonly Job[], columns: readonly JobColumnRow[], now: number): string[][] {
	return jobs.map(job =>
		columns.map(column => cleanText(column.textOf(job, now).replace(/[\t\r\n]+/g, ' '))),
	);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
	const widths = rows[0]!.map((_, column) =>
		rows.reduce((width, row) => Math.max(width, row[column]!.length), 0),
	);
	return rows.map(row =>
		row
			.map((cell, column) => cell.padEnd(widths[column]!))
			.join('  ')
			.trimEnd(),
	);
}

/** Rows for the table, with uuids cut where the terminal is too narrow for whole ones. */
function fitted(
	cells: readonly (readonly string[])[],
	columns: readonly JobColumnRow[],
	width: number,
): readonly Readonly<Record<string, string>>[] {
	const widths = columns.map((column, at) =>
		cells.reduce((most, row) => Math.max(most, row[at]!.length), column.title.length),
	);
	const whole = widths.reduce((sum, one) => sum + one + 3, 1);
	return cells.map(row =>
		Object.fromEntries(
			columns.map((column, at) => {
				const isCut = column.column === 'uuid' && whole > width;
				return [column.title, isCut ? row[at]!.slice(0, shortUuid) : row[at]!];
			}),
		),
	);
}

/** Borders and colours as far as the terminal takes them. */
function dressed(table: string, {colours, isAscii}: Capabilities): string {
	const text = colours === 'none' ? stripVTControlCharacters(table) : table;
	return isAscii ? plainAsciiLines(text) : text;
}
