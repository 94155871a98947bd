import type {JobUuid} from '../../domain/job.ts';
import {type JobPage, type JobQuery, type ListType, rowsOfFullPage} from '../../domain/tapis-api.ts';
import {createPageCursor} from './page-cursor.ts';

/** One reading of the whole list, page by page, newest first: the first load, and every full reconcile. */
export type Sweep = {
	/** The next page to ask for, or null once all have come. */
	readonly next: () => JobQuery | null;
	readonly accept: (page: JobPage, query: JobQuery) => void;
	readonly loaded: () => number;
	/** What the server counted, or null. */
	readonly total: () => number | null;
	readonly setAside: () => number;
	readonly hasSeen: (uuid: JobUuid) => boolean;
	/** True when every row of the server's count was seen: only then may a job that was not seen be taken for gone. */
	readonly isWhole: () => boolean;
};

export type SweepOptions = {
	readonly lists: readonly ListType[];
	readonly firstPageSize: number;
	readonly pageSize: number;
	readonly limit: number | undefined;
};

export function createSweep({lists, firstPageSize, pageSize, limit}: SweepOptions): Sweep {
	const cursors = lists.map(() => createPageCursor('down', null, job => job.created));
	const totals: (number | null)[] = lists.map(() => null);
	let current = 0;
	let setAside = 0;
	let isFirstOfList = true;

	const loaded = (): number => cursors.reduce((sum, cursor) => sum + cursor.seen.size, 0);
	const total = (): number | null => {
		const sum = totals.reduce((left, right) => (left === null || right === null ? null : left + right), 0);
		return sum === null || limit === undefined ? sum : Math.min(sum, limit * lists.length);
	};

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

	const accept = (page: JobPage, query: JobQuery): void => {
		const cursor = cursors[current];
		if (cursor === undefined) return;
		setAside += page.setAside;
		if (isFirstOfList)
			totals[current] =
				page.totalCount ?? (page.rowCount < rowsOfFullPage(page, query.limit) ? page.rowCount : null);
		isFirstOfList = false;
		const step = cursor.accept(page, query.limit);
		if (step === 'done' || (limit !== undefined && cursor.seen.size >= limit)) {
			current++;
			isFirstOfList = true;
		}
	};

	return {
		next,
		accept,
		loaded,
		total,
		setAside: () => setAside,
		hasSeen: uuid => cursors.some(cursor => cursor.seen.has(uuid)),
		isWhole: () => {
			const counted = total();
			return (
				current >= lists.length &&
				cursors.every(cursor => cursor.isWhole()) &&
				(counted === null || loaded() + setAside >= counted)
			);
		},
	};
}
