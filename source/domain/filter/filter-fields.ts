import {appOf, type Job, runTime} from '../job.ts';
import {didYouMean} from '../nearest.ts';
import {
	CANCELLED,
	hasEnded,
	isKnownStatus,
	type Phase,
	statusRow,
	statusRows,
	type Tally,
} from '../status.ts';
import {compareDuration, timeField} from './filter-times.ts';
import type {FilterFieldRow, JobTest, ReadValue} from './filter-value.ts';

type Group = readonly [word: string, holds: (status: string) => boolean];

/** Words for groups of statuses, besides the statuses themselves. */
const groups: ReadonlyMap<Group[0], Group[1]> = new Map<Group[0], Group[1]>([
	['active', status => !hasEnded(status)],
	ofPhase('waiting'),
	['staging' satisfies Tally, status => statusRow(status).tally === 'staging'],
	ofPhase('running'),
	ofPhase('held'),
	ofPhase('ended'),
]);

const groupWords = [...groups.keys()].join(', ');

/** As it is spelt elsewhere, by Slurm among others. */
export const misspelt: ReadonlyMap<string, string> = new Map([['CANCELED', CANCELLED]]);

function ofPhase(phase: Phase): Group {
	return [phase, status => statusRow(status).phase === phase];
}

/** What can stand after `status:`, in small letters. */
export const statusWords = [...groups.keys(), ...statusRows.map(row => row.status.toLowerCase())];

export const filterFields: readonly FilterFieldRow[] = [
	{
		field: 'status',
		about: `A status or the first letters of one, or a group: ${groupWords}. In capitals only that status itself.`,
		example: 'status:active',
		words: statusWords,
		readIs: readStatus,
	},
	{field: 'name', about: 'Part of the name.', example: 'name:sweep', readIs: textTest(job => job.name)},
	{
		field: 'app',
		about: 'Part of the app’s id or version.',
		example: 'app:opensees,wrf',
		readIs: textTest(appOf),
	},
	{
		field: 'system',
		about: 'Part of the execution system’s id.',
		example: 'system:frontera',
		readIs: textTest(job => job.execSystemId),
	},
	{
		field: 'owner',
		about: 'Part of the owner’s name.',
		example: 'owner:jdoe',
		readIs: textTest(job => job.owner),
	},
	{field: 'uuid', about: 'Part of the uuid.', example: 'uuid:6b6a0f0e', readIs: textTest(job => job.uuid)},
	{
		field: 'tag',
		about: 'Part of one of the tags.',
		example: 'tag:thesis',
		readIs: textTest(job => job.tags.join('\n')),
	},
	{
		field: 'condition',
		about: 'Part of the condition, which says why a job ended.',
		example: 'condition:timeout',
		readIs: textTest(job => job.condition ?? ''),
	},
	timeField('age', 'Time since it was created.', 'age<2h', job => job.created),
	timeField(
		'created',
		'When it was created: days in UTC, or how long ago.',
		'created:2026-11-01..2026-11-20',
		job => job.created,
	),
	timeField('updated', 'When the service last looked at it.', 'updated>1d', job => job.lastUpdated),
	timeField('ended', 'When it ended.', 'ended<30m', job => job.ended),
	{
		field: 'runtime',
		about: 'How long the application has run.',
		example: 'runtime>12h',
		readCompare: (text, sign) => compareDuration(text, sign, runTime),
	},
];

function textTest(textOf: (job: Job) => string): (text: string) => JobTest {
	return text => {
		const wanted = text.toLowerCase();
		return job => textOf(job).toLowerCase().includes(wanted);
	};
}

function readStatus(text: string): ReadValue {
	const wanted = text.toUpperCase();
	if (text === wanted && isKnownStatus(wanted)) return job => job.status === wanted;
	const group = groups.get(text.toLowerCase());
	if (group !== undefined) return rememberingTest(group);
	const prefix = misspelt.get(wanted) ?? wanted;
	if (statusRows.some(row => row.status.startsWith(prefix))) return job => job.status.startsWith(prefix);
	const begun = [...groups].find(([word]) => word.toUpperCase().startsWith(prefix));
	if (begun !== undefined) return rememberingTest(begun[1]);
	const hint = didYouMean(text, statusWords);
	// A newer service may know more statuses than this program; they are written in capitals.
	if (hint === '' && /^[A-Z_]{3,}$/.test(text)) return job => job.status.startsWith(text);
	return {message: `There is no status “${text}”.${hint || ` Try one of ${groupWords}.`}`};
}

/** There are few statuses and many jobs: each status is judged once. */
function rememberingTest(isWanted: (status: string) => boolean): JobTest {
	const known = new Map<string, boolean>();
	return job => {
		let answer = known.get(job.status);
		if (answer === undefined) {
			answer = isWanted(job.status);
			known.set(job.status, answer);
		}
		return answer;
	};
}
