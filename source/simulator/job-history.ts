import type {Instant} from '../domain/job.ts';
import {ARCHIVING, hasEnded, STAGING_INPUTS} from '../domain/status.ts';
import {derivedUuid} from './job-columns.ts';
import type {JobRecord} from './job-record.ts';
import {hash} from './random.ts';
import {isoInstant} from './stamps.ts';

/** An event as the wire has it; its description is JSON inside a string. */
export type EventView = {
	readonly event: string;
	readonly created: string;
	readonly eventDetail: string;
	readonly description: string;
	readonly transferTaskUuid: string | null;
	readonly transferSummary: Readonly<Record<string, unknown>>;
};

/** The history of a job, oldest first, derived from its spans. */
export function historyOf(job: JobRecord): readonly EventView[] {
	const events = job.spans.flatMap((span, index) => {
		const until = job.spans[index + 1]?.from ?? null;
		const moved = statusEvent(job, index);
		if (span.status === STAGING_INPUTS) return [moved, ...transferEvents(job, 'INPUT', span.from, until)];
		if (span.status === ARCHIVING) return [moved, ...transferEvents(job, 'ARCHIVE', span.from, until)];
		return [moved];
	});
	const extra = job.extraEvents.map(one => ({
		at: one.created,
		view: view(one.event, one.created, one.eventDetail, one.description),
	}));
	return [...events, ...extra].sort((a, b) => a.at - b.at).map(({view}) => view);
}

type Placed = {readonly at: Instant; readonly view: EventView};

function statusEvent(job: JobRecord, index: number): Placed {
	const {status, from} = job.spans[index]!;
	const before = job.spans[index - 1]?.status ?? null;
	const description = {
		...subject(job),
		newJobStatus: status,
		oldJobStatus: before,
		message:
			before === null
				? 'Job created'
				: `The job has transitioned to a new status: ${status}. The previous job status was ${before}.`,
		...(hasEnded(status) ? finalFacts(job) : {}),
	};
	return {at: from, view: view('JOB_NEW_STATUS', from, status, JSON.stringify(description))};
}

function subject(job: JobRecord): Readonly<Record<string, string>> {
	return {jobName: job.name, jobUuid: job.uuid, jobOwner: job.owner};
}

/** Facts a last event carries. Its remoteSubmitted holds the last of the three remote stamps, the other two stay null. */
function finalFacts(job: JobRecord): Readonly<Record<string, unknown>> {
	const remote = job.remoteEnded ?? job.remoteStarted ?? job.remoteSubmitted;
	return {
		blockedCount: job.blockedCount,
		condition: job.condition,
		remoteJobId: job.remoteJobId,
		remoteJobId2: null,
		remoteOutcome: job.remoteOutcome,
		remoteResultInfo: job.remoteResultInfo,
		remoteQueue: null,
		remoteSubmitted: remote === null ? null : isoInstant(remote),
		remoteStarted: null,
		remoteEnded: null,
	};
}

function transferEvents(
	job: JobRecord,
	kind: 'INPUT' | 'ARCHIVE',
	from: Instant,
	until: Instant | null,
): readonly Placed[] {
	const uuid = derivedUuid(job, kind === 'INPUT' ? 'input transfer' : 'archive transfer');
	const total = 1_000_000 + (hash(job.seed, kind) % 40_000_000);
	const event = (at: Instant, status: string, bytes: number): Placed => {
		const description = JSON.stringify({
			...subject(job),
			transferStatus: status,
			transactionId: uuid,
			message: `The ${kind === 'INPUT' ? 'input' : 'archive'} file transfer with id ${uuid} has transitioned to a new status: ${status}.`,
		});
		const summary = {
			uuid,
			status,
			// The service writes the bytes done into both fields.
			estimatedTotalBytes: bytes,
			totalBytesTransferred: bytes,
			completeTransfers: status === 'COMPLETED' ? 3 : 0,
			totalTransfers: 3,
			created: isoInstant(from),
			startTime: isoInstant(from + 2),
			endTime: until === null ? '' : isoInstant(until),
			errorMessage: null,
		};
		return {
			at,
			view: {
				...view(`JOB_${kind}_TRANSACTION_ID`, at, status, description),
				transferTaskUuid: uuid,
				transferSummary: summary,
			},
		};
	};
	const begun = event(from + 1, 'IN_PROGRESS', until === null ? Math.floor(total / 3) : total);
	return until === null ? [begun] : [begun, event(until - 1, 'COMPLETED', total)];
}

function view(event: string, at: Instant, eventDetail: string, description: string): EventView {
	return {
		event,
		created: isoInstant(at),
		eventDetail,
		description,
		transferTaskUuid: null,
		transferSummary: {},
	};
}
