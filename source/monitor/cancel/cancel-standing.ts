import type {Cancellation} from '../monitor-state.ts';

/** Asked, and its end not known yet. */
export function isCancelPending({outcome}: Cancellation): boolean {
	return outcome === null;
}

/** The service has accepted a request, sent here or by another program: the cancel is with it, whatever goes wrong from then on. */
export function isAccepted({acceptedCount}: Cancellation): boolean {
	return acceptedCount > 0;
}

/** It could not be sent yet, for want of a line, a sign-in or a service that answers well. */
export function isStuck(cancel: Cancellation): boolean {
	return cancel.trouble !== null && !isAccepted(cancel);
}

/** Whether the service may have it although it has accepted none: a request was sent that got no answer. */
export function mayBeWithService({acceptedCount, sendCount, trouble}: Cancellation): boolean {
	if (acceptedCount > 0 || sendCount > 1) return true;
	return sendCount === 1 && (trouble?.mayHaveHappened ?? true);
}

/** A cancel the service has, or will have, whatever comes of it; not one that was taken back or refused. */
export function wasCancelAsked(cancellation: Cancellation | undefined): boolean {
	if (cancellation === undefined) return false;
	const kind = cancellation.outcome?.kind;
	return kind !== 'withdrawn' && kind !== 'refused';
}
