import {Failure} from '../domain/failure.ts';
import {type Instant, type Job, runTime} from '../domain/job.ts';
import {nearestWord} from '../domain/nearest.ts';
import {formatAge, formatDuration, formatInstant} from '../domain/time.ts';

/** A column `list` can write. An absent value is empty text. */
export type JobColumnRow = {
	readonly column: string;
	readonly title: string;
	readonly about: string;
	readonly textOf: (job: Job, now: Instant) => string;
};

const instantText = (instant: Instant | null): string => (instant === null ? '' : formatInstant(instant));
const ageText = (instant: Instant | null, now: Instant): string =>
	instant === null ? '' : formatAge(now - instant);

export const jobColumns: readonly JobColumnRow[] = [
	{column: 'uuid', title: 'UUID', about: 'The uuid.', textOf: job => job.uuid},
	{
		column: 'status',
		title: 'STATUS',
		about: 'The status, as the service spells it.',
		textOf: job => job.status,
	},
	{column: 'name', title: 'NAME', about: 'The name.', textOf: job => job.name},
	{
		column: 'app',
		title: 'APP',
		about: 'Id and version of the app.',
		textOf: job => `${job.appId} ${job.appVersion}`.trim(),
	},
	{column: 'system', title: 'SYSTEM', about: 'The execution system.', textOf: job => job.execSystemId},
	{column: 'archive', title: 'ARCHIVE', about: 'The archive system.', textOf: job => job.archiveSystemId},
	{column: 'owner', title: 'OWNER', about: 'The owner.', textOf: job => job.owner},
	{column: 'tenant', title: 'TENANT', about: 'The tenant.', textOf: job => job.tenant},
	{
		column: 'age',
		title: 'AGE',
		about: 'Time since it was created.',
		textOf: (job, now) => ageText(job.created, now),
	},
	{
		column: 'created',
		title: 'CREATED',
		about: 'When it was created, in UTC.',
		textOf: job => instantText(job.created),
	},
	{
		column: 'updated',
		title: 'UPDATED',
		about: 'Time since the service looked at it.',
		textOf: (job, now) => ageText(job.lastUpdated, now),
	},
	{column: 'ended', title: 'ENDED', about: 'When it ended, in UTC.', textOf: job => instantText(job.ended)},
	{
		column: 'runtime',
		title: 'RUNTIME',
		about: 'How long the application has run.',
		textOf: (job, now) => {
			const length = runTime(job, now);
			return length === null ? '' : formatDuration(length);
		},
	},
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
		column: 'message',
		title: 'MESSAGE',
		about: 'The last message, cut.',
		textOf: job => job.lastMessage ?? '',
	},
	{column: 'tags', title: 'TAGS', about: 'The tags, with commas.', textOf: job => job.tags.join(',')},
];

export const defaultColumns: readonly JobColumnRow[] = ['uuid', 'status', 'name', 'app', 'system', 'age'].map(
	name => jobColumns.find(one => one.column === name)!,
);

/** Reads `--columns`; a `usage` Failure names the column that there is not. */
export function parseColumns(text: string): readonly JobColumnRow[] {
	const words = text
		.split(',')
		.map(word => word.trim().toLowerCase())
		.filter(word => word !== '');
	const names = jobColumns.map(one => one.column);
	const advice = `Columns are ${names.join(', ')}.`;
	if (words.length === 0) throw new Failure('usage', 'No column was named.', {advice});
	return words.map(word => {
		const row = jobColumns.find(one => one.column === word);
		if (row !== undefined) return row;
		const near = nearestWord(word, names);
		const hint = near === undefined ? '' : ` Did you mean ${near}?`;
		throw new Failure('usage', `There is no column \`${word}\`.${hint}`, {advice});
	});
}
