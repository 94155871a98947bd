import {furtherOf} from '../../source/config/cancel-record.ts';
import type {JobUuid} from '../../source/domain/job.ts';
import type {MonitorMemory, PendingCancel} from '../../source/domain/monitor-memory.ts';

/** What stands on the disk between two runs: shared by the memories of several programs. */
export type FakeDisk = {
	readonly cancels: Map<JobUuid, {readonly pending: PendingCancel; readonly holder: string}>;
	readonly watched: Set<JobUuid>;
	/** The programs that run. */
	readonly running: Set<string>;
};

export function createFakeDisk(): FakeDisk {
	return {cancels: new Map(), watched: new Set(), running: new Set()};
}

/** The memory of one program on that disk. Its claims are free for others once it is taken out of `running`. */
export function createFakeMemory(disk: FakeDisk, program = 'first'): MonitorMemory {
	disk.running.add(program);
	const isHeld = (uuid: JobUuid): boolean => {
		const holder = disk.cancels.get(uuid)?.holder;
		return holder !== undefined && holder !== program && disk.running.has(holder);
	};
	const claimCancel: MonitorMemory['claimCancel'] = async pending => {
		const record = disk.cancels.get(pending.uuid);
		if (record !== undefined && isHeld(pending.uuid)) return {isOurs: false, pending: record.pending};
		const next =
			record === undefined || record.holder === program ? pending : furtherOf(pending, record.pending);
		disk.cancels.set(pending.uuid, {pending: next, holder: program});
		return {isOurs: true, pending: next};
	};
	return {
		claimCancel,
		takeOverCancel: async pending => (disk.cancels.has(pending.uuid) ? claimCancel(pending) : null),
		updateCancel: async pending => {
			if (!isHeld(pending.uuid)) disk.cancels.set(pending.uuid, {pending, holder: program});
		},
		releaseCancel: async pending => {
			if (!isHeld(pending.uuid)) disk.cancels.set(pending.uuid, {pending, holder: 'nobody'});
		},
		forgetCancel: async uuid => {
			if (!isHeld(uuid)) disk.cancels.delete(uuid);
		},
		loadCancels: async () => [...disk.cancels.values()].map(({pending}) => pending),
		loadWatched: async () => [...disk.watched],
		addWatched: async uuid => void disk.watched.add(uuid),
		removeWatched: async uuid => disk.watched.delete(uuid),
	};
}
