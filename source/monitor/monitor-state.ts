import type {Failure} from '../domain/failure.ts';
import type {Instant, Job, JobUuid} from '../domain/job.ts';
import type {JobStatus} from '../domain/status.ts';

/**
 * What the monitor knows, as one value. A new object for each change, never mutated; only `jobs` is shared and grows in
 * place (copying 100,000 entries for each poll would cost more than the poll), so compare `jobsRevision` instead of it.
 */
export type MonitorState = {
	readonly jobs: ReadonlyMap<JobUuid, Job>;
	/** Grows by one with each change of `jobs`. */
	readonly jobsRevision: number;
	readonly link: Link;
	/** When the rows were last known to be the server's, or null before the first answer. */
	readonly asOf: Instant | null;
	/** The pause between two polls in force now, in milliseconds. */
	readonly intervalMs: number;
	readonly nextPollAt: Instant | null;
	/** Only the newest so many jobs are read; null for all of them. */
	readonly limit: number | null;
	/** How long a confirmed cancel is held back and can be taken back, in milliseconds. */
	readonly cancelGraceMs: number;
	/** Progress of the first load, or null once every page has come. */
	readonly loading: {readonly loaded: number; readonly total: number | null} | null;
	/** Cancellations asked here, pending and ended ones, by uuid; the ended ones stay until the program does. */
	readonly cancels: ReadonlyMap<JobUuid, Cancellation>;
	readonly watched: ReadonlySet<JobUuid>;
	/** The last few thousand events, oldest first. */
	readonly log: readonly LogEntry[];
	/** Rows of the last listing that could not be read. */
	readonly setAside: number;
	readonly traffic: Traffic;
};

/** The state of the line to the service. */
export type Link =
	| {readonly kind: 'connecting'}
	| {readonly kind: 'live'}
	/** The last poll failed; it is tried again at `nextPollAt`. */
	| {readonly kind: 'failing'; readonly failure: Failure; readonly since: Instant; readonly attempts: number}
	/** Polling waits for the person to sign in. */
	| {readonly kind: 'signed-out'; readonly failure: Failure; readonly since: Instant}
	| {readonly kind: 'paused'; readonly since: Instant};

/** Requests of the monitor in the last minutes, for the diagnostics overlay. */
export type Traffic = {
	readonly requests: number;
	readonly failures: number;
	/** Milliseconds of the last answered request, or null. */
	readonly roundTripMs: number | null;
};

/** Where a cancellation stands. The machine and its diagram are in cancellation.ts. */
export type CancelPhase = 'grace' | 'asked' | 'checking' | 'sent' | 'accepted' | 'waiting' | 'ended';

export type CancelOutcome =
	| {readonly kind: 'cancelled'; readonly remoteJobId: string | null}
	/** It ended as FINISHED or FAILED before the cancel took effect, or had ended before it was sent. */
	| {readonly kind: 'ended-otherwise'; readonly status: JobStatus}
	| {readonly kind: 'refused'; readonly failure: Failure}
	/** Still not ended at the deadline, after the last repetition. */
	| {readonly kind: 'unknown'; readonly status: JobStatus | null}
	/** Taken back while it was held back (cancel-grace), or later as long as the service had accepted no request. */
	| {readonly kind: 'withdrawn'};

export type Cancellation = {
	readonly uuid: JobUuid;
	readonly name: string;
	readonly phase: CancelPhase;
	readonly askedAt: Instant;
	/** When the held-back request will leave; only in phase `grace`. */
	readonly sendAt: Instant | null;
	readonly sentAt: Instant | null;
	readonly sendCount: number;
	/** Requests that the service has accepted, whichever program sent them. */
	readonly acceptedCount: number;
	/** Why the last try did not get through, while it is tried again. */
	readonly trouble: Failure | null;
	/** Set in phase `ended`. */
	readonly outcome: CancelOutcome | null;
	/** Another running program holds this cancel and sends for it. */
	readonly isHeldElsewhere: boolean;
	/** It stands on the disk, so that it outlives this program. */
	readonly isWritten: boolean;
};

export type MonitorEvent =
	| {readonly kind: 'job-added'; readonly job: Job}
	| {readonly kind: 'status-changed'; readonly job: Job; readonly from: JobStatus}
	/** Once for each job, when it is first seen ended; `isInteresting` when it was watched or cancelled here. */
	| {
			readonly kind: 'job-ended';
			readonly job: Job;
			readonly from: JobStatus | null;
			readonly isInteresting: boolean;
	  }
	/** A job that a full reconcile no longer finds: hidden, or no longer shared. */
	| {readonly kind: 'job-gone'; readonly job: Job}
	| {readonly kind: 'cancel-asked'; readonly cancellation: Cancellation}
	| {readonly kind: 'cancel-sent'; readonly cancellation: Cancellation}
	| {readonly kind: 'cancel-ended'; readonly cancellation: Cancellation}
	| {readonly kind: 'link-lost'; readonly failure: Failure}
	/** `wasSignedOut`: the service answered all the time, and a sign-in made it go on. */
	| {readonly kind: 'link-back'; readonly lostForMs: number; readonly wasSignedOut: boolean}
	| {readonly kind: 'signed-out'; readonly failure: Failure}
	/** Something the person may want to know: a fallback, a memory that could not be written. */
	| {readonly kind: 'note'; readonly text: string};

export type LogEntry = {readonly at: Instant; readonly event: MonitorEvent};
