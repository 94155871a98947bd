import {describeJob, failureOf} from '../../domain/describe-job.ts';
import type {Failure} from '../../domain/failure.ts';
import type {Cancellation} from '../monitor-state.ts';
import {isAccepted} from './cancel-standing.ts';

/** How a cancellation ended, for every place that tells it. */
export type OutcomeWords = {
	/** As the end of a sentence that began with the job. */
	readonly text: string;
	/** The same where the jobs of one end are only counted: "12 cancelled". */
	readonly counted: string;
	/** Whole sentences, with what is left to do. */
	readonly sentences: string;
	readonly tone: 'good' | 'warn' | 'danger' | 'text';
};

/** `outcome` null: it has not ended. */
export function outcomeWords({uuid, outcome}: Pick<Cancellation, 'uuid' | 'outcome'>): OutcomeWords {
	switch (outcome?.kind) {
		case undefined: {
			const text = 'not ended yet';
			return {text, counted: text, sentences: 'The cancel has not ended yet.', tone: 'text'};
		}
		case 'cancelled': {
			const {remoteJobId} = outcome;
			const counted = 'cancelled';
			const sentences = 'Cancelled, says the service.';
			if (remoteJobId === null) return {text: counted, counted, sentences, tone: 'good'};
			const check = `make sure that job ${remoteJobId} is gone from the scheduler`;
			return {
				text: `cancelled (${check})`,
				counted,
				sentences: `${sentences} Some runtimes leave it running: ${check}.`,
				tone: 'good',
			};
		}
		case 'ended-otherwise': {
			const text = `ended as ${outcome.status} before the cancel took effect`;
			return {text, counted: text, sentences: `It ${text}.`, tone: 'warn'};
		}
		case 'refused': {
			const {failure} = outcome;
			const why = failureOf(uuid, failure);
			const text = `not cancelled: ${why}`;
			const sentences = `The cancel was refused: ${why} ${failure.advice}`;
			return {text, counted: text, sentences, tone: 'danger'};
		}
		case 'unknown': {
			const still = (status: string): string => `still ${status} long after the last request`;
			return {
				text: `${still(outcome.status ?? 'not ended')}; ask the system’s support`,
				counted: still('going on'),
				sentences:
					'The cancel was accepted but has not taken effect in time. Look at the job, and cancel again if it still runs.',
				tone: 'danger',
			};
		}
		case 'withdrawn': {
			const sentences = 'The cancel was taken back before it was sent.';
			return {text: 'cancel taken back', counted: 'taken back', sentences, tone: 'text'};
		}
	}
}

/** Why a request does not get through, as the end of a sentence that began with the cancel. */
export function troubleText(cancel: Cancellation, {message}: Failure): string {
	const what = isAccepted(cancel) ? 'was accepted, but cannot be followed now' : 'could not be sent yet';
	return `${what}. ${message} It is tried again.`;
}

/** What another program does with a cancel that it holds, as the end of a sentence. */
export function heldElsewhereText(cancel: Cancellation): string {
	const other = 'another tapis-jobs that is running';
	return isAccepted(cancel)
		? `${other} has sent it and follows it`
		: `${other} holds it and has not sent it yet`;
}

/** So many cancels were taken back before a request of theirs left. */
export function takenBackText(count: number): string {
	return count === 1
		? 'One cancel was taken back: it had not been sent.'
		: `${count} cancels were taken back: they had not been sent.`;
}

/** What becomes of cancels that are not at their end when the program is; empty when there are none. */
export function leftBehindText(cancels: readonly Cancellation[]): string {
	const sent = cancels.filter(isAccepted);
	const waiting = cancels.filter(cancel => !isAccepted(cancel));
	const held = waiting.filter(cancel => cancel.isHeldElsewhere);
	const unsent = waiting.filter(cancel => !cancel.isHeldElsewhere && cancel.isWritten);
	const lost = waiting.filter(cancel => !cancel.isHeldElsewhere && !cancel.isWritten);
	const count = (some: readonly Cancellation[]): string =>
		some.length === 1 ? `The cancel of ${describeJob(some[0]!)}` : `${some.length} cancels`;
	const parts: string[] = [];
	if (sent.length > 0) {
		const one = sent.length === 1;
		parts.push(
			`${count(sent)} ${one ? 'is' : 'are'} with the service, which carries ${one ? 'it' : 'them'} out; the next start of tapis-jobs follows ${one ? 'it' : 'them'}.`,
		);
	}
	if (unsent.length > 0) {
		const one = unsent.length === 1;
		const why = unsent[0]!.trouble === null ? '' : ` (${unsent[0]!.trouble.message})`;
		parts.push(
			`${count(unsent)} ${one ? 'has' : 'have'} not reached the service${why}; ${one ? 'it is' : 'they are'} sent at the next start of tapis-jobs.`,
		);
	}
	if (held.length > 0)
		parts.push(
			`${count(held)} ${held.length === 1 ? 'is' : 'are'} held by another tapis-jobs that is running.`,
		);
	if (lost.length > 0) {
		const one = lost.length === 1;
		parts.push(
			`${count(lost)} ${one ? 'has' : 'have'} not reached the service and could not be written down: cancel ${one ? 'it' : 'them'} anew if ${one ? 'it is' : 'they are'} still to end.`,
		);
	}
	return parts.join('\n');
}
