import type {Clock} from '../../domain/clock.ts';
import type {Instant} from '../../domain/job.ts';
import type {JobPage, JobQuery, ListType} from '../../domain/tapis-api.ts';
import {floorSecond, MINUTE, SECOND} from '../../domain/time.ts';
import {createPageCursor} from './page-cursor.ts';

/** Stamps are set by several machines of the service a moment before they are committed, so a little is read again. */
const overlapMs = 10 * SECOND;
/** Once nothing newer has come for this long, that little is taken for read, and an unchanged answer is empty. */
const quietMs = MINUTE;

export type ChangesReader = {
	/** Makes `page`, the first of a listing, the starting point: later changes are those after it. */
	readonly startFrom: (page: JobPage) => void;
	/** Begins a poll; `send` makes one request, `take` gets each answer. */
	readonly read: (
		send: (query: JobQuery) => Promise<JobPage>,
		take: (page: JobPage) => void,
	) => Promise<void>;
	/** The instant the next poll asks from, in whole seconds of the server's time; 0 while nothing is known. */
	readonly since: () => Instant;
};

/**
 * Reads what changed since the last complete read, oldest change first. The watermark is the newest stamp of a row, never this
 * machine's clock, and moves only when a read is complete; pages of the first load must not move it, since the rows they bring
 * say nothing of changes to rows read before.
 */
export function createChangesReader(
	listType: ListType,
	pageSize: number,
	clock: Pick<Clock, 'monotonic'>,
): ChangesReader {
	let newest: Instant | null = null;
	let serverTime: Instant | null = null;
	let newestAt = clock.monotonic();
	let isQuiet = false;

	const since = (): Instant => {
		if (newest === null) return 0;
		// One machine of the service whose clock runs ahead must not hide the changes of all others.
		const isAhead = serverTime !== null && newest > serverTime;
		if (isQuiet && !isAhead) return floorSecond(newest) + SECOND;
		return Math.max(0, floorSecond((isAhead ? serverTime! : newest) - overlapMs));
	};

	const follow = (updated: Instant | null, time: Instant | null): void => {
		serverTime = time ?? serverTime;
		if (updated === null || (newest !== null && updated <= newest)) return;
		newest = updated;
		newestAt = clock.monotonic();
		isQuiet = false;
	};

	return {
		since,
		startFrom: page => follow(newestUpdate(page), page.serverTime),
		read: async (send, take) => {
			const cursor = createPageCursor('up', since(), job => job.lastUpdated);
			let updated: Instant | null = null;
			let time: Instant | null = null;
			const canTurnQuiet = clock.monotonic() - newestAt >= quietMs;
			for (;;) {
				const {bound, skip} = cursor.next(pageSize);
				const page = await send({
					listType,
					limit: pageSize,
					updatedSince: bound ?? 0,
					...(skip > 0 ? {skip} : {}),
				});
				take(page);
				// The clock of the first answer: what changes while later pages are read is asked again next time.
				time ??= page.serverTime;
				const step = cursor.accept(page, pageSize, null);
				const newestOfPage = newestUpdate(page);
				if (newestOfPage !== null) updated = Math.max(updated ?? newestOfPage, newestOfPage);
				if (step === 'done') break;
			}
			// Told by a read that began late enough: time alone may have passed without one.
			isQuiet = canTurnQuiet;
			follow(updated, time);
		},
	};
}

function newestUpdate(page: JobPage): Instant | null {
	let newest: Instant | null = null;
	for (const {lastUpdated} of page.jobs)
		if (lastUpdated !== null) newest = Math.max(newest ?? lastUpdated, lastUpdated);
	return newest;
}
