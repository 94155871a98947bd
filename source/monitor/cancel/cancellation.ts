/**
 * One cancellation, from the confirmed key press to its end, as a pure machine: (state, event) → (state, effects).
 *
 *     grace ──withdrawn──▶ ended: withdrawn
 *       │ time over        (until a first request is accepted, asked, checking and sent can be withdrawn too)
 *       ▼
 *     asked ──claimed──▶ checking ──not ended──▶ sent ──200──▶ accepted
 *       ▲ ▲                 │  ▲                  │ │             │ seen not ended
 *       │ └─held elsewhere  │  │        409       │ │             ▼
 *       │   (asked again)   │  └──────────────────┘ │          waiting ──time over──▶ checking (and sent again)
 *       │                   │ ended                 │
 *       └──trouble: tried   ▼                       │ refused, not found, not yours
 *          again later    ended: cancelled          ▼
 *                         or ended otherwise      ended: refused
 *
 * - From every state but `ended`, seeing the job ended leads to the end.
 * - A 200 changes nothing by itself, and the service may lose the request (docs/cancellation.md), so it is sent again after each
 *   pause of `resendAfterMs`; `deadlineMs` after the last one the outcome is `unknown`. A later end still replaces `unknown`.
 * - Trouble on the way, a missing sign-in too, is tried again later and never ends a cancel; once the line is back, at once.
 * - The status is read before every request; no other way leads to `sent`.
 */
import type {Failure, FailureKind} from '../../domain/failure.ts';
import type {PendingCancel} from '../../domain/monitor-memory.ts';
import {CANCELLED, hasEnded, type JobStatus} from '../../domain/status.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import type {Cancellation, CancelOutcome, CancelPhase} from '../monitor-state.ts';
import {calmPauseMs} from '../polling/backoff.ts';
import {isAccepted} from './cancel-standing.ts';
import {
	type CancelContext,
	type CancelEvent,
	type CancelState,
	type CancelStep,
	sentMonoOf,
} from './cancel-state.ts';

/** Pauses after each accepted request before the next. The service looks for a cancel every second to every ten minutes. */
export const resendAfterMs: readonly number[] = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE];
/** After the last accepted request. */
export const deadlineMs = 30 * MINUTE;
/** How often a cancel is tried that wants a sign-in first. */
const signInPauseMs = 10 * MINUTE;
/** How often it is looked whether the other program that holds a cancel still runs. */
export const lookAgainMs = 30 * SECOND;
const lookSoonMs = 5 * SECOND;

export function stepCancel(state: CancelState, event: CancelEvent, context: CancelContext): CancelStep {
	const {phase, outcome} = state.view;
	if (phase === 'ended') {
		const isLate = event.kind === 'job-seen' && outcome?.kind === 'unknown' && hasEnded(event.status);
		return isLate ? end(state, outcomeOf(event)) : stay(state);
	}
	switch (event.kind) {
		case 'job-seen':
			if (hasEnded(event.status)) return end(state, outcomeOf(event));
			return phase === 'accepted' ? {state: inPhase(state, 'waiting'), effects: []} : stay(state);
		case 'withdrawn':
			return canBeTakenBack(state) ? end(state, {kind: 'withdrawn'}) : stay(state);
		case 'claimed':
			return claimed(state, event, context);
		case 'status-read':
			if (phase !== 'checking') return stay(state);
			if (hasEnded(event.status)) return end(state, outcomeOf(event));
			return decide(state, event.status, context);
		case 'request-accepted':
			return phase === 'sent' ? accepted(state, context) : stay(state);
		case 'request-failed':
			return phase === 'sent' || phase === 'checking' ? failed(state, event.failure, context) : stay(state);
		case 'line-back':
			return isResting(phase) && state.view.trouble !== null ? goOn(state) : stay(state);
		case 'time-over':
			return phase === 'grace' || phase === 'accepted' || isResting(phase) ? goOn(state) : stay(state);
	}
}

function claimed(
	before: CancelState,
	{isOurs, isWritten = true, pending}: Extract<CancelEvent, {kind: 'claimed'}>,
	context: CancelContext,
): CancelStep {
	const state = pending === undefined ? before : withRequests(before, pending, context);
	// What kept this program from sending says nothing of another that now sends.
	const trouble = isOurs ? state.view.trouble : null;
	const view = {...state.view, isWritten, isHeldElsewhere: !isOurs, trouble};
	if (isOurs) {
		const next = {...state, isClaimed: true, view: {...view, sendAt: null}};
		return {state: inPhase(next, 'checking'), effects: [{kind: 'read-status'}]};
	}
	// Until the other has got it through, somebody may wait to be told.
	const ms = isAccepted(view) ? lookAgainMs : lookSoonMs;
	return {
		state: inPhase({...state, isClaimed: false, view}, restingPhase(state)),
		effects: [{kind: 'wait', ms}],
	};
}

/** With requests that another program has sent meanwhile. */
function withRequests(state: CancelState, pending: PendingCancel, context: CancelContext): CancelState {
	const {view} = state;
	const {sentAt} = pending;
	const sendCount = Math.max(view.sendCount, pending.sendCount);
	const acceptedCount = Math.max(view.acceptedCount, pending.acceptedCount);
	if (sentAt === null || (sendCount === view.sendCount && acceptedCount === view.acceptedCount)) return state;
	return {
		...state,
		sentMono: sentMonoOf(pending, context),
		view: {...view, sentAt, sendCount, acceptedCount},
	};
}

function goOn(state: CancelState): CancelStep {
	if (state.isClaimed) return {state: inPhase(state, 'checking'), effects: [{kind: 'read-status'}]};
	const next = state.view.phase === 'grace' ? inPhase(state, 'asked') : state;
	return {state: {...next, view: {...next.view, sendAt: null}}, effects: [{kind: 'claim'}]};
}

/** The job has not ended: send now, wait on, or give up. */
function decide(state: CancelState, status: JobStatus, context: CancelContext): CancelStep {
	const {sentMono, view} = state;
	const {acceptedCount} = view;
	if (state.hasConflict && view.trouble !== null) {
		const ms = context.backoffMs(state.failures, view.trouble);
		return {
			state: inPhase({...state, hasConflict: false}, restingPhase(state)),
			effects: [{kind: 'wait', ms}],
		};
	}
	if (acceptedCount > 0 && sentMono !== null) {
		const resendPauseMs = resendAfterMs[acceptedCount - 1];
		const leftMs = sentMono + (resendPauseMs ?? deadlineMs) - context.monotonic;
		if (leftMs > 0) return {state: inPhase(state, 'waiting'), effects: [{kind: 'wait', ms: leftMs}]};
		if (resendPauseMs === undefined) return end(state, {kind: 'unknown', status});
	}
	const sent = {...view, sentAt: context.now, sendCount: view.sendCount + 1};
	return {
		state: inPhase({...state, view: sent, sentMono: context.monotonic}, 'sent'),
		effects: [{kind: 'send'}],
	};
}

function accepted(state: CancelState, {monotonic}: CancelContext): CancelStep {
	const acceptedCount = state.view.acceptedCount + 1;
	const next: CancelState = {
		...state,
		sentMono: monotonic,
		failures: 0,
		hasConflict: false,
		view: {...state.view, acceptedCount, trouble: null},
	};
	return {
		state: inPhase(next, 'accepted'),
		effects: [
			{kind: 'keep'},
			{kind: 'tell', event: 'cancel-sent'},
			{kind: 'wait', ms: resendAfterMs[acceptedCount - 1] ?? deadlineMs},
		],
	};
}

function failed(state: CancelState, failure: Failure, context: CancelContext): CancelStep {
	const troubled: CancelState = {
		...state,
		failures: state.failures + 1,
		view: {...state.view, trouble: failure},
	};
	// It has ended already, says the service to the request: the status tells.
	if (failure.kind === 'wrong-state' && state.view.phase === 'sent')
		return {state: inPhase({...troubled, hasConflict: true}, 'checking'), effects: [{kind: 'read-status'}]};
	if (!failure.canRetry && !isTrouble(failure) && !isOdd(state, failure))
		return end(state, {kind: 'refused', failure});
	return {
		state: inPhase(troubled, restingPhase(state)),
		effects: [{kind: 'wait', ms: pauseAfter(failure, context.backoffMs(troubled.failures, failure))}],
	};
}

/** Nothing happens before somebody signs in, which ends the pause at once; hundreds of cancels must not ask again and again. */
function pauseAfter(failure: Failure, ms: number): number {
	return failure.needsSignIn && !failure.canRetry ? Math.max(signInPauseMs, ms) : calmPauseMs(failure, ms);
}

/** The status was read a moment ago, so that "not found" is looked at once more. */
function isOdd({view: {phase, trouble}}: CancelState, {kind}: Failure): boolean {
	return kind === 'not-found' && phase === 'sent' && trouble?.kind !== 'not-found';
}

/**
 * What says nothing about the cancel: somebody must sign in, a gateway's own page or redirect came in place of an answer, the
 * request was given up, or it was no cancel request that met a wrong state.
 */
const troubles: readonly FailureKind[] = ['reply', 'server', 'aborted', 'wrong-state'];

function isTrouble(failure: Failure): boolean {
	return failure.needsSignIn || troubles.includes(failure.kind);
}

function end(state: CancelState, outcome: CancelOutcome): CancelStep {
	// Why it was not sent is still told of one that is taken back.
	const trouble = outcome.kind === 'withdrawn' ? state.view.trouble : null;
	const view: Cancellation = {...state.view, outcome, sendAt: null, trouble};
	return {
		state: inPhase({...state, view}, 'ended'),
		effects: [
			...(state.isClaimed ? [{kind: 'forget'} as const] : []),
			...(outcome.kind === 'unknown' ? [{kind: 'watch'} as const] : []),
			{kind: 'tell', event: 'cancel-ended'},
		],
	};
}

function outcomeOf(seen: {readonly status: JobStatus; readonly remoteJobId: string | null}): CancelOutcome {
	return seen.status === CANCELLED
		? {kind: 'cancelled', remoteJobId: seen.remoteJobId}
		: {kind: 'ended-otherwise', status: seen.status};
}

/** No request was accepted: it can still be taken back, though one that is under way may reach the service all the same. */
function canBeTakenBack({view}: CancelState): boolean {
	return !isAccepted(view);
}

function isResting(phase: CancelPhase): boolean {
	return phase === 'asked' || phase === 'waiting';
}

function restingPhase(state: CancelState): CancelPhase {
	return isAccepted(state.view) ? 'waiting' : 'asked';
}

function inPhase(state: CancelState, phase: CancelPhase): CancelState {
	return {...state, view: {...state.view, phase}};
}

function stay(state: CancelState): CancelStep {
	return {state, effects: []};
}
