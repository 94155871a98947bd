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
