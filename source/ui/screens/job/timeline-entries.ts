import {
	eventWords,
	type HistoryEvent,
	historyEventRow,
	type TransferSummary,
} from '../../../domain/history.ts';
import type {Instant, Job} from '../../../domain/job.ts';
import {type StatusSpan, statusSpans} from '../../../domain/status-spans.ts';

/** A line of the timeline. */
export type TimelineEntry =
	| {readonly kind: 'span'; readonly at: Instant; readonly span: StatusSpan}
	/** A file transfer as its last event tells of it. */
	| {
			readonly kind: 'transfer';
			readonly at: Instant | null;
			readonly title: string;
			readonly status: string | null;
			readonly summary: TransferSummary | null;
	  }
	| {
			readonly kind: 'note';
			readonly at: Instant | null;
			readonly title: string;
			readonly text: string;
			readonly isError: boolean;
	  };

/** The history as lines in order of time: a bar for each status, under it the transfers and whatever else happened then. */
export function timelineEntries(
	events: readonly HistoryEvent[],
	job: Pick<Job, 'status' | 'ended'> | undefined,
): readonly TimelineEntry[] {
	const entries: TimelineEntry[] = statusSpans(events, job).map(span => ({
		kind: 'span',
		at: span.from,
		span,
	}));
	const transfers = new Map<string, Extract<TimelineEntry, {kind: 'transfer'}>>();
	for (const event of events) {
		const {kind, title} = historyEventRow(event.event);
		if (kind === 'status') continue;
		if (kind !== 'transfer') {
			entries.push(noteOf(event));
			continue;
		}
		const key = `${event.event} ${event.transferTaskUuid}`;
		const before = transfers.get(key);
		transfers.set(key, {
			kind: 'transfer',
			at: before?.at ?? event.created,
			title,
			status: event.transfer?.status ?? event.eventDetail,
			summary: event.transfer ?? before?.summary ?? null,
		});
	}
	// Sorting keeps the order of equal times, so that a span stands before what began with it.
	return [...entries, ...transfers.values()].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
}

function noteOf(event: HistoryEvent): TimelineEntry {
	const isError = historyEventRow(event.event).kind === 'error';
	return {kind: 'note', at: event.created, ...eventWords(event), isError};
}
