import type {Job} from './job.ts';
import type {JobQuery} from './tapis-api.ts';
import {ceilSecond, floorSecond} from './time.ts';

/**
 * A query applied to rows in memory, where the service does not apply it or is not asked for a list: as the port promises its
 * conditions and its order.
 */

/** Whether the conditions let a job pass. One that does not tell a time passes, so that nothing is lost for want of it. */
export function isWithin({updatedSince, createdUntil}: JobQuery, {created, lastUpdated}: Job): boolean {
	return (
		(updatedSince === undefined || lastUpdated === null || lastUpdated >= floorSecond(updatedSince)) &&
		(createdUntil === undefined || created === null || created <= ceilSecond(createdUntil))
	);
}

/** The rows that are asked for, of all jobs that pass. */
export function rowsOf(query: JobQuery, jobs: readonly Job[]): readonly Job[] {
	const skip = query.skip ?? 0;
	return jobs.toSorted(query.updatedSince === undefined ? byAge : byUpdate).slice(skip, skip + query.limit);
}

/** Jobs without a time of creation come last: they pass every condition, and in front would fill page after page. */
function byAge(one: Job, other: Job): number {
	return (other.created ?? 0) - (one.created ?? 0) || byUuid(one, other);
}

function byUpdate(one: Job, other: Job): number {
	return (one.lastUpdated ?? 0) - (other.lastUpdated ?? 0) || byUuid(one, other);
}

function byUuid(one: Job, other: Job): number {
	return one.uuid < other.uuid ? -1 : 1;
}
