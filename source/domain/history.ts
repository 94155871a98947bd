import type {Instant} from './job.ts';

/** Progress of a file transfer, from a history event. */
export type TransferSummary = {
	readonly status: string | null;
	readonly totalBytesTransferred: number | null;
	readonly estimatedTotalBytes: number | null;
	readonly completeTransfers: number | null;
	readonly totalTransfers: number | null;
	readonly errorMessage: string | null;
};

/** What the service records, by its own names. `title` is the word for people. */
export type HistoryEventRow = {
	readonly event: string;
	readonly kind: 'status' | 'transfer' | 'error' | 'note';
	readonly title: string;
};

/** The one table of events; an open set, so that others are shown by the service's own name. */
const rows = [
	{event: 'JOB_NEW_STATUS', kind: 'status', title: 'status'},
	{event: 'JOB_INPUT_TRANSACTION_ID', kind: 'transfer', title: 'inputs'},
	{event: 'JOB_ARCHIVE_TRANSACTION_ID', kind: 'transfer', title: 'archive'},
	{event: 'JOB_ERROR_MESSAGE', kind: 'error', title: 'error'},
	{event: 'JOB_USER_EVENT', kind: 'note', title: 'event'},
	{event: 'JOB_SHARE_EVENT', kind: 'note', title: 'share'},
	{event: 'JOB_SUBSCRIPTION', kind: 'note', title: 'subscription'},
] as const satisfies readonly HistoryEventRow[];

export type HistoryEventName = (typeof rows)[number]['event'];

/** The row of an event; for one that this version does not know, a note named after it. */
export function historyEventRow(event: string): HistoryEventRow {
	return (
		rows.find(row => row.event === event) ?? {
			event,
			kind: 'note',
			title: event.toLowerCase().replace(/^job_/, '').replaceAll('_', ' '),
		}
	);
}

/** One event of a job's history. Events come oldest first. */
export type HistoryEvent = {
	/** One of the names above, or another. */
	readonly event: string;
	readonly created: Instant | null;
	/** For a change of status the new one; `jobStatus` in older servers. */
	readonly eventDetail: string | null;
	/** The text for people: the `message` inside the JSON description, or the description itself. */
	readonly message: string | null;
	readonly transferTaskUuid: string | null;
	readonly transfer: TransferSummary | null;
};

/** The service's own word for the last message of a job; it says nothing to people. */
const finalMessage = 'FINAL_MESSAGE';

/** An event in words: what it is, and what it says. A new status is its own title; that of a transfer is no status of the job. */
export function eventWords({event, eventDetail, message}: HistoryEvent): {
	readonly title: string;
	readonly text: string;
} {
	const {kind, title} = historyEventRow(event);
	if (kind === 'status') return {title: eventDetail ?? title, text: message ?? ''};
	const detail = eventDetail === finalMessage ? null : eventDetail;
	return {title, text: [detail, message].filter(Boolean).join(': ')};
}
