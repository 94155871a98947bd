import type {Clock} from '../../domain/clock.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import type {MonitorMemory, PendingCancel} from '../../domain/monitor-memory.ts';
import type {JobsApi} from '../../domain/tapis-api.ts';
import type {Cancellation, MonitorEvent} from '../monitor-state.ts';
import type {BackoffPolicy} from '../polling/backoff.ts';

export type CancelRunnerParts = {
	readonly api: Pick<JobsApi, 'getJobStatus' | 'getJobsByUuid' | 'cancelJob'>;
	readonly clock: Clock;
	readonly memory: MonitorMemory;
	readonly random: () => number;
	readonly backoff: BackoffPolicy;
	readonly requestTimeoutMs: number;
	readonly graceMs: number;
	/** Cancellations have moved on. */
	readonly onChange: (cancellations: readonly Cancellation[]) => void;
	/** Another program has brought it to its end; nothing is known of it here. */
	readonly onLost: (uuid: JobUuid) => void;
	readonly onRow: (job: Job) => void;
	readonly tell: (event: MonitorEvent) => void;
	readonly watch: (uuid: JobUuid) => void;
};

export type CancelRunner = {
	readonly begin: (jobs: readonly Job[]) => void;
	/** Goes on with what a former run has left. */
	readonly takeUp: (pending: PendingCancel) => void;
	/** Takes back what is held back; with `isAll` also what was asked and has not left yet. Returns how many. */
	readonly withdraw: (isAll: boolean) => number;
	/** A poll brought this row. */
	readonly jobSeen: (job: Job) => void;
	/** The person has signed in, or the service answers again: what waits because of trouble goes on at once. */
	readonly lineBack: () => void;
	/**
	 * Ends every holding back, and waits until all that was asked has left, has met trouble, or so many milliseconds are over.
	 * Resolves to what is still pending.
	 */
	readonly sendNow: (withinMs: number) => Promise<readonly Cancellation[]>;
	readonly hold: () => void;
	readonly release: () => void;
	readonly stop: () => Promise<void>;
};
