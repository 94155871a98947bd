import type {Job, JobUuid} from '../domain/job.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import type {JobStatus} from '../domain/status.ts';
import type {MonitorEvent} from './monitor-state.ts';
import {createRemembering, type Remember} from './remembering.ts';

export type InterestsParts = {
	readonly memory: MonitorMemory;
	/** Whether a cancel of this job was asked here. */
	readonly isCancelledHere: (uuid: JobUuid) => boolean;
	readonly onChange: (watched: ReadonlySet<JobUuid>) => void;
	readonly tell: (event: MonitorEvent) => void;
};

export type Interests = {
	readonly load: () => Promise<void>;
	readonly watched: () => ReadonlySet<JobUuid>;
	readonly watch: (uuid: JobUuid, isWatched: boolean) => void;
	/** Raises `job-ended`, unless it was raised for this job before. */
	readonly jobEnded: (job: Job, from: JobStatus | null) => void;
	/** Settles when the memory holds what was asked so far. */
	readonly settled: () => Promise<void>;
};

/**
 * Which ends the person wants to be told of. The memory's answer to `removeWatched` decides who tells when several programs
 * watch the same job, and is taken before the event is raised, so that a restart cannot raise it again.
 */
export function createInterests(parts: InterestsParts): Interests {
	const {memory} = parts;
	let watched: ReadonlySet<JobUuid> = new Set();
	const told = new Set<JobUuid>();
	/** No other program knows of these, so none tells their end. */
	const unwritten = new Set<JobUuid>();
	const write = createRemembering('Watched jobs cannot be written down:', parts.tell);
	let chain: Promise<unknown> = Promise.resolve();

	/** One after the other, so that watching and its end reach the memory in the order they happened. */
	const remember: Remember = (work, otherwise) => {
		const done = chain.then(() => write(work, otherwise));
		chain = done;
		return done;
	};

	const setWatched = (uuid: JobUuid, isWatched: boolean): void => {
		const next = new Set(watched);
		if (isWatched) next.add(uuid);
		else next.delete(uuid);
		watched = next;
		parts.onChange(watched);
	};

	return {
		load: async () => {
			const loaded = await remember(() => memory.loadWatched(), []);
			if (loaded.length === 0) return;
			watched = new Set([...watched, ...loaded]);
			parts.onChange(watched);
		},
		watched: () => watched,
		watch: (uuid, isWatched) => {
			if (watched.has(uuid) === isWatched) return;
			setWatched(uuid, isWatched);
			if (!isWatched) {
				void remember(() => memory.removeWatched(uuid), false);
				return;
			}
			void remember(() => memory.addWatched(uuid).then(() => true), false).then(isWritten => {
				if (isWritten) unwritten.delete(uuid);
				else unwritten.add(uuid);
			});
		},
		jobEnded: (job, from) => {
			if (told.has(job.uuid)) return;
			told.add(job.uuid);
			const isCancelled = parts.isCancelledHere(job.uuid);
			if (!watched.has(job.uuid)) {
				parts.tell({kind: 'job-ended', job, from, isInteresting: isCancelled});
				return;
			}
			setWatched(job.uuid, false);
			void remember(() => memory.removeWatched(job.uuid), true).then(isOurs => {
				const isInteresting = isOurs || isCancelled || unwritten.has(job.uuid);
				parts.tell({kind: 'job-ended', job, from, isInteresting});
			});
		},
		settled: async () => {
			await chain;
		},
	};
}
