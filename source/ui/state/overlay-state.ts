import type {Failure} from '../../domain/failure.ts';
import type {Job, JobDetail, JobUuid} from '../../domain/job.ts';
import type {JobRequest} from '../../domain/job-request.ts';
import type {LogEntry} from '../../monitor/monitor-state.ts';
import type {TextField} from './text-field.ts';

/** A job the cancel dialog asks about: exactly what is shown is what is cancelled. */
export type CancelTarget = {readonly uuid: JobUuid; readonly name: string};

/**
 * The cancel dialog. Its targets are captured when it opens and never change; what each is doing now is looked up as it is
 * drawn. It can be answered only once its picture has reached the terminal.
 */
export type CancelDialog = {
	readonly kind: 'cancel';
	readonly targets: readonly CancelTarget[];
	/** Jobs that were picked too and are left out, each with its reason. */
	readonly leftOut: readonly {readonly name: string; readonly reason: string}[];
	/** The number typed so far, when more than a few jobs are cancelled at once. */
	readonly typed: string;
	readonly top: number;
	readonly isDrawn: boolean;
	/** Why the last key did not answer. */
	readonly hint: string | null;
};

/** `from` is the place it was opened at; its keys come first, and the chosen one is pressed there. */
export type HelpOverlay = {
	readonly kind: 'help';
	readonly query: TextField;
	readonly index: number;
	readonly from: string;
};
/** `lowest` is the entry at the bottom, null to follow the newest. An entry and no number, so that new ones move nothing. */
export type LogOverlay = {readonly kind: 'log'; readonly lowest: LogEntry | null};
export type ProfilesOverlay = {readonly kind: 'profiles'; readonly index: number};
export type SortOverlay = {readonly kind: 'sort'; readonly index: number};

/** What can be copied of one job. */
export type CopyOverlay = {
	readonly kind: 'copy';
	readonly uuid: JobUuid;
	readonly index: number;
	readonly baseUrl: string | null;
	/** The whole job, which tells where its output stands; null until it has come. */
	readonly detail: JobDetail | null;
	readonly failure: Failure | null;
	/** The text that the terminal would not take, shown to be picked up by hand. */
	readonly refused: string | null;
};

/** Totals of the meter at one moment. */
export type MeterSample = {
	/** On the monotonic clock, in milliseconds. */
	readonly at: number;
	readonly bytesToTerminal: number;
	readonly frames: number;
	readonly requests: number | null;
	readonly bytesFromService: number | null;
	readonly memoryBytes: number;
};

/** `samples` are of the last minutes, oldest first. */
export type DiagnosticsOverlay = {
	readonly kind: 'diagnostics';
	readonly samples: readonly MeterSample[];
	readonly top: number;
};

/** Signing in over the rows. The password is never drawn and never leaves this state but to the service. */
export type SignInOverlay = {
	readonly kind: 'sign-in';
	readonly baseUrl: TextField;
	readonly username: TextField;
	readonly password: TextField;
	readonly focus: 'baseUrl' | 'username' | 'password';
	readonly isWorking: boolean;
	readonly failure: Failure | null;
	/** False when there is nothing to go back to: no profile and no token. */
	readonly canClose: boolean;
};

/** A request that was edited: its text is kept however wrong it is; `request` is null while it cannot be submitted. */
export type RequestDraft = {
	/** What the service keeps, which the edited one is told apart from. */
	readonly stored: JobRequest;
	readonly text: string;
	readonly request: JobRequest | null;
	readonly problem: string | null;
};

/** Asks before something other than a cancel is done: hide, resubmit. */
export type ConfirmOverlay = {
	readonly kind: 'confirm';
	readonly act: 'hide' | 'resubmit' | 'resubmit-edited';
	/** Captured when it opened: exactly these, and no other. */
	readonly jobs: readonly Job[];
	readonly leftOut: readonly {readonly name: string; readonly reason: string}[];
	/** The first job shown, when not all have room. */
	readonly top: number;
	/** Only for `resubmit-edited`. */
	readonly draft: RequestDraft | null;
	/** Why the last try failed, and what to do. */
	readonly trouble: string | null;
	/** The number typed so far, when more than a few jobs are submitted at once. */
	readonly typed: string;
	/** What is under way, in words; nothing can be answered meanwhile. */
	readonly working: string | null;
	/** Why the last key did not answer. */
	readonly hint: string | null;
	readonly isDrawn: boolean;
};

export type Overlay =
	| CancelDialog
	| HelpOverlay
	| LogOverlay
	| SortOverlay
	| ProfilesOverlay
	| CopyOverlay
	| DiagnosticsOverlay
	| SignInOverlay
	| ConfirmOverlay;
