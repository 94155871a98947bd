import {type HistoryEvent, historyEventRow} from './history.ts';
import type {Instant, Job} from './job.ts';
import {hasEnded, type JobStatus} from './status.ts';

/** A stretch of time a job spent in one status; `to` is null for the one it is in now. */
export type StatusSpan = {readonly status: JobStatus; readonly from: Instant; readonly to: Instant | null};

/**
 * The statuses a job went through, each with its stretch of time, from its history. The last one is open (`to` null) until the job
 * has ended; an end is a span without length. The row may know of an end before the history does: it then closes the last span.
 */
export function statusSpans(
	events: readonly HistoryEvent[],
	job?: Pick<Job, 'status' | 'ended'>,
): readonly StatusSpan[] {
	const starts: {readonly status: JobStatus; readonly from: Instant}[] = [];
	for (const event of events) {
		const status = newStatus(event);
		if (status === null || event.created === null) continue;
		const last = starts.at(-1);
		if (last?.status === status) continue;
		// Stamps of one moment may come out of order by some milliseconds; the order of the events is what counts.
		starts.push({status, from: Math.max(event.created, last?.from ?? 0)});
	}
	const last = starts.at(-1);
	if (last === undefined) return [];
	if (job !== undefined && hasEnded(job.status) && job.ended !== null && !hasEnded(last.status)) {
		starts.push({status: job.status, from: Math.max(job.ended, last.from)});
	}
	return starts.map(({status, from}, index) => ({
		status,
		from,
		to: starts[index + 1]?.from ?? (hasEnded(status) ? from : null),
	}));
}

/** The status an event tells of, or null for the other kinds. */
function newStatus({event, eventDetail}: HistoryEvent): JobStatus | null {
	return historyEventRow(event).kind === 'status' ? eventDetail || null : null;
}
