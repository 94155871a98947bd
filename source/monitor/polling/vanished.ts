import type {Instant, Job, JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import type {JobPage} from '../../domain/tapis-api.ts';
import type {JobStore} from '../job-store.ts';
import type {Sweep} from './sweep.ts';

export type VanishedParts = {
	readonly sweep: Sweep;
	/** Jobs that came while the sweep went on, by whichever way. */
	readonly arrivals: ReadonlySet<JobUuid>;
	readonly store: JobStore;
	readonly strays: ReadonlyMap<JobUuid, number>;
	readonly isInteresting: (uuid: JobUuid) => boolean;
	readonly read: (uuids: readonly JobUuid[]) => Promise<JobPage>;
	readonly onRows: (rows: readonly Job[]) => void;
};

export type Vanished = {
	/** To be dropped; told where the job is really gone, and not just older than the newest so many. */
	readonly jobs: readonly {readonly job: Job; readonly isTold: boolean}[];
	/** When the oldest job inside the limit was created, or null without a limit. */
	readonly oldest: Instant | null;
};

const batchSize = 100;

/**
 * Jobs that are held but that a complete sweep did not bring. Two proofs are asked for: the sweep must be whole by the server's
 * own count, and the server must not know the job when asked for it by its uuid.
 */
export async function findGone(parts: VanishedParts): Promise<Vanished> {
	const {sweep, arrivals, store, strays} = parts;
	const oldest = sweep.isCut() ? oldestSeen(store, sweep) : null;
	if (!sweep.isWhole()) return {jobs: [], oldest};
	// Those that still run are asked for at every poll anyway.
	const isFollowed = ({uuid, status}: Job): boolean => strays.has(uuid) && !hasEnded(status);
	const missing = [...store.jobs.values()].filter(
		job => !sweep.hasSeen(job.uuid) && !arrivals.has(job.uuid) && !isFollowed(job),
	);
	const isTooOld = ({uuid, created}: Job): boolean =>
		oldest !== null && created !== null && created < oldest && !strays.has(uuid);
	const gone: {job: Job; isTold: boolean}[] = missing
		.filter(job => isTooOld(job) && !parts.isInteresting(job.uuid))
		.map(job => ({job, isTold: false}));
	const suspects = missing.filter(job => !isTooOld(job));
	for (let start = 0; start < suspects.length; start += batchSize) {
		const batch = suspects.slice(start, start + batchSize);
		const page = await parts.read(batch.map(({uuid}) => uuid));
		parts.onRows(page.jobs);
		const known = new Set(page.jobs.map(({uuid}) => uuid));
		// A row that could not be read may be any of these, so none of them is taken for gone.
		if (page.setAside > 0) continue;
		for (const job of batch) if (!known.has(job.uuid)) gone.push({job, isTold: true});
	}
	return {jobs: gone, oldest};
}

function oldestSeen(store: JobStore, sweep: Sweep): Instant | null {
	let oldest: Instant | null = null;
	for (const {uuid, created} of store.jobs.values())
		if (created !== null && sweep.hasSeen(uuid) && (oldest === null || created < oldest)) oldest = created;
	return oldest;
}
