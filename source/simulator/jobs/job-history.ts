import {JOB_ARCHIVING_FAILED} from '../../domain/condition.ts';
import type {Instant} from '../../domain/job.ts';
import {
	ARCHIVING,
	BLOCKED,
	CANCELLED,
	FAILED,
	hasEnded,
	type KnownStatus,
	PAUSED,
	STAGING_INPUTS,
} from '../../domain/status.ts';
import {SECOND} from '../../domain/time.ts';
import {derivedUuid, hash} from '../random.ts';
import type {ServiceTime} from '../service-time.ts';
import {eventSubject} from './extra-events.ts';
import {archivesOutputs} from './job-ending.ts';
import type {JobRecord} from './job-record.ts';
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

type Time = Pick<ServiceTime, 'now' | 'at' | 'wallAt'>;
type Placed = {readonly at: Instant; readonly view: EventView};

/** The history of a job until now, oldest first, derived from its spans. */
export function historyOf(job: JobRecord, time: Time): readonly EventView[] {
	const events = job.spans.flatMap((span, index) => [
		...errorBefore(job, index),
		statusEvent(job, index),
		...(span.status === STAGING_INPUTS ? transferEvents(job, 'INPUT', index, time) : []),
		...(span.status === ARCHIVING && archivesOutputs(job) ? transferEvents(job, 'ARCHIVE', index, time) : []),
		...(span.status === FAILED ? [finalMessage(job, span.from)] : []),
	]);
	const extra = job.extraEvents.map(one => ({
		at: one.created,
		view: view(one.event, one.created, one.eventDetail, one.description),
	}));
	return [...events, ...extra].sort((a, b) => a.at - b.at).map(({view}) => view);
}

function statusEvent(job: JobRecord, index: number): Placed {
	const {status, from} = job.spans[index]!;
	const before = job.spans[index - 1]?.status ?? null;
	const description = {
		...eventSubject(job),
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

/**
 * What the service noted of an error of its own, under the status the job was in (JobEventManager.recordErrorEvent): before a
 * job is held, and before one fails otherwise than by its application. When it writes this is not documented; here it does at
 * the moment of the change.
 */
function errorBefore(job: JobRecord, index: number): readonly Placed[] {
	const {status, from} = job.spans[index]!;
	const before = job.spans[index - 1]?.status;
	const isOfService = status === FAILED && (job.remoteOutcome === null || before === ARCHIVING);
	if (before === undefined || !(status === BLOCKED || isOfService)) return [];
	const text = status === BLOCKED ? 'The job waits for a passing problem to be over.' : job.lastMessage;
	const description = JSON.stringify({...eventSubject(job), jobStatus: before, message: text});
	return [{at: from, view: view('JOB_ERROR_MESSAGE', from, before, description)}];
}

/** The last word on a failed job (JobEventManager.recordFinalMessageEvent): an error event with a detail of its own. */
function finalMessage(job: JobRecord, at: Instant): Placed {
	const description = JSON.stringify({
		...eventSubject(job),
		jobStatus: FAILED,
		message: job.lastMessage,
		...finalFacts(job),
	});
	return {at, view: view('JOB_ERROR_MESSAGE', at, 'FINAL_MESSAGE', description)};
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

/**
 * How a transfer stands when its job has left for another status; undefined where it has not ended. Words of the Files
 * service, some of which are those of jobs too. A job whose application failed ends with its files archived all the same.
 */
function transferEnd(job: JobRecord, next: KnownStatus | undefined, isArchive: boolean): string | undefined {
	if (next === undefined || next === BLOCKED) return undefined;
	if (next === CANCELLED || next === PAUSED) return next;
	const isFailed = next === FAILED && !(isArchive && job.condition !== JOB_ARCHIVING_FAILED);
	return isFailed ? next : 'COMPLETED';
}

/** The service's first look at a transfer it has asked for. */
const firstLookMs = 5 * SECOND;

function transferEvents(
	job: JobRecord,
	kind: 'INPUT' | 'ARCHIVE',
	index: number,
	time: Time,
): readonly Placed[] {
	const {from} = job.spans[index]!;
	const next = job.spans[index + 1];
	const end = transferEnd(job, next?.status, kind === 'ARCHIVE');
	const until = next?.from ?? null;
	const looked = Math.min(time.wallAt(time.at(from) + firstLookMs), until ?? Number.POSITIVE_INFINITY);
	const isUnderWay = looked <= time.now();
	const uuid = derivedUuid(job.seed, kind === 'INPUT' ? 'input transfer' : 'archive transfer');
	const total = 1_000_000 + (hash(job.seed, kind) % 40_000_000);
	const isComplete = end === 'COMPLETED';
	const bytes = isComplete ? total : isUnderWay ? Math.floor(total / 3) : 0;
	// The Files service is asked when the history is: every event of a transfer tells how it stands now.
	const summary = {
		uuid,
		status: end ?? (isUnderWay ? 'IN_PROGRESS' : 'ACCEPTED'),
		// The service writes the bytes done into both fields.
		estimatedTotalBytes: bytes,
		totalBytesTransferred: bytes,
		completeTransfers: isComplete ? 3 : isUnderWay ? 1 : 0,
		totalTransfers: 3,
		created: isoInstant(from),
		startTime: isUnderWay ? isoInstant(from) : '',
		endTime: until === null ? '' : isoInstant(until),
		errorMessage: end === FAILED ? job.lastMessage : null,
	};
	const event = (at: Instant, status: string): Placed => {
		const description = JSON.stringify({
			...eventSubject(job),
			transferStatus: status,
			transactionId: uuid,
			message: `The ${kind === 'INPUT' ? 'input' : 'archive'} file transfer with id ${uuid} has transitioned to a new status: ${status}.`,
		});
		return {
			at,
			view: {
				...view(`JOB_${kind}_TRANSACTION_ID`, at, status, description),
				transferTaskUuid: uuid,
				transferSummary: summary,
			},
		};
	};
	return [
		event(from, 'ACCEPTED'),
		...(isUnderWay ? [event(looked, 'IN_PROGRESS')] : []),
		...(end && until !== null ? [event(until, end)] : []),
	];
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
