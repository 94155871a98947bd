import {appOf, type Instant, type Job, runTime} from './job.ts';
import {didYouMean} from './nearest.ts';
import {statusOrder} from './status.ts';

/** Something jobs can be sorted by. */
export type SortKeyRow = {
	readonly key: string;
	/** For people: "sorted by …". */
	readonly about: string;
	/** The value compared, smaller first; null where a job has none, which comes last in both directions. */
	readonly valueOf: (job: Job, now: Instant) => string | number | null;
	/** The values of jobs that do not change move against each other as time passes. */
	readonly movesWithTime?: true;
};

/** Each key's usual direction puts what people look for first: the newest, the longest, the first in the alphabet. */
const rows = [
	{key: 'status', about: 'how far the job has come', valueOf: job => statusOrder(job.status)},
	{key: 'name', about: 'name', valueOf: job => textKey(job.name)},
	{key: 'app', about: 'app and version', valueOf: job => textKey(appOf(job))},
	{key: 'system', about: 'execution system', valueOf: job => textKey(job.execSystemId)},
	{key: 'owner', about: 'owner', valueOf: job => textKey(job.owner)},
	{key: 'age', about: 'time since it was created, newest first', valueOf: job => negated(job.created)},
	{key: 'updated', about: 'time since the service looked at it', valueOf: job => negated(job.lastUpdated)},
	{key: 'ended', about: 'time since it ended, the last one first', valueOf: job => negated(job.ended)},
	{
		key: 'runtime',
		about: 'time it ran, longest first',
		valueOf: (job, now) => negated(runTime(job, now)),
		movesWithTime: true,
	},
	{key: 'uuid', about: 'uuid', valueOf: job => job.uuid},
] as const satisfies readonly SortKeyRow[];

export type SortKey = (typeof rows)[number]['key'];

export const sortKeys: readonly (SortKeyRow & {readonly key: SortKey})[] = rows;

export type JobOrder = {readonly key: SortKey; readonly isReversed: boolean};

/** Newest first, as the service lists them. */
export const defaultOrder: JobOrder = {key: 'age', isReversed: false};

/** Other words people type for a key. */
const aliases: ReadonlyMap<string, JobOrder> = new Map([
	['created', {key: 'age', isReversed: false}],
	['newest', {key: 'age', isReversed: false}],
	['oldest', {key: 'age', isReversed: true}],
	['lastupdated', {key: 'updated', isReversed: false}],
]);

/** Reads `name`, `-age` or `created`; the problem as one sentence when it is no column. */
export function parseOrder(
	text: string,
): {readonly ok: true; readonly order: JobOrder} | {readonly ok: false; readonly problem: string} {
	const word = text.trim().toLowerCase();
	const name = word.replace(/^-/, '');
	const row = rows.find(one => one.key === name);
	const found = row === undefined ? aliases.get(name) : {key: row.key, isReversed: false};
	if (found !== undefined) {
		return {ok: true, order: {key: found.key, isReversed: found.isReversed !== word.startsWith('-')}};
	}
	const keys = rows.map(one => one.key);
	const hint = didYouMean(name, keys) || ` Sort by one of ${keys.join(', ')}.`;
	return {ok: false, problem: `Jobs cannot be sorted by “${name}”.${hint}`};
}

type Keyed = {readonly job: Job; readonly key: string | number | null};

/** A sorted copy. Jobs that are equal stand newest first, then by uuid, so the same jobs are always in the same order. */
export function sortJobs(jobs: Iterable<Job>, order: JobOrder, now: Instant): Job[] {
	const row = rowOf(order);
	const keyed: Keyed[] = [];
	for (const job of jobs) keyed.push({job, key: row.valueOf(job, now)});
	keyed.sort(comparing(order));
	return keyed.map(one => one.job);
}

/** Puts more jobs into sorted ones, where they belong: a few cost next to nothing, however many there are. */
export function mergeJobs(
	sorted: readonly Job[],
	more: readonly Job[],
	order: JobOrder,
	now: Instant,
): readonly Job[] {
	if (more.length === 0) return sorted;
	const row = rowOf(order);
	const compare = comparing(order);
	const merged: Job[] = [];
	let from = 0;
	for (const job of sortJobs(more, order, now)) {
		const wanted: Keyed = {job, key: row.valueOf(job, now)};
		let low = from;
		let high = sorted.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = sorted[middle]!;
			if (compare({job: other, key: row.valueOf(other, now)}, wanted) < 0) low = middle + 1;
			else high = middle;
		}
		for (; from < low; from++) merged.push(sorted[from]!);
		merged.push(job);
	}
	for (; from < sorted.length; from++) merged.push(sorted[from]!);
	return merged;
}

/** Whether the order of jobs that do not change becomes another as time passes. */
export function orderMovesWithTime(order: JobOrder): boolean {
	return rowOf(order).movesWithTime === true;
}

function rowOf(order: JobOrder): SortKeyRow {
	return rows.find(one => one.key === order.key)!;
}

function comparing({isReversed}: JobOrder): (left: Keyed, right: Keyed) => number {
	const direction = isReversed ? -1 : 1;
	return (left, right) => {
		if (left.key !== right.key) {
			if (left.key === null) return 1;
			if (right.key === null) return -1;
			return left.key < right.key ? -direction : direction;
		}
		const created = (right.job.created ?? 0) - (left.job.created ?? 0);
		if (created !== 0) return created;
		return left.job.uuid < right.job.uuid ? -1 : left.job.uuid > right.job.uuid ? 1 : 0;
	};
}

/** Text so that plain comparison sorts as people do: case aside, and numbers by their value (`sweep-9` before `sweep-10`). */
function textKey(text: string): string {
	return text.toLowerCase().replace(/\d+/g, digits => digits.padStart(12, '0'));
}

function negated(value: number | null): number | null {
	return value === null ? null : -value;
}
