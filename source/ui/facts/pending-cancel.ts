import type {JobUuid} from '../../domain/job.ts';
import {formatDuration, SECOND} from '../../domain/time.ts';
import {isCancelPending, isStuck} from '../../monitor/cancel/cancel-standing.ts';
import {heldElsewhereText, outcomeWords, troubleText} from '../../monitor/cancel/cancel-words.ts';
import type {Cancellation} from '../../monitor/monitor-state.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';
import {isPaused} from './paused.ts';

/** The cancels that were asked for and are not at their end. */
export function pendingCancels({monitor}: Pick<View, 'monitor'>): readonly Cancellation[] {
	return [...monitor.cancels.values()].filter(isCancelPending);
}

/** The cancels that can still be taken back, since none of them has left. */
export function heldCancels({monitor}: Pick<View, 'monitor'>): readonly Cancellation[] {
	return [...monitor.cancels.values()].filter(({phase}) => phase === 'grace');
}

/** Beside the status of a job whose cancel was asked: one that could not be sent yet looks otherwise. Null when there is none. */
export function cancelSign(
	view: Pick<View, 'monitor' | 'glyphs'>,
	uuid: JobUuid,
): {readonly sign: string; readonly word: string; readonly role: Role} | null {
	const pending = pendingCancelOf(view, uuid);
	if (pending === null) return null;
	return isStuck(pending)
		? {sign: view.glyphs.lost, word: 'not sent', role: 'danger'}
		: {sign: view.glyphs.pending, word: 'cancel', role: 'pending'};
}

/** The cancel of a job that was asked for and is not at its end; null when there is none. */
export function pendingCancelOf({monitor}: Pick<View, 'monitor'>, uuid: JobUuid): Cancellation | null {
	const cancellation = monitor.cancels.get(uuid);
	return cancellation !== undefined && isCancelPending(cancellation) ? cancellation : null;
}

/** What there is to say of the cancel of a job, under way or ended; null when none was asked for here. */
export function cancelTold(
	view: Pick<View, 'now' | 'keyWords' | 'monitor'>,
	uuid: JobUuid,
): {readonly text: string; readonly role: Role} | null {
	const cancellation = view.monitor.cancels.get(uuid);
	if (cancellation === undefined) return null;
	if (isCancelPending(cancellation)) return {text: describePending(cancellation, view), role: 'pending'};
	const {sentences, tone} = outcomeWords(cancellation);
	return {text: sentences, role: tone};
}

/** Where a pending cancel stands, in words for the person; never more than what is known. */
export function describePending(
	cancellation: Cancellation,
	{now, keyWords, monitor}: Pick<View, 'now' | 'keyWords' | 'monitor'>,
): string {
	const ago = `${formatDuration(now - cancellation.askedAt)} ago`;
	if (isPaused({monitor})) {
		const key = keyWords.one('program.pause');
		return `cancel asked ${ago}; nothing is sent or followed while polling is paused: ${key} goes on`;
	}
	if (monitor.link.kind === 'signed-out')
		return `cancel asked ${ago}; it waits for your sign-in, and goes on by itself after it`;
	if (cancellation.trouble !== null)
		return `cancel asked ${ago}; it ${troubleText(cancellation, cancellation.trouble)}`;
	if (cancellation.isHeldElsewhere) return `cancel asked ${ago}; ${heldElsewhereText(cancellation)}`;
	switch (cancellation.phase) {
		case 'grace': {
			const left = Math.ceil(Math.max(0, (cancellation.sendAt ?? now) - now) / SECOND);
			return `cancelling in ${left} s; ${keyWords.one('list.withdraw')} takes it back`;
		}
		case 'asked':
		case 'checking':
			return `cancel asked ${ago}; its status is being checked before the request leaves`;
		case 'sent':
			return `cancel asked ${ago}; the request is on its way`;
		case 'accepted':
		case 'waiting': {
			const again = cancellation.sendCount > 1 ? `, sent ${cancellation.sendCount} times` : '';
			return `cancel asked ${ago}${again}; not confirmed by the system yet`;
		}
		case 'ended':
			return '';
	}
}
