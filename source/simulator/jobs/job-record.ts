import type {ConditionCode} from '../../domain/condition.ts';
import type {HistoryEventName} from '../../domain/history.ts';
import type {Instant} from '../../domain/job.ts';
import type {failedAndNotArchived} from '../../domain/output-place.ts';
import type {FAILED, FINISHED, KnownStatus} from '../../domain/status.ts';

import type {SubmitRequest} from './submit-request.ts';

/** An application of the sample set, with what its jobs have in common. */
export type SampleApp = {
	readonly id: string;
	readonly version: string;
	readonly jobType: 'BATCH' | 'FORK';
	readonly names: readonly string[];
	readonly nodeCount: number;
	readonly coresPerNode: number;
	readonly maxMinutes: readonly number[];
	/** Service seconds between two lines of its standard output. */
	readonly stepSeconds: number;
};

/** How the application itself ended, and whether its outputs are archived all the same. */
export type RemoteOutcome = typeof FINISHED | typeof FAILED | typeof failedAndNotArchived;

/** What a job is going to come to, were nobody to interfere. */
export type Fate = {
	readonly end: typeof FINISHED | typeof FAILED;
	readonly condition: ConditionCode;
	/** The last status before the end. */
	readonly endsIn: KnownStatus;
	readonly exitCode: string | null;
};

/**
 * What the simulator keeps of a job. Everything else (the full object, the history, the output) is derived from it, so
 * that 100,000 jobs are cheap to hold.
 */
export type JobRecord = {
	readonly id: number;
	readonly uuid: string;
	/** Seed of every detail that is derived. */
	readonly seed: number;
	readonly name: string;
	readonly owner: string;
	readonly createdby: string;
	readonly app: SampleApp;
	readonly execSystemId: string;
	readonly archiveSystemId: string;
	readonly tags: readonly string[];
	readonly maxMinutes: number;
	/** Name of the standard output, or null for the service's usual one. */
	readonly stdoutName: string | null;
	/** Name of the file that standard error has of its own; null when it goes to where the output goes. */
	readonly stderrName: string | null;
	readonly fate: Fate;
	/** The request as it was sent, for jobs submitted over HTTP; sample jobs derive theirs. */
	readonly request: SubmitRequest | null;
	readonly notes: Readonly<Record<string, unknown>>;

	readonly status: KnownStatus;
	readonly condition: string | null;
	readonly lastMessage: string;
	readonly created: Instant;
	readonly remoteSubmitted: Instant | null;
	readonly remoteStarted: Instant | null;
	readonly remoteEnded: Instant | null;
	readonly ended: Instant | null;
	readonly lastUpdated: Instant;
	readonly visible: boolean;
	readonly remoteOutcome: RemoteOutcome | null;
	readonly remoteResultInfo: string | null;
	readonly remoteJobId: string | null;
	readonly blockedCount: number;
	/** The status a BLOCKED job came from and goes back to. */
	readonly resumesIn: KnownStatus | null;
	readonly remoteChecksSuccess: number;
	/** When the service last looked at the job on its host. */
	readonly remoteLastStatusCheck: Instant | null;
	/** Oldest first; the last one is the present status. */
	readonly spans: readonly Span[];
	/** Events that are no changes of status (shares, user events), oldest first. */
	readonly extraEvents: readonly ExtraEvent[];
};

/** What of a job can be shared. */
export const sharedResources = ['JOB_HISTORY', 'JOB_RESUBMIT_REQUEST', 'JOB_OUTPUT', 'JOB_INPUT'] as const;
export type SharedResource = (typeof sharedResources)[number];

/** One resource of a job, shared with one user. */
export type Share = {
	readonly grantee: string;
	readonly resource: SharedResource;
	readonly createdby: string;
	readonly created: Instant;
};

/** The begin of a time in one status. */
export type Span = {readonly status: KnownStatus; readonly from: Instant};

export type ExtraEvent = {
	readonly event: HistoryEventName;
	readonly eventDetail: string;
	readonly description: string;
	readonly created: Instant;
};

/** Text of the `lastMessage` an ordinary move leaves behind. */
export function moveMessage(status: KnownStatus): string {
	return `Setting job status to ${status}.`;
}
