import type {Job, JobUuid} from '../domain/job.ts';
import type {Cancellation, LogEntry, MonitorState} from './monitor-state.ts';

/** The monitor as the interface and the commands see it. Nothing here throws or rejects: what goes wrong is in the state. */
export type Monitor = {
	readonly getState: () => MonitorState;
	/**
	 * Called after each change worth drawing; returns what ends the subscription. `asOf`, `nextPollAt`, `traffic` and the growing
	 * pause after a cancel move without a call, since an unchanged poll must draw nothing: a clock on the screen reads them.
	 */
	readonly subscribe: (listener: () => void) => () => void;
	/** Called once for each log entry, in order; returns what ends the subscription. */
	readonly onEvent: (listener: (entry: LogEntry) => void) => () => void;
	/** Reads the memory, takes up pending cancels, and polls from now on. */
	readonly start: () => void;
	/**
	 * Sends at once what was asked and is held back or on its way, for at most so many milliseconds: what a person confirmed must
	 * not be lost because the program is left. Resolves to the cancels whose end is not known. To be called before `stop`.
	 */
	readonly sendCancels: (withinMs: number) => Promise<readonly Cancellation[]>;
	/** Aborts what is under way and releases every timer. Pending cancels stay in the memory. */
	readonly stop: () => Promise<void>;
	/** Polls at once, or once more after the request under way. Listeners are called when the answer is there, changed or not. */
	readonly refresh: () => void;
	/** Stops polling (pending cancels included) until `resume`. Calls nest: it goes on when every pause was resumed. */
	readonly pause: () => void;
	readonly resume: () => void;
	/** The person has signed in again, or a new token is there. What is remembered for that user is read again. */
	readonly signedIn: () => void;
	/** Writes something the person may want to know into the log. */
	readonly note: (text: string) => void;
	/** Cancels exactly these jobs, which the person has confirmed. Ended ones and ones already pending are left out. */
	readonly cancel: (jobs: readonly Job[]) => void;
	/** Takes back cancels that are still held back (phase `grace`). Returns how many. */
	readonly withdrawCancels: () => number;
	/**
	 * Takes back all cancels of which the service has accepted no request, and forgets them; one that is under way, or whose answer
	 * was lost, may have reached it all the same. Returns how many.
	 */
	readonly withdrawUnsent: () => number;
	readonly watch: (uuid: JobUuid, isWatched: boolean) => void;
	/** Puts a row known from elsewhere into the store (a resubmitted job, a job read by uuid). */
	readonly putJob: (job: Job) => void;
	/** Takes a row out (the person hid the job). */
	readonly dropJob: (uuid: JobUuid) => void;
};
