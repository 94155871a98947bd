import type {Job, JobUuid} from '../../domain/job.ts';
import {type JobPage, type JobQuery, type ListType, rowsOfFullPage} from '../../domain/tapis-api.ts';
import {createPageCursor, type PageCursor} from './page-cursor.ts';

/** One reading of the whole list, page by page, newest first: the first load, and every full reconcile. */
export type Sweep = {
	/** The next page to ask for, or null once all have come. */
	readonly next: () => JobQuery | null;
	/** Gives the rows that are wanted: those of a page that stand beyond the limit are none of them. */
	readonly accept: (page: JobPage, query: JobQuery) => readonly Job[];
	readonly loaded: () => number;
	/** What the server counted, or null. */
	readonly total: () => number | null;
	readonly setAside: () => number;
	readonly hasSeen: (uuid: JobUuid) => boolean;
	/** How many of the rows that the server counted it did not give, or has not yet. */
	readonly missing: () => number;
	/** The most rows the server seems to give at once without saying so, or null. */
	readonly cappedAt: () => number | null;
	/** True when every row of the server's count was seen: only then may a job that was not seen be taken for gone. */
	readonly isWhole: () => boolean;
	/** The jobs seen of a list that ended at the limit, so that older ones were not looked for; null where it did not. */
	readonly seenToLimit: (list: ListType) => ReadonlySet<JobUuid> | null;
};

export type SweepOptions = {
	readonly lists: readonly ListType[];
	readonly firstPageSize: number;
	readonly pageSize: number;
	/** Rows of each list at most. */
	readonly limit: number | undefined;
};

export function createSweep({lists, firstPageSize, pageSize, limit}: SweepOptions): Sweep {
	const cursors = lists.map(() => createPageCursor('down', null, job => job.created));
	const totals: (number | null)[] = lists.map(() => null);
	let current = 0;
	const setAside = lists.map(() => 0);
	let isFirstOfList = true;

	const loaded = (): number => cursors.reduce((sum, cursor) => sum + cursor.seen.size, 0);
	const isFull = (cursor: PageCursor): boolean => limit !== undefined && cursor.seen.size >= limit;
	/** How many rows of a list are wanted: the limit is one of each list, so that a short one leaves nothing to the others. */
	const wanted = (list: number): number | null => {
		const counted = totals[list] ?? null;
		return counted === null || limit === undefined ? counted : Math.min(counted, limit);
	};
	const total = (): number | null =>
		lists.reduce<number | null>((sum, _list, at) => {
			const rows = wanted(at);
			return sum === null || rows === null ? null : sum + rows;
		}, 0);

	/** How many of those can be read. */
	const expected = (list: number): number | null => {
		const rows = wanted(list);
		return rows === null ? null : rows - (setAside[list] ?? 0);
	};
	const missing = (): number =>
		cursors.reduce((sum, cursor, at) => sum + Math.max(0, (expected(at) ?? 0) - cursor.seen.size), 0);

	const next = (): JobQuery | null => {
		const cursor = cursors[current];
		const listType = lists[current];
		if (cursor === undefined || listType === undefined) return null;
		const size = isFirstOfList ? firstPageSize : pageSize;
		const rows = limit === undefined ? size : Math.min(size, limit);
		const {bound, skip} = cursor.next(rows);
		return {
			listType,
			limit: rows,
			...(skip > 0 ? {skip} : {}),
			...(bound === null ? {} : {createdUntil: bound}),
			...(isFirstOfList ? {computeTotal: true} : {}),
		};
	};

	const accept = (page: JobPage, query: JobQuery): readonly Job[] => {
		const cursor = cursors[current];
		if (cursor === undefined) return [];
		const jobs = newest(page.jobs, cursor.seen, limit);
		setAside[current] = (setAside[current] ?? 0) + page.setAside;
		if (isFirstOfList)
			totals[current] =
				page.totalCount ?? (page.rowCount < rowsOfFullPage(page, query.limit) ? page.rowCount : null);
		isFirstOfList = false;
		const step = cursor.accept({...page, jobs}, query.limit, expected(current));
		if (step === 'done' || isFull(cursor)) {
			current++;
			isFirstOfList = true;
		}
		return jobs;
	};

	return {
		next,
		accept,
		loaded,
		total,
		setAside: () => setAside.reduce((sum, rows) => sum + rows, 0),
		hasSeen: uuid => cursors.some(cursor => cursor.seen.has(uuid)),
		missing,
		cappedAt: () =>
			cursors.reduce<number | null>((least, cursor) => {
				const cap = cursor.cappedAt();
				return cap === null || (least !== null && least < cap) ? least : cap;
			}, null),
		isWhole: () => current >= lists.length && missing() === 0 && cursors.every(cursor => cursor.isWhole()),
		seenToLimit: list => {
			const cursor = cursors[lists.indexOf(list)];
			return cursor !== undefined && isFull(cursor) ? cursor.seen : null;
		},
	};
}

/** Of rows that come newest first: those that are seen again, and so many more that the limit is reached. */
function newest(jobs: readonly Job[], seen: ReadonlySet<JobUuid>, limit: number | undefined): readonly Job[] {
	if (limit === undefined) return jobs;
	let left = limit - seen.size;
	return jobs.filter(({uuid}) => seen.has(uuid) || left-- > 0);
}
