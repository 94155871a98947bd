import type {JobUuid} from '../domain/job.ts';
import type {MonitorMemory, PendingCancel} from '../domain/monitor-memory.ts';

/** A memory that ends with the process: for the demo, and for commands that must not take up what a monitor left. */
export function createVolatileMemory(): MonitorMemory {
	const cancels = new Map<JobUuid, PendingCancel>();
	const watched = new Set<JobUuid>();
	const keep = (pending: PendingCancel): void => void cancels.set(pending.uuid, pending);
	return {
		claimCancel: async pending => {
			keep(pending);
			return {isOurs: true, pending};
		},
		// No other program writes here.
		takeOverCancel: async pending => (cancels.has(pending.uuid) ? {isOurs: true, pending} : null),
		updateCancel: async pending => keep(pending),
		releaseCancel: async pending => keep(pending),
		forgetCancel: async uuid => void cancels.delete(uuid),
		loadCancels: async () => [...cancels.values()],
		loadWatched: async () => [...watched],
		addWatched: async uuid => void watched.add(uuid),
		removeWatched: async uuid => watched.delete(uuid),
	};
}

/** The lasting memory, so that a monitor goes on with a cancel this command leaves behind; but what others left is not taken up. */
export function withoutFormerRuns(memory: MonitorMemory): MonitorMemory {
	return {...memory, loadCancels: async () => [], loadWatched: async () => []};
}
