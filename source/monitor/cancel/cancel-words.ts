import {failureOf} from '../../domain/describe-job.ts';
import type {Failure} from '../../domain/failure.ts';
import type {Cancellation} from '../monitor-state.ts';

/** Asked, and its end not known yet. */
export function isCancelPending({outcome}: Cancellation): boolean {
	return outcome === null;
}

/** The service has the request, sent here or by another running program. */
export function hasLeft({phase, isHeldElsewhere, sentAt}: Cancellation): boolean {
	return isHeldElsewhere ? sentAt !== null : phase === 'accepted' || phase === 'waiting';
}

/** A cancel the service has, or will have, whatever comes of it; not one that was taken back or refused. */
export function wasCancelAsked(cancellation: Cancellation | undefined): boolean {
	if (cancellation === undefined) return false;
	const kind = cancellation.outcome?.kind;
	return kind !== 'withdrawn' && kind !== 'refused';
}

/** How a cancellation ended, as the end of a sentence that began with the job. */
export function outcomeText({uuid, outcome}: Pick<Cancellation, 'uuid' | 'outcome'>): string {
	switch (outcome?.kind) {
		case undefined:
			return 'not ended yet';
		case 'cancelled':
			return outcome.remoteJobId === null
				? 'cancelled'
				: `cancelled (make sure that job ${outcome.remoteJobId} is gone from the scheduler)`;
		case 'ended-otherwise':
			return `ended as ${outcome.status} before the cancel took effect`;
		case 'refused':
			return `not cancelled: ${failureOf(uuid, outcome.failure)}`;
		case 'unknown':
			return `still ${outcome.status ?? 'not ended'} long after the last request; ask the system’s support`;
		case 'withdrawn':
			return 'cancel taken back';
	}
}

/** Why a request has not got through yet, as the end of a sentence that began with the job. */
export function troubleText({message}: Failure): string {
	return `its cancel could not be sent yet. ${message} It is tried again.`;
}

/** What becomes of cancels that are not at their end when the program is; empty when there are none. */
export function leftBehindText(cancels: readonly Cancellation[]): string {
	const sent = cancels.filter(hasLeft);
	const waiting = cancels.filter(cancel => !hasLeft(cancel));
	const held = waiting.filter(cancel => cancel.isHeldElsewhere);
	const unsent = waiting.filter(cancel => !cancel.isHeldElsewhere && cancel.isWritten);
	const lost = waiting.filter(cancel => !cancel.isHeldElsewhere && !cancel.isWritten);
	const count = (some: readonly Cancellation[]): string =>
		some.length === 1 ? `The cancel of ${some[0]!.name} (${some[0]!.uuid})` : `${some.length} cancels`;
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
