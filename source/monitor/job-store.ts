import {type Job, type JobUuid, jobFields} from '../domain/job.ts';
import {hasEnded} from '../domain/status.ts';

/** What became of a row that was put into the store. */
export type PutResult =
	| {readonly kind: 'added'; readonly job: Job}
	| {readonly kind: 'changed'; readonly job: Job; readonly before: Job}
	| {readonly kind: 'same'}
	/** The row was older than what is held, so it was dropped. */
	| {readonly kind: 'older'};

export type JobStore = {
	readonly jobs: ReadonlyMap<JobUuid, Job>;
	/** Grows with each change. */
	readonly revision: () => number;
	/** Jobs that have not ended. */
	readonly activeCount: () => number;
	readonly put: (row: Job) => PutResult;
	/** The job that was taken out, or undefined when it was not there. */
	readonly drop: (uuid: JobUuid) => Job | undefined;
};

/**
 * The rows by uuid, changed in place. A row never overwrites a newer one, whichever way and in whichever order answers come,
 * and nothing overwrites an end: the service knows no way out of FINISHED, FAILED and CANCELLED.
 */
export function createJobStore(): JobStore {
	const jobs = new Map<JobUuid, Job>();
	let revision = 0;
	let active = 0;

	const put = (row: Job): PutResult => {
		const before = jobs.get(row.uuid);
		if (before === undefined) {
			const job = storedRow(row, undefined);
			jobs.set(job.uuid, job);
			revision++;
			if (!hasEnded(job.status)) active++;
			return {kind: 'added', job};
		}
		if (isOlder(row, before)) return {kind: 'older'};
		if (isSameRow(row, before)) return {kind: 'same'};
		const job = storedRow(row, before);
		if (isSameRow(job, before)) return {kind: 'same'};
		jobs.set(job.uuid, job);
		revision++;
		active += Number(!hasEnded(job.status)) - Number(!hasEnded(before.status));
		return {kind: 'changed', job, before};
	};

	const drop = (uuid: JobUuid): Job | undefined => {
		const job = jobs.get(uuid);
		if (job === undefined) return undefined;
		jobs.delete(uuid);
		revision++;
		if (!hasEnded(job.status)) active--;
		return job;
	};

	return {jobs, revision: () => revision, activeCount: () => active, put, drop};
}

function isOlder(row: Job, held: Job): boolean {
	if (hasEnded(held.status) && !hasEnded(row.status)) return true;
	// Stamps are set on several machines: an end that seems older than what was last seen is the end all the same.
	if (hasEnded(row.status) && !hasEnded(held.status)) return false;
	return row.lastUpdated !== null && held.lastUpdated !== null && row.lastUpdated < held.lastUpdated;
}

/**
 * The row as it is kept: only the fields of a row (getJob brings many more), and what a shorter answer left out is taken
 * from the row held so far where the service sets it only once.
 */
function storedRow(row: Job, held: Job | undefined): Job {
	const isSameStatus = held !== undefined && held.status === row.status;
	const condition = row.condition ?? (isSameStatus ? held.condition : null);
	return {
		uuid: held?.uuid ?? row.uuid,
		name: row.name,
		owner: row.owner,
		tenant: row.tenant,
		appId: row.appId,
		appVersion: row.appVersion,
		execSystemId: row.execSystemId,
		archiveSystemId: row.archiveSystemId,
		status: row.status,
		condition,
		created: row.created ?? held?.created ?? null,
		remoteStarted: row.remoteStarted ?? held?.remoteStarted ?? null,
		remoteEnded: row.remoteEnded ?? held?.remoteEnded ?? null,
		ended: row.ended ?? held?.ended ?? null,
		lastUpdated: row.lastUpdated ?? held?.lastUpdated ?? null,
		remoteJobId: row.remoteJobId ?? held?.remoteJobId ?? null,
		lastMessage: row.lastMessage ?? (isSameStatus ? held.lastMessage : null),
		maxMinutes: row.maxMinutes ?? held?.maxMinutes ?? null,
		tags: row.tags.length === 0 ? noTags : row.tags,
	};
}

const noTags: readonly string[] = [];

function isSameRow(left: Job, right: Job): boolean {
	return jobFields.every(field => isSameField(field, left, right));
}

function isSameField(field: keyof Job, left: Job, right: Job): boolean {
	// The one field that is a list is another one in each answer.
	if (field !== 'tags') return left[field] === right[field];
	return left.tags.length === right.tags.length && left.tags.every((tag, at) => tag === right.tags[at]);
}
