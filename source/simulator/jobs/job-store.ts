import {hash} from '../random.ts';
import type {JobRecord, Share, SharedResource} from './job-record.ts';

export type JobOrder = {
	/** Names the order; the same name must always mean the same comparison. */
	readonly name: string;
	readonly compare: (a: JobRecord, b: JobRecord) => number;
	/** True when it looks only at what never changes in a job, so that only new jobs need sorting in. */
	readonly isLasting: boolean;
};

export type JobStore = {
	readonly find: (uuid: string) => JobRecord | undefined;
	/** All jobs, in no promised order. */
	readonly all: () => readonly JobRecord[];
	readonly add: (job: Omit<JobRecord, 'id'>) => JobRecord;
	/** Replaces what is kept of a job by a changed record. */
	readonly change: (uuid: string, changes: Partial<Omit<JobRecord, 'id' | 'uuid' | 'owner'>>) => JobRecord;
	/** Jobs of an owner, sorted. The array is kept for the next call, so it must not be changed. */
	readonly ownedBy: (owner: string, order: JobOrder) => readonly JobRecord[];
	/** Jobs whose history somebody else shares with this user, sorted. */
	readonly sharedWith: (user: string, order: JobOrder) => readonly JobRecord[];
	/** Notes a share; one that is there already stays as it is. */
	readonly share: (uuid: string, share: Share) => void;
	/** Whether a resource of a job, its history unless another is named, is shared with a user. */
	readonly isSharedWith: (uuid: string, user: string, resource?: SharedResource) => boolean;
	readonly sharesOf: (uuid: string) => readonly Share[];
	/** Takes back everything of a job that is shared with a user; returns what that was. */
	readonly unshare: (uuid: string, grantee: string) => readonly Share[];
};

type Sorted = {version: number; ids: number; rows: JobRecord[]};

/**
 * Keeps the jobs of all owners. Sorted views are remembered and re-sorted only when something changed: sorting what is
 * almost sorted costs little more than one pass, so a page out of 100,000 living jobs stays cheap.
 */
export function createJobStore(): JobStore {
	const jobs: JobRecord[] = [];
	const indexes = new Map<string, number>();
	const owned = new Map<string, number[]>();
	const shares = new Map<string, readonly Share[]>();
	const sorted = new Map<string, Sorted>();
	let version = 0;

	const sharesOf = (uuid: string): readonly Share[] => shares.get(uuid) ?? [];

	function view(name: string, ids: readonly number[], order: JobOrder): readonly JobRecord[] {
		const known = sorted.get(name);
		if (known && known.version === version && known.ids === ids.length) return known.rows;
		const rows = known ? known.rows.map(job => jobs[job.id - 1]!) : [];
		const isGrown = rows.length < ids.length;
		for (let index = rows.length; index < ids.length; index++) rows.push(jobs[ids[index]!]!);
		if (isGrown || !order.isLasting) rows.sort(order.compare);
		sorted.set(name, {version, ids: ids.length, rows});
		return rows;
	}

	return {
		find: uuid => jobs[indexes.get(uuid) ?? -1],
		all: () => jobs,
		add(job) {
			const record: JobRecord = {...job, id: jobs.length + 1};
			indexes.set(record.uuid, jobs.length);
			let ids = owned.get(record.owner);
			if (!ids) {
				ids = [];
				owned.set(record.owner, ids);
			}
			ids.push(jobs.length);
			jobs.push(record);
			version++;
			return record;
		},
		change(uuid, changes) {
			const index = indexes.get(uuid);
			if (index === undefined) throw new Error(`No job ${uuid}`);
			const record = {...jobs[index]!, ...changes};
			jobs[index] = record;
			version++;
			return record;
		},
		ownedBy: (owner, order) => view(`${owner} ${order.name}`, owned.get(owner) ?? [], order),
		sharedWith: (user, order) =>
			[...shares]
				.filter(([, list]) => list.some(one => one.grantee === user && one.resource === 'JOB_HISTORY'))
				.map(([uuid]) => jobs[indexes.get(uuid)!]!)
				.sort(order.compare),
		share(uuid, share) {
			const list = sharesOf(uuid);
			if (!list.some(one => one.grantee === share.grantee && one.resource === share.resource))
				shares.set(uuid, [...list, share]);
		},
		isSharedWith: (uuid, user, resource = 'JOB_HISTORY') =>
			sharesOf(uuid).some(one => one.grantee === user && one.resource === resource),
		sharesOf,
		unshare(uuid, grantee) {
			const list = sharesOf(uuid);
			const left = list.filter(one => one.grantee !== grantee);
			if (left.length === 0) shares.delete(uuid);
			else shares.set(uuid, left);
			return list.filter(one => one.grantee === grantee);
		},
	};
}

/** The order of a listing that asked for none: the service has no ORDER BY then, so nobody may rely on it. */
export function unordered(seed: number): JobOrder {
	return {
		name: 'unordered',
		isLasting: true,
		compare: (a, b) => hash(seed, a.id) - hash(seed, b.id) || a.id - b.id,
	};
}
