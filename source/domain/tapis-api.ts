import type {HistoryEvent} from './history.ts';
import type {Instant, Job, JobDetail, JobUuid} from './job.ts';
import type {FileChunk, OutputFile} from './output.ts';
import type {JobStatus} from './status.ts';

/**
 * The port to Tapis: what the monitor, the commands and the library ask of the service, named by its operation ids.
 * `tapis/` implements it over HTTP; tests hand in their own. Every method rejects with a Failure and nothing else.
 */

export const listTypes = ['MY_JOBS', 'SHARED_JOBS', 'ALL_JOBS'] as const;
export type ListType = (typeof listTypes)[number];

/**
 * The lists that the service keeps, of which one may be the sum of two: it appends the shared jobs behind one's own without a
 * common order, so that set is read as its two lists.
 */
export function singleLists(listType: ListType): readonly ListType[] {
	return listType === 'ALL_JOBS' ? ['MY_JOBS', 'SHARED_JOBS'] : [listType];
}

export type CallOptions = {readonly signal?: AbortSignal | undefined};

/** For what is read as a whole, though never without end: `onCut` is told after how many entries no more were asked for. */
export type ListOptions = CallOptions & {readonly onCut?: ((count: number) => void) | undefined};

/** What a person is told of such a list. */
export function cutListText(count: number): string {
	return `Only the first ${count} entries are read; there may be more.`;
}

/** What a person is told where a list is not whole by the service's own count. */
export function missingText(count: number): string {
	return count === 1
		? 'The service counts 1 job more than it lists.'
		: `The service counts ${count} jobs more than it lists.`;
}

/**
 * What to list. The order is always newest `created` first with the uuid as tie-break, unless `updatedSince` is given:
 * then it is oldest `lastUpdated` first.
 */
export type JobQuery = {
	readonly listType: ListType;
	/** Rows at most; at least 1. */
	readonly limit: number;
	readonly skip?: number;
	/** Only jobs updated at or after this instant. Sent in whole seconds, rounded down (the service misreads fractions). */
	readonly updatedSince?: Instant;
	/** Only jobs created at or before this instant (whole second, rounded up): the next page of a changing set. */
	readonly createdUntil?: Instant;
	readonly computeTotal?: boolean;
};

export type JobPage = {
	readonly jobs: readonly Job[];
	/** Rows the server sent, read or not: fewer than the limit (`rowsOfFullPage`) means that this was the last page. */
	readonly rowCount: number;
	/** The most rows this server gives at once, where that is less than was asked for. */
	readonly cappedAt?: number;
	/** Rows that could not be read (no uuid, wrong types), which are left out of `jobs`. */
	readonly setAside: number;
	/** Null when the server did not count, which it says by -1. */
	readonly totalCount: number | null;
	/** The server's clock from the Date header, or null. */
	readonly serverTime: Instant | null;
	/** Jobs that were asked for by their uuids and are hidden: they can be read, but belong in no list. */
	readonly hidden?: readonly Job[];
	/** Where the server cannot filter: how many rows had to be read for this page, which is all of them. */
	readonly rowsRead?: number;
};

/** How many rows a page has when others may follow it. */
export function rowsOfFullPage({cappedAt}: JobPage, limit: number): number {
	return Math.min(limit, cappedAt ?? limit);
}

export type StatusReply = {readonly status: JobStatus; readonly condition: string | null};

/** So often in a row must the service not know a job that it had before that is taken for gone: one such answer may be a fault. */
export const missesUntilGone = 3;

export type JobsApi = {
	readonly getJobList: (query: JobQuery, options?: CallOptions) => Promise<JobPage>;
	/**
	 * Rows of the given jobs in one request where the server can search, else by one request each.
	 * Jobs that are unknown or not visible to the caller are missing from the answer; hidden ones stand apart in it.
	 */
	readonly getJobsByUuid: (uuids: readonly JobUuid[], options?: CallOptions) => Promise<JobPage>;
	readonly getJob: (uuid: JobUuid, options?: CallOptions) => Promise<JobDetail>;
	readonly getJobStatus: (uuid: JobUuid, options?: CallOptions) => Promise<StatusReply>;
	/** Oldest first, all of them up to many more than any real job has. */
	readonly getJobHistory: (uuid: JobUuid, options?: ListOptions) => Promise<readonly HistoryEvent[]>;
	/**
	 * Asks for a cancellation. Resolves when the service has accepted the request, which changes nothing yet: the job
	 * record is untouched, the effect comes later or never. Rejects with `wrong-state` when the job has ended (409).
	 */
	readonly cancelJob: (uuid: JobUuid, options?: CallOptions) => Promise<void>;
	/** Takes an ended job out of every list; only its uuid finds it then. */
	readonly hideJob: (uuid: JobUuid, options?: CallOptions) => Promise<void>;
	/** Shows a hidden job in the lists again. */
	readonly unhideJob: (uuid: JobUuid, options?: CallOptions) => Promise<void>;
	/** The stored request, as the service keeps it. */
	readonly getResubmitRequest: (
		uuid: JobUuid,
		options?: CallOptions,
	) => Promise<Readonly<Record<string, unknown>>>;
	/** Submits the stored request again; the new job. */
	readonly resubmitJob: (uuid: JobUuid, options?: CallOptions) => Promise<JobDetail>;
	readonly submitJob: (
		request: Readonly<Record<string, unknown>>,
		options?: CallOptions,
	) => Promise<JobDetail>;
};

export type OutputApi = {
	/** Entries of one directory of the job's output, `path` relative to it, '' for its top. Not recursive, and not more than 20 000. */
	readonly getJobOutputList: (
		job: JobDetail,
		path: string,
		options?: ListOptions,
	) => Promise<readonly OutputFile[]>;
	/**
	 * Bytes of a file from `offset` on, at most `maxBytes` of them. Reading at the end gives an empty chunk.
	 * Works while the job runs, and after it ended, wherever the service keeps the file then.
	 */
	readonly readOutput: (
		job: JobDetail,
		path: string,
		range: {readonly offset: number; readonly maxBytes: number},
		options?: CallOptions,
	) => Promise<FileChunk>;
	/** The whole file as a stream of bytes, for saving and piping; ZIP replies are unpacked. */
	readonly streamOutput: (job: JobDetail, path: string, options?: CallOptions) => AsyncIterable<Uint8Array>;
};

export type TapisApi = JobsApi & OutputApi;
