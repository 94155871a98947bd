import type {Instant, Job, JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {JobPage, ListType} from '../../domain/tapis-api.ts';
import type {JobStore} from '../job-store.ts';
import type {RowIntake} from '../row-intake.ts';
import type {Sweep} from './sweep.ts';

export type VanishedParts = {
	readonly lists: readonly ListType[];
	/** A sweep that is complete. */
	readonly sweep: Sweep;
	/** Jobs that came while the sweep went on, by whichever way. */
	readonly arrivals: ReadonlySet<JobUuid>;
	readonly store: JobStore;
	readonly intake: RowIntake;
	readonly batch: (run: () => void) => void;
	readonly isInteresting: (uuid: JobUuid) => boolean;
	readonly read: (uuids: readonly JobUuid[], signal: AbortSignal) => Promise<JobPage>;
	/** It was dropped; told where the job is really gone, and not just older than the newest so many. */
	readonly onDropped: (job: Job, isTold: boolean) => void;
};

export type Vanished = {
	/** No job is left to be asked for. */
	readonly isDone: () => boolean;
	/** Asks for a few jobs, and drops those that are gone. They are asked for again when it rejects, with the Failure of the request. */
	readonly askForSome: (signal: AbortSignal) => Promise<void>;
};

/** Of those that the search does not find, each costs a request of its own, and changes wait meanwhile. */
const batchSize = 10;

/**
 * Drops the jobs that are held but that a complete sweep did not bring. Two proofs are asked for: the sweep must be whole by the
 * server's own count, and the server must not know the job when asked for it by its uuid.
 */
export function createVanished(parts: VanishedParts): Vanished {
	const {lists, sweep, arrivals, store, intake, batch} = parts;
	for (const list of lists) intake.setOldest(list, oldestOf(store, sweep.seenToLimit(list)));
	// Those that still run are asked for at every poll anyway.
	const isFollowed = ({uuid, status}: Job): boolean => intake.strays.has(uuid) && !hasEnded(status);
	const isTooOld = (job: Job): boolean => intake.isTooOld(job) && !intake.strays.has(job.uuid);
	const missing = [...(sweep.isWhole() ? store.jobs.values() : [])].filter(
		job => !sweep.hasSeen(job.uuid) && !arrivals.has(job.uuid) && !isFollowed(job),
	);
	let suspects = missing.filter(job => !isTooOld(job)).map(({uuid}) => uuid);

	const drop = (uuid: JobUuid, isTold: boolean): void => {
		const job = intake.drop(uuid);
		if (job !== undefined) parts.onDropped(job, isTold);
	};

	batch(() => {
		for (const job of missing) if (isTooOld(job) && !parts.isInteresting(job.uuid)) drop(job.uuid, false);
	});

	return {
		isDone: () => suspects.length === 0,
		askForSome: async signal => {
			suspects = suspects.filter(uuid => store.jobs.has(uuid) && !arrivals.has(uuid));
			const asked = suspects.slice(0, batchSize);
			if (asked.length === 0) return;
			const page = await parts.read(asked, signal);
			suspects = suspects.slice(asked.length);
			const known = new Set(page.jobs.map(({uuid}) => uuid));
			batch(() => {
				intake.take(page.jobs, 'elsewhere');
				// A row that could not be read may be any of these, so none of them is taken for gone.
				if (page.setAside > 0) return;
				for (const uuid of asked) if (!known.has(uuid)) drop(uuid, true);
			});
		},
	};
}

function oldestOf(store: JobStore, seen: ReadonlySet<JobUuid> | null): Instant | null {
	let oldest: Instant | null = null;
	for (const uuid of seen ?? []) {
		const created = store.jobs.get(uuid)?.created ?? null;
		if (created !== null && (oldest === null || created < oldest)) oldest = created;
	}
	return oldest;
}
