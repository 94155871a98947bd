import type {Job} from '../../domain/job.ts';
import type {JobRequest} from '../../domain/job-request.ts';

/** A job that a question leaves out, and why. */
export type LeftOut = {readonly name: string; readonly reason: string};

/** What is asked about jobs before something is done to them on the service. */
type AskedOfJobs = {
	/** Captured when it opened: exactly these, and no other. What each is doing now is looked up as it is drawn. */
	readonly jobs: readonly Job[];
	readonly leftOut: readonly LeftOut[];
};

/** Whether to cancel. */
export type CancelAsked = AskedOfJobs & {readonly kind: 'cancel'};

/** Whether to hide or to submit again. */
export type ConfirmAsked = AskedOfJobs & {
	readonly kind: 'confirm';
	readonly act: 'hide' | 'resubmit' | 'resubmit-edited';
	/** Only for `resubmit-edited`. */
	readonly draft: RequestDraft | null;
	/** Why the last try failed, and what to do. */
	readonly trouble: string | null;
};

/** A request that was edited: its text is kept however wrong it is; `request` is null while it cannot be submitted. */
export type RequestDraft = {
	/** What the service keeps, which the edited one is told apart from. */
	readonly stored: JobRequest;
	readonly text: string;
	readonly request: JobRequest | null;
	readonly problem: string | null;
};

/** How far the answer is. */
export type Answering = {
	/** The first job shown, when not all have room. */
	readonly top: number;
	/** The number typed so far, where many jobs are asked about. */
	readonly typed: string;
	/** What is under way, in words; nothing can be answered meanwhile. */
	readonly working: string | null;
	/** Why the last key did not answer. */
	readonly hint: string | null;
	/** Whether its picture has been on the terminal: only then can it be answered. */
	readonly isDrawn: boolean;
};

export type CancelQuestion = CancelAsked & Answering;
export type ConfirmQuestion = ConfirmAsked & Answering;

/** An overlay that asks before something is done to jobs. */
export type Question = CancelQuestion | ConfirmQuestion;

/** A question as it opens. */
export const unanswered: Answering = {top: 0, typed: '', working: null, hint: null, isDrawn: false};
