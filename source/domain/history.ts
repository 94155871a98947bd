import type {Instant} from './job.ts';
import type {JobStatus} from './status.ts';

/** Progress of a file transfer, from a history event. */
export type TransferSummary = {
	readonly status: string | null;
	readonly totalBytesTransferred: number | null;
	readonly estimatedTotalBytes: number | null;
	readonly completeTransfers: number | null;
	readonly totalTransfers: number | null;
	readonly errorMessage: string | null;
};

/** One event of a job's history. Events come oldest first. */
export type HistoryEvent = {
	/** JOB_NEW_STATUS, JOB_INPUT_TRANSACTION_ID, JOB_ERROR_MESSAGE and others; an open set. */
	readonly event: string;
	readonly created: Instant | null;
	/** For JOB_NEW_STATUS the new status; `jobStatus` in older servers. */
	readonly eventDetail: string | null;
	/** The text for people: the `message` inside the JSON description, or the description itself. */
	readonly message: string | null;
	readonly transferTaskUuid: string | null;
	readonly transfer: TransferSummary | null;
};

/** A stretch of time a job spent in one status; `to` is null for the one it is in now. */
export type StatusSpan = {readonly status: JobStatus; readonly from: Instant; readonly to: Instant | null};
