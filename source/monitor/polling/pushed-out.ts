import type {Instant, Job, JobUuid} from '../../domain/job.ts';
import type {ListType} from '../../domain/tapis-api.ts';
import type {JobStore} from '../job-store.ts';

export type PushedOutParts = {
	readonly store: JobStore;
	/** They came by another way than the list, and do not count. */
	readonly strays: ReadonlyMap<JobUuid, number>;
	readonly list: ListType;
	readonly listOf: ReadonlyMap<JobUuid, ListType>;
	readonly isInteresting: (uuid: JobUuid) => boolean;
	/** Rows of the list at most. */
	readonly limit: number;
};

/** Rows that newer ones have pushed beyond the limit, and when the oldest row within it was created; null while there are none. */
export function findPushedOut({store, strays, list, listOf, isInteresting, limit}: PushedOutParts): {
	readonly jobs: readonly Job[];
	readonly oldest: Instant | null;
} | null {
	if (store.jobs.size - strays.size <= limit) return null;
	const listed = [...store.jobs.values()].filter(
		({uuid, created}) => created !== null && listOf.get(uuid) === list && !strays.has(uuid),
	);
	if (listed.length <= limit) return null;
	listed.sort((one, other) => other.created! - one.created!);
	return {
		jobs: listed.slice(limit).filter(({uuid}) => !isInteresting(uuid)),
		oldest: listed[limit - 1]?.created ?? null,
	};
}
