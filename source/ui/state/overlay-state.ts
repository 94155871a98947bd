import type {Failure} from '../../domain/failure.ts';
import type {JobDetail, JobUuid} from '../../domain/job.ts';
import type {LogEntry} from '../../monitor/monitor-state.ts';
import type {Question} from './question-state.ts';
import type {TextField} from './text-field.ts';

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
};

/** Bytes and frames sent to the terminal so far, and what the process uses, for the diagnostics. */
export type Meter = {
	readonly bytesToTerminal: number;
	readonly frames: number;
	readonly requests: number | null;
	readonly bytesFromService: number | null;
	readonly memoryBytes: number;
};

/** The meter at one moment of the monotonic clock, in milliseconds. */
export type MeterSample = Meter & {readonly at: number};

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
	/** False for a moment when it opened by itself: keys that come then were meant for what it covers. */
	readonly isHearing: boolean;
	readonly failure: Failure | null;
	/** False when there is nothing to go back to: no profile and no token. */
	readonly canClose: boolean;
};

export type Overlay =
	| Question
	| HelpOverlay
	| LogOverlay
	| SortOverlay
	| ProfilesOverlay
	| CopyOverlay
	| DiagnosticsOverlay
	| SignInOverlay;
