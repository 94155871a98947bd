import type {Instant, JobUuid} from './job.ts';

/** A cancellation the person confirmed and whose end is not known yet; what must survive the program. */
export type PendingCancel = {
	readonly uuid: JobUuid;
	readonly name: string;
	readonly askedAt: Instant;
	/** When the request last left, or null while none has. */
	readonly sentAt: Instant | null;
	/** How many requests have left. */
	readonly sendCount: number;
	/** How many of them the service has accepted. One that left when the program ended may be missing. */
	readonly acceptedCount: number;
};

/** What came of reaching for a pending cancel. */
export type CancelClaim = {
	/** False when another running program holds it. */
	readonly isOurs: boolean;
	/**
	 * As it stands written down now: with the requests of the program it was taken over from, or of the one that holds it. Missing
	 * where nothing is written down.
	 */
	readonly pending?: PendingCancel;
};

/**
 * The port to what the monitor must remember over restarts, for one tenant and user. Implemented on files; several programs
 * may share it. A method that cannot do its work rejects with a `settings` Failure and leaves the memory as it was.
 */
export type MonitorMemory = {
	/**
	 * Takes a pending cancel for this program and writes it down, before its first request may leave. Not ours when another
	 * running program holds it: then that one sends and this one only looks on.
	 */
	readonly claimCancel: (pending: PendingCancel) => Promise<CancelClaim>;
	/** The same for one that another program has written down; null when that is gone, since it has come to its end or was taken back. */
	readonly takeOverCancel: (pending: PendingCancel) => Promise<CancelClaim | null>;
	/** Writes how far a claimed cancel has come. */
	readonly updateCancel: (pending: PendingCancel) => Promise<void>;
	/** The same as this program ends: from then on another may take it over at once. */
	readonly releaseCancel: (pending: PendingCancel) => Promise<void>;
	/** Forgets a cancel that has reached its end. */
	readonly forgetCancel: (uuid: JobUuid) => Promise<void>;
	/** Pending cancels written down by any program. */
	readonly loadCancels: () => Promise<readonly PendingCancel[]>;
	/** Jobs whose end the person wants to be told of. */
	readonly loadWatched: () => Promise<readonly JobUuid[]>;
	readonly addWatched: (uuid: JobUuid) => Promise<void>;
	/** False when it was no longer watched: another program has told the person already. */
	readonly removeWatched: (uuid: JobUuid) => Promise<boolean>;
};
