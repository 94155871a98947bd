import {appOf, type Instant, type Job, runTime} from './job.ts';
import {didYouMean} from './nearest.ts';
import type {SortKey} from './order.ts';
import {formatAge, formatInstant} from './time.ts';

/**
 * A column that jobs can be listed with. The monitor draws its list from this table (how each looks stands in ui/columns.ts),
 * and `tapis-jobs list` writes from it.
 */
export type JobColumnRow = {
	readonly column: string;
	readonly title: string;
	readonly about: string;
	/** Empty where a job has no such thing. */
	readonly textOf: (job: Job, now: Instant) => string;
	/** The sort key that this column shows. */
	readonly sortKey?: SortKey;
};

const instantText = (instant: Instant | null): string => (instant === null ? '' : formatInstant(instant));
const ageText = (instant: Instant | null, now: Instant): string =>
	instant === null ? '' : formatAge(now - instant);

/** The one table of columns, from left to right. */
const rows = [
	{
		column: 'status',
		title: 'STATUS',
		about: 'The status, as the service spells it.',
		textOf: job => job.status,
		sortKey: 'status',
	},
	{column: 'name', title: 'NAME', about: 'The name.', textOf: job => job.name, sortKey: 'name'},
	{column: 'owner', title: 'OWNER', about: 'The owner.', textOf: job => job.owner, sortKey: 'owner'},
	{column: 'app', title: 'APP', about: 'Id and version of the app.', textOf: appOf, sortKey: 'app'},
	{
		column: 'system',
		title: 'SYSTEM',
		about: 'The execution system.',
		textOf: job => job.execSystemId,
		sortKey: 'system',
	},
	{
		column: 'runtime',
		title: 'RAN',
		about: 'How long the application has run.',
		textOf: (job, now) => {
			const length = runTime(job, now);
			return length === null ? '' : formatAge(length);
		},
		sortKey: 'runtime',
	},
	{
		column: 'age',
		title: 'AGE',
		about: 'Time since it was created.',
		textOf: (job, now) => ageText(job.created, now),
		sortKey: 'age',
	},
	{
		column: 'updated',
		title: 'UPDATED',
		about: 'Time since the service looked at it.',
		textOf: (job, now) => ageText(job.lastUpdated, now),
		sortKey: 'updated',
	},
	{column: 'uuid', title: 'UUID', about: 'The uuid.', textOf: job => job.uuid, sortKey: 'uuid'},
	{
		column: 'limit',
		title: 'LIMIT',
		about: 'The limit of the run, in minutes.',
		textOf: job => (job.maxMinutes === null ? '' : String(job.maxMinutes)),
	},
	{
		column: 'remote',
		title: 'REMOTE ID',
		about: 'The scheduler’s id of the job.',
		textOf: job => job.remoteJobId ?? '',
	},
	{
		column: 'condition',
		title: 'CONDITION',
		about: 'Why it ended, where the service tells it.',
		textOf: job => job.condition ?? '',
	},
	{
		column: 'created',
		title: 'CREATED',
		about: 'When it was created, in UTC.',
		textOf: job => instantText(job.created),
	},
	{
		column: 'ended',
		title: 'ENDED',
		about: 'When it ended, in UTC.',
		textOf: job => instantText(job.ended),
		sortKey: 'ended',
	},
	{column: 'tags', title: 'TAGS', about: 'The tags, with commas.', textOf: job => job.tags.join(',')},
	{
		column: 'message',
		title: 'MESSAGE',
		about: 'The last message, cut.',
		textOf: job => job.lastMessage ?? '',
	},
	{column: 'archive', title: 'ARCHIVE', about: 'The archive system.', textOf: job => job.archiveSystemId},
	{column: 'tenant', title: 'TENANT', about: 'The tenant.', textOf: job => job.tenant},
] as const satisfies readonly JobColumnRow[];

export type JobColumn = (typeof rows)[number]['column'];

export const jobColumns: readonly (JobColumnRow & {readonly column: JobColumn})[] = rows;

const names: readonly string[] = rows.map(one => one.column);

/** What can be written where columns are asked for, as a sentence. */
export const columnNames = `Columns are ${names.join(', ')}.`;

/** Reads `uuid,status,name`; the problem as one sentence when a word is no column. */
export function parseColumns(
	text: string,
):
	| {readonly ok: true; readonly columns: readonly JobColumn[]}
	| {readonly ok: false; readonly problem: string} {
	const words = text
		.split(',')
		.map(word => word.trim().toLowerCase())
		.filter(word => word !== '');
	if (words.length === 0) return {ok: false, problem: 'No column was named.'};
	const wrong = words.find(word => !isColumn(word));
	if (wrong === undefined) return {ok: true, columns: words.filter(isColumn)};
	return {ok: false, problem: `There is no column “${wrong}”.${didYouMean(wrong, names)}`};
}

function isColumn(word: string): word is JobColumn {
	return names.includes(word);
}

/** The row of a column. */
export function columnRow(column: JobColumn): JobColumnRow {
	return rows.find(one => one.column === column)!;
}
