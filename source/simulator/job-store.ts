import type {JobRecord} from './job-record.ts';
import {hash} from './random.ts';

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
	/** Jobs that somebody else shares with this user, sorted. */
	readonly sharedWith: (user: string, order: JobOrder) => readonly JobRecord[];
	readonly share: (uuid: string, grantee: string) => void;
	readonly isSharedWith: (uuid: string, user: string) => boolean;
	readonly granteesOf: (uuid: string) => readonly string[];
	readonly unshare: (uuid: string, grantee: string) => boolean;
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
	const shared = new Map<string, Set<number>>();
	const sorted = new Map<string, Sorted>();
	let version = 0;

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
		sharedWith: (user, order) => [...(shared.get(user) ?? [])].map(index => jobs[index]!).sort(order.compare),
		share(uuid, grantee) {
			const index = indexes.get(uuid);
			if (index === undefined) return;
			const set = shared.get(grantee) ?? new Set();
			shared.set(grantee, set.add(index));
		},
		isSharedWith: (uuid, user) => shared.get(user)?.has(indexes.get(uuid) ?? -1) ?? false,
		granteesOf: uuid =>
			[...shared].filter(([, set]) => set.has(indexes.get(uuid) ?? -1)).map(([user]) => user),
		unshare: (uuid, grantee) => shared.get(grantee)?.delete(indexes.get(uuid) ?? -1) ?? false,
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
