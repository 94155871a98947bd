import type {Instant, Job, JobUuid} from '../domain/job.ts';
import {hasEnded, type JobStatus} from '../domain/status.ts';
import {type ListType, missesUntilGone} from '../domain/tapis-api.ts';
import type {JobStore} from './job-store.ts';
import type {MonitorEvent} from './monitor-state.ts';

/** Where a row came from: a page of the person's list, cut at the limit, the changes to that list, or a request for that one job. */
export type RowOrigin = {readonly by: 'page' | 'changes'; readonly list: ListType} | 'elsewhere';

export type RowIntakeParts = {
	readonly store: JobStore;
	/** Whether only the newest so many jobs of each list are read. */
	readonly isLimited: boolean;
	readonly isInteresting: (uuid: JobUuid) => boolean;
	readonly tell: (event: MonitorEvent) => void;
	readonly onEnded: (job: Job, from: JobStatus | null) => void;
	/** Every row that came, changed or not, of a job with a cancel. */
	readonly onSeen: (job: Job) => void;
	/** The rows have changed. */
	readonly onChange: () => void;
};

export type RowIntake = {
	readonly take: (rows: readonly Job[], origin: RowOrigin) => void;
	readonly drop: (uuid: JobUuid) => Job | undefined;
	/** Jobs that are to be known and that the list has not brought, whether they have a row or not: they are asked for by uuid. */
	readonly strays: ReadonlyMap<JobUuid, number>;
	readonly addStray: (uuid: JobUuid) => void;
	/** These were asked for and only `found` came. Gives those that have been missing too often and are no longer asked for. */
	readonly missStrays: (asked: readonly JobUuid[], found: readonly Job[]) => readonly JobUuid[];
	/** From this instant of the server on, a job that comes into the list, or ends, is news. */
	readonly startNews: (since: Instant | null) => void;
	/** The first load is complete: what is added from now on is news, however old it is. */
	readonly endFirstLoad: () => void;
	/** Begins to write down which jobs come, for the sweep that just began. */
	readonly noteArrivals: () => ReadonlySet<JobUuid>;
	readonly stopArrivals: () => void;
	/**
	 * With a limit: when the oldest wanted job of a list was created. Changes of older ones are left out unless they are held or
	 * interesting.
	 */
	readonly setOldest: (list: ListType, created: Instant | null) => void;
	/** Whether it is older than the oldest wanted job of the list that brought it. */
	readonly isTooOld: (job: Job) => boolean;
	/** With a limit: which list brought a job. */
	readonly listOf: ReadonlyMap<JobUuid, ListType>;
};

/** Brings rows into the store and turns each difference into one event. */
export function createRowIntake(parts: RowIntakeParts): RowIntake {
	const {store, tell} = parts;
	/** With how often each was missing. */
	const strays = new Map<JobUuid, number>();
	let newsSince: Instant | null = null;
	let isLoaded = false;
	let arrivals: Set<JobUuid> | null = null;
	const oldest = new Map<ListType, Instant | null>();
	const listOf = new Map<JobUuid, ListType>();

	const isNews = (at: Instant | null): boolean => newsSince !== null && at !== null && at >= newsSince;

	const isOlder = ({created}: Job, list: ListType | undefined): boolean => {
		const bound = list === undefined ? undefined : oldest.get(list);
		return bound !== undefined && bound !== null && created !== null && created < bound;
	};
	const isBeyondLimit = (row: Job, list: ListType): boolean =>
		isOlder(row, list) && !store.jobs.has(row.uuid) && !parts.isInteresting(row.uuid);

	const take = (rows: readonly Job[], origin: RowOrigin): void => {
		const before = store.revision();
		for (const row of rows) {
			if (origin === 'elsewhere') {
				if (!store.jobs.has(row.uuid)) strays.set(row.uuid, 0);
			} else {
				const {by, list} = origin;
				if (by === 'changes' && isBeyondLimit(row, list)) continue;
				// One beyond the limit is still there for its own sake, and not for the list's.
				if (by === 'page' || !isOlder(row, list)) strays.delete(row.uuid);
				if (parts.isLimited) listOf.set(row.uuid, list);
				arrivals?.add(row.uuid);
			}
			takeRow(row, origin);
		}
		if (store.revision() !== before) parts.onChange();
	};

	const takeRow = (row: Job, origin: RowOrigin): void => {
		const result = store.put(row);
		if (result.kind === 'older') return;
		const job = result.kind === 'same' ? row : result.job;
		if (result.kind === 'added') {
			// An old one that moves up into the list is none that was added to it.
			if ((isLoaded && origin !== 'elsewhere' && !isOlder(job, origin.list)) || isNews(job.created))
				tell({kind: 'job-added', job});
			if (hasEnded(job.status) && (isNews(job.ended) || parts.isInteresting(job.uuid)))
				parts.onEnded(job, null);
		} else if (result.kind === 'changed' && result.before.status !== job.status) {
			if (hasEnded(job.status)) parts.onEnded(job, result.before.status);
			else tell({kind: 'status-changed', job, from: result.before.status});
		}
		parts.onSeen(job);
	};

	return {
		take,
		drop: uuid => {
			strays.delete(uuid);
			listOf.delete(uuid);
			const job = store.drop(uuid);
			if (job !== undefined) parts.onChange();
			return job;
		},
		strays,
		addStray: uuid => {
			if (!store.jobs.has(uuid)) strays.set(uuid, 0);
		},
		missStrays: (asked, found) => {
			const present = new Set(found.map(({uuid}) => uuid));
			const lost = asked.filter(uuid => {
				const misses = present.has(uuid) ? 0 : (strays.get(uuid) ?? 0) + 1;
				if (strays.has(uuid)) strays.set(uuid, misses);
				return misses >= missesUntilGone;
			});
			for (const uuid of lost) strays.delete(uuid);
			return lost;
		},
		startNews: since => {
			newsSince ??= since;
		},
		endFirstLoad: () => {
			isLoaded = true;
		},
		noteArrivals: () => {
			arrivals = new Set();
			return arrivals;
		},
		stopArrivals: () => {
			arrivals = null;
		},
		setOldest: (list, created) => {
			oldest.set(list, created);
		},
		isTooOld: job => isOlder(job, listOf.get(job.uuid)),
		listOf,
	};
}
