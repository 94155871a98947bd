import type {Instant, Job, JobUuid} from '../../domain/job.ts';
import {type JobPage, rowsOfFullPage} from '../../domain/tapis-api.ts';
import {ceilSecond, floorSecond} from '../../domain/time.ts';

/** Rows read again at each step by `skip`, so that rows which move up meanwhile are not lost. */
const overlapRows = 20;
/** A set that moves this often under one listing is taken as it comes, and the listing is not trusted to be whole. */
const breaksAllowed = 5;

export type PageCursor = {
	/** What to ask next: the bound of the key (`createdUntil` or `updatedSince`), if there is one, and the rows to skip. */
	readonly next: (limit: number) => {readonly bound: Instant | null; readonly skip: number};
	readonly accept: (page: JobPage, limit: number) => 'more' | 'done';
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
		accept: (page, limit) => {
			const overlap = Math.min(overlapRows, Math.floor(page.rowCount / 2));
			const first = page.jobs[0];
			const isBroken = skip > 0 && (first === undefined ? page.rowCount === 0 : !seen.has(first.uuid));
			if (isBroken && breaks < breaksAllowed) {
				breaks++;
				skip = Math.max(0, skip - Math.max(limit >> 1, overlapRows) * breaks);
				return 'more';
			}
			if (isBroken) isWhole = false;
			for (const job of page.jobs) seen.add(job.uuid);
			if (page.rowCount < rowsOfFullPage(page, limit)) return 'done';
			const moved = boundAfter(page.jobs);
			if (hasMoved(moved)) {
				bound = moved;
				skip = 0;
			} else {
				skip += page.rowCount - overlap;
			}
			return 'more';
		},
	};
}
