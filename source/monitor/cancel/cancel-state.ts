import type {Failure} from '../../domain/failure.ts';
import type {Instant, Job} from '../../domain/job.ts';
import type {PendingCancel} from '../../domain/monitor-memory.ts';
import type {JobStatus} from '../../domain/status.ts';
import type {Cancellation} from '../monitor-state.ts';

/** What the machine of cancellation.ts is made of: its state, what happens to it, what it wants done, and its two beginnings. */
export type CancelState = {
	readonly view: Cancellation;
	/** When the last request left, on the monotonic clock, so that a wall clock that jumps neither hastens nor delays anything. */
	readonly sentMono: number | null;
	/** Tries in a row that did not get through. */
	readonly failures: number;
	/** The service answered 409 although the job had not ended. */
	readonly hasConflict: boolean;
	readonly isClaimed: boolean;
};

export type CancelEvent =
	| {readonly kind: 'time-over'}
	| {readonly kind: 'withdrawn'}
	| {
			readonly kind: 'claimed';
			readonly isOurs: boolean;
			/** False when it could not be written down. */
			readonly isWritten?: boolean;
			/** As it stands written down: with the requests of another program that held it, or holds it. */
			readonly pending?: PendingCancel;
	  }
	| {readonly kind: 'status-read'; readonly status: JobStatus; readonly remoteJobId: string | null}
	| {readonly kind: 'request-accepted'}
	| {readonly kind: 'request-failed'; readonly failure: Failure}
	/** A poll brought the job's row. */
	| {readonly kind: 'job-seen'; readonly status: JobStatus; readonly remoteJobId: string | null}
	/** The person has signed in, or the service answers again. */
	| {readonly kind: 'line-back'};

export type CancelEffect =
	/** Write it down for this program alone. */
	| {readonly kind: 'claim'}
	| {readonly kind: 'read-status'}
	/** Write down that a request leaves, then send it. */
	| {readonly kind: 'send'}
	/** Raise `time-over` after so many milliseconds; replaces a former wait. */
	| {readonly kind: 'wait'; readonly ms: number}
	/** Write down how far it has come. */
	| {readonly kind: 'keep'}
	| {readonly kind: 'forget'}
	/** Its end, should it come yet, is still to be told. */
	| {readonly kind: 'watch'}
	| {readonly kind: 'tell'; readonly event: 'cancel-asked' | 'cancel-sent' | 'cancel-ended'};

export type CancelStep = {readonly state: CancelState; readonly effects: readonly CancelEffect[]};

export type CancelContext = {
	readonly now: Instant;
	readonly monotonic: number;
	readonly backoffMs: (failures: number, failure: Failure) => number;
};

/** The person has confirmed. */
export function beginCancel(job: Job, graceMs: number, {now}: CancelContext): CancelStep {
	const isHeldBack = graceMs > 0;
	const view: Cancellation = {
		uuid: job.uuid,
		name: job.name,
		phase: isHeldBack ? 'grace' : 'asked',
		askedAt: now,
		sendAt: isHeldBack ? now + graceMs : null,
		...notSentYet,
	};
	return {
		state: {view, ...freshStart},
		effects: [
			{kind: 'tell', event: 'cancel-asked'},
			isHeldBack ? {kind: 'wait', ms: graceMs} : {kind: 'claim'},
		],
	};
}

/** What is written down of it. */
export function pendingOf({
	uuid,
	name,
	askedAt,
	sentAt,
	sendCount,
	acceptedCount,
}: Cancellation): PendingCancel {
	return {uuid, name, askedAt, sentAt, sendCount, acceptedCount};
}

/** A former run of the program has left it pending. Nothing is sent before the status has been read. */
export function takeUpCancel(pending: PendingCancel, context: CancelContext): CancelStep {
	const view: Cancellation = {phase: 'asked', sendAt: null, ...notSentYet, ...pending};
	return {
		state: {view, ...freshStart, sentMono: sentMonoOf(pending, context)},
		effects: [{kind: 'claim'}],
	};
}

/** When another run of the program sent its last request, on this one's monotonic clock. */
export function sentMonoOf(
	{sentAt}: Pick<PendingCancel, 'sentAt'>,
	{now, monotonic}: CancelContext,
): number | null {
	return sentAt === null ? null : monotonic - Math.max(0, now - sentAt);
}

const notSentYet = {
	sentAt: null,
	sendCount: 0,
	acceptedCount: 0,
	trouble: null,
	outcome: null,
	isHeldElsewhere: false,
	isWritten: false,
} satisfies Partial<Cancellation>;

const freshStart = {
	sentMono: null,
	failures: 0,
	hasConflict: false,
	isClaimed: false,
} satisfies Partial<CancelState>;
