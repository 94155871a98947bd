import type {Clock} from '../../domain/clock.ts';
import type {Failure} from '../../domain/failure.ts';
import type {JobUuid} from '../../domain/job.ts';
import {type JobsApi, type ListType, missingText, singleLists} from '../../domain/tapis-api.ts';
import {SECOND} from '../../domain/time.ts';
import type {JobStore} from '../job-store.ts';
import type {MonitorSettings} from '../monitor-options.ts';
import type {MonitorEvent, MonitorState} from '../monitor-state.ts';
import type {RowIntake} from '../row-intake.ts';
import {createChangesReader} from './changes-reader.ts';
import {createJobCount} from './job-count.ts';
import {createPieces} from './pieces.ts';
import type {PollInterval} from './poll-interval.ts';
import {findPushedOut} from './pushed-out.ts';
import {readStrays} from './read-strays.ts';
import {createSweep, type Sweep} from './sweep.ts';
import {createTimedRequests} from './timed-requests.ts';
import {createVanished, type Vanished} from './vanished.ts';
import {createWish} from './wish.ts';

export type PollingWorkParts = {
	readonly api: Pick<JobsApi, 'getJobList' | 'getJobsByUuid'>;
	readonly clock: Clock;
	readonly settings: MonitorSettings;
	readonly store: JobStore;
	readonly intake: RowIntake;
	readonly interval: Pick<PollInterval, 'nowMs' | 'setPages'>;
	/** The pause after the n-th failure in a row, in milliseconds. */
	readonly retryMs: (failure: Failure, attempts: number) => number;
	readonly change: (patch: Partial<MonitorState>) => void;
	readonly changeQuietly: (patch: Partial<MonitorState>) => void;
	readonly batch: (run: () => void) => void;
	readonly tell: (event: MonitorEvent) => void;
	readonly onRequest: (roundTripMs: number | null) => void;
	readonly isInteresting: (uuid: JobUuid) => boolean;
	/** The server no longer knows this job; `wasTold`: an event has said so. */
	readonly onLost: (uuid: JobUuid, wasTold: boolean) => void;
	/** The first load is complete. */
	readonly onLoaded: () => void;
};

export type PollingWork = {
	/** The next piece: the changes when they are due, else a page of a sweep or a few of the jobs it did not bring, else the count. */
	readonly work: (signal: AbortSignal) => Promise<void>;
	/** Milliseconds until the next piece is due; 0 while pages are missing. */
	readonly pauseMs: () => number;
	/**
	 * Whether a piece still fails. A page that cannot be read while changes can is one lasting trouble, and not a line that is
	 * lost and found again every few seconds.
	 */
	readonly hasFailed: () => boolean;
	/** The pause after a failure, which was the loop's n-th in a row: a page that fails does not keep the changes waiting. */
	readonly retryMs: (failure: Failure, attempts: number) => number;
	/** How often in a row a page or the count has failed, whatever succeeded between. */
	readonly attempts: () => number;
	/** Makes the next piece a poll for changes. */
	readonly wantChanges: () => void;
	/** Such a poll is wanted and has not begun. */
	readonly areChangesWanted: () => boolean;
	/** Makes the numbers be compared soon, after a long time without contact. */
	readonly wantReconcile: () => void;
};

/** Decides what to ask next, and brings the answers into the store. Rejects with the Failure of a request that did not get through. */
export function createPollingWork(parts: PollingWorkParts): PollingWork {
	const {api, clock, settings, store, intake} = parts;
	const lists = singleLists(settings.listType);
	const readers = new Map(lists.map(list => [list, createChangesReader(list, settings.pageSize, clock)]));
	const started = new Set<ListType>();
	const count = createJobCount(lists);
	const wish = createWish();
	let sweep: Sweep | null = null;
	/** What is asked for after the last page of a sweep. */
	let vanished: Vanished | null = null;
	let arrivals: ReadonlySet<JobUuid> = new Set();
	let isLoaded = false;
	let lastPollAt = 0;
	let reconcileAt = 0;
	let fullReconcileAt = 0;
	let setAside = 0;
	let missing = 0;
	let cappedAt: number | null = null;
	const pieces = createPieces({clock, retryMs: parts.retryMs, canHold: () => started.size > 0});

	const {getJobList, getJobsByUuid} = createTimedRequests({
		api,
		clock,
		timeoutMs: settings.requestTimeoutMs,
		onRequest: parts.onRequest,
	});

	const changesDueIn = (): number =>
		wish.isOpen() ? 0 : lastPollAt + parts.interval.nowMs() - clock.monotonic();

	const settled = (): void => {
		lastPollAt = clock.monotonic();
		parts.changeQuietly({asOf: clock.now()});
	};

	const pauseMs = (): number => {
		const restDueIn = !isLoaded || sweep !== null ? 0 : reconcileAt - clock.monotonic();
		return Math.max(0, Math.min(changesDueIn(), Math.max(restDueIn, pieces.heldMs())));
	};

	const beginSweep = (): Sweep => {
		const {firstPageSize, pageSize, limit} = settings;
		arrivals = intake.noteArrivals();
		sweep = createSweep({lists, firstPageSize: isLoaded ? pageSize : firstPageSize, pageSize, limit});
		return sweep;
	};

	const readPage = async (signal: AbortSignal): Promise<void> => {
		const current = sweep ?? beginSweep();
		const query = current.next();
		if (query === null) {
			await askForVanished(current, signal);
			return;
		}
		const page = await getJobList(query, signal);
		parts.batch(() => {
			if (!started.has(query.listType)) {
				started.add(query.listType);
				readers.get(query.listType)?.startFrom(page);
				intake.startNews(page.serverTime ?? readers.get(query.listType)?.since() ?? null);
				settled();
			}
			intake.take(current.accept(page, query), {by: 'page', list: query.listType});
			cappedAt = current.cappedAt();
			if (!isLoaded) parts.change({loading: {loaded: current.loaded(), total: current.total()}});
		});
		if (current.next() === null) await askForVanished(current, signal);
	};

	/** A few in each piece of work, so that changes come between. */
	const askForVanished = async (done: Sweep, signal: AbortSignal): Promise<void> => {
		vanished ??= createVanished({
			...parts,
			lists,
			sweep: done,
			arrivals,
			read: getJobsByUuid,
			onDropped: (job, isTold) => {
				if (isTold) parts.tell({kind: 'job-gone', job});
				parts.onLost(job.uuid, isTold);
			},
		});
		await vanished.askForSome(signal);
		if (vanished.isDone()) endSweep(done);
	};

	const endSweep = (done: Sweep): void => {
		parts.batch(() => {
			sweep = null;
			vanished = null;
			intake.stopArrivals();
			reconcileAt = clock.monotonic() + settings.reconcileMs;
			fullReconcileAt = clock.monotonic() + settings.fullReconcileMs;
			// Every row was read, so that a count that did not get through is no longer missed.
			pieces.forgive('count');
			if (!isLoaded || done.setAside() !== setAside) parts.change({loading: null, setAside: done.setAside()});
			setAside = done.setAside();
			if (done.missing() > 0 && missing === 0) parts.tell({kind: 'note', text: missingText(done.missing())});
			missing = done.missing();
			if (isLoaded) return;
			isLoaded = true;
			intake.endFirstLoad();
			parts.onLoaded();
		});
	};

	const readChanges = async (signal: AbortSignal): Promise<void> => {
		let rowsRead = 0;
		for (const list of lists) {
			if (!started.has(list)) continue;
			let most = 0;
			await readers.get(list)!.read(
				async query => {
					const page = await getJobList(query, signal);
					return cappedAt === null ? page : {cappedAt, ...page};
				},
				page => {
					most = Math.max(most, page.rowsRead ?? 0);
					parts.batch(() => intake.take(page.jobs, {by: 'changes', list}));
				},
			);
			rowsRead += most;
		}
		dropPushedOut();
		parts.interval.setPages(Math.ceil(rowsRead / settings.pageSize));
		await askForStrays(signal);
		settled();
	};

	/** Not while a sweep goes on: rows that move up stand behind some that are no longer there. */
	const dropPushedOut = (): void => {
		const {limit} = settings;
		if (limit === undefined || !isLoaded || sweep !== null) return;
		parts.batch(() => {
			for (const list of lists) {
				const {isInteresting} = parts;
				const {strays, listOf} = intake;
				const found = findPushedOut({store, strays, list, listOf, isInteresting, limit});
				if (found === null) continue;
				intake.setOldest(list, found.oldest);
				for (const {uuid} of found.jobs) intake.drop(uuid);
			}
		});
	};

	const askForStrays = (signal: AbortSignal): Promise<void> =>
		readStrays({
			...parts,
			read: uuids => getJobsByUuid(uuids, signal),
		});

	/** One cheap question often answers whether a job was hidden or has vanished: how many are there? */
	const reconcile = async (signal: AbortSignal): Promise<void> => {
		const isFullDue = settings.limit !== undefined || clock.monotonic() >= fullReconcileAt;
		const counted = isFullDue ? null : await count.read(query => getJobList(query, signal));
		if (counted !== store.jobs.size - intake.strays.size + setAside) beginSweep();
		else reconcileAt = clock.monotonic() + settings.reconcileMs;
	};

	return {
		work: async signal => {
			if (started.size === 0) await pieces.run('page', signal, () => wish.answerBy(() => readPage(signal)));
			else if (changesDueIn() <= 0)
				await pieces.run('changes', signal, () => wish.answerBy(() => readChanges(signal)));
			else if (pieces.heldMs() > 0) return;
			else if (!isLoaded || sweep !== null) await pieces.run('page', signal, () => readPage(signal));
			else if (clock.monotonic() >= reconcileAt) await pieces.run('count', signal, () => reconcile(signal));
		},
		hasFailed: pieces.hasFailed,
		retryMs: (failure, attempts) =>
			pieces.isLastHeld() ? Math.max(SECOND, pauseMs()) : parts.retryMs(failure, attempts),
		attempts: pieces.attempts,
		pauseMs,
		wantChanges: () => {
			// Who asks, or was away for long, wants all of it tried.
			pieces.release();
			wish.make();
		},
		areChangesWanted: wish.isOpen,
		wantReconcile: () => {
			reconcileAt = 0;
		},
	};
}
