import type {Instant, Job, JobUuid} from '../../domain/job.ts';
import {type JobPage, rowsOfFullPage} from '../../domain/tapis-api.ts';
import {ceilSecond, floorSecond} from '../../domain/time.ts';

/** Rows read again at each step by `skip`, so that rows which move up meanwhile are not lost. */
const overlapRows = 20;
/** A set that moves this often under one listing is taken as it comes, and the listing is not trusted to be whole. */
const breaksAllowed = 5;
/** So many pages in a row may bring nothing new, where a server seems to give few rows at once, until its count is not believed. */
const stalePagesAllowed = 5;

export type PageCursor = {
	/** What to ask next: the bound of the key (`createdUntil` or `updatedSince`), if there is one, and the rows to skip. */
	readonly next: (limit: number) => {readonly bound: Instant | null; readonly skip: number};
	/** `expected` jobs are in the whole set; null where nobody has counted, so that a short page is the last one. */
	readonly accept: (page: JobPage, limit: number, expected: number | null) => 'more' | 'done';
	/** The most rows the server seems to give at once without saying so, or null. */
	readonly cappedAt: () => number | null;
	/** The jobs seen so far. */
	readonly seen: ReadonlySet<JobUuid>;
	/** False when rows may have been missed. */
	readonly isWhole: () => boolean;
};

/**
 * Pages through a set that changes meanwhile. The next page is asked by the key of the last row, in whole seconds as the
 * service wants them, which makes pages overlap by a second and lose nothing. Only when a whole page lies within one second
 * are rows skipped inside it, again with an overlap; if the overlap is not there, rows have moved up, and the cursor steps back.
 *
 * A server may give fewer rows than asked for and not say so: a short page ends the set only when as many as were counted have
 * been seen, or when it brings nothing new.
 *
 * `down` goes by a falling key (created, newest first), `up` by a rising one (lastUpdated, oldest first).
 */
export function createPageCursor(
	direction: 'down' | 'up',
	start: Instant | null,
	keyOf: (job: Job) => Instant | null,
): PageCursor {
	const seen = new Set<JobUuid>();
	let bound = start;
	let skip = 0;
	let overlap = 0;
	let cappedAt: number | null = null;
	let stalePages = 0;
	let breaks = 0;
	let isWhole = true;

	const boundAfter = (jobs: readonly Job[]): Instant | null => {
		let last: Instant | null = null;
		for (const job of jobs) {
			const key = keyOf(job);
			if (key === null) continue;
			if (last === null || (direction === 'down' ? key < last : key > last)) last = key;
		}
		if (last === null) return null;
		return direction === 'down' ? ceilSecond(last) : floorSecond(last);
	};

	const hasMoved = (to: Instant | null): to is Instant =>
		to !== null && (bound === null || (direction === 'down' ? to < bound : to > bound));

	return {
		next: () => ({bound, skip}),
		seen,
		isWhole: () => isWhole,
		cappedAt: () => cappedAt,
		accept: (page, limit, expected) => {
			const first = page.jobs[0];
			const isBroken = overlap > 0 && (first === undefined ? page.rowCount === 0 : !seen.has(first.uuid));
			if (isBroken && breaks < breaksAllowed) {
				breaks++;
				skip = Math.max(0, skip - Math.max(limit >> 1, overlapRows) * breaks);
				if (skip === 0) overlap = 0;
				return 'more';
			}
			if (isBroken) isWhole = false;
			const seenBefore = seen.size;
			for (const job of page.jobs) seen.add(job.uuid);
			stalePages = seen.size > seenBefore ? 0 : stalePages + 1;
			if (page.rowCount < rowsOfFullPage(page, limit)) {
				const allowed = page.rowCount < (cappedAt ?? limit) ? 0 : stalePagesAllowed;
				if (seen.size >= (expected ?? 0) || stalePages > allowed) return 'done';
				cappedAt ??= page.rowCount;
			}
			const moved = boundAfter(page.jobs);
			if (hasMoved(moved)) {
				bound = moved;
				skip = 0;
				overlap = 0;
			} else {
				overlap = Math.min(overlapRows, Math.floor(page.rowCount / 2));
				skip += page.rowCount - overlap;
			}
			return 'more';
		},
	};
}
