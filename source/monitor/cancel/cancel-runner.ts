import {nameOf} from '../../domain/describe-job.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import type {CallOptions} from '../../domain/tapis-api.ts';
import {MINUTE} from '../../domain/time.ts';
import {asFailure, ask} from '../ask.ts';
import {createLane} from '../lane.ts';
import type {Cancellation} from '../monitor-state.ts';
import {askedPauseMs, backoffMs} from '../polling/backoff.ts';
import {createCancelClaims} from './cancel-claims.ts';
import type {CancelRunner, CancelRunnerParts} from './cancel-runner-port.ts';
import {isCancelPending} from './cancel-standing.ts';
import {
	beginCancel,
	type CancelContext,
	type CancelEvent,
	type CancelState,
	type CancelStep,
	takeUpCancel,
} from './cancel-state.ts';
import {troubleText} from './cancel-words.ts';
import {stepCancel} from './cancellation.ts';
import {freshStatus} from './fresh-status.ts';
import {createLeaving, isLeaving} from './leaving.ts';
import {createRestingLane} from './resting-lane.ts';

/** Requests for cancels that are under way at once. */
const width = 3;
/** Claims written at once. */
const claimWidth = 8;
/** How often a claim is written anew, so that other machines see that this program still runs. */
const refreshClaimMs = 2 * MINUTE;

/** Carries out what the machine of cancellation.ts wants done. The only place from which a cancel request leaves. */
export function createCancelRunner(parts: CancelRunnerParts): CancelRunner {
	const {api, clock, memory, random} = parts;
	const states = new Map<JobUuid, CancelState>();
	const timers = new Map<JobUuid, () => void>();
	/** Confirmed while polling is paused: the person is there and waits for it, so its first request does not. */
	const urgent = new Set<JobUuid>();
	const takenUp = new Set<JobUuid>();
	const lane = createRestingLane(width, clock);
	/** Apart from the requests, so that what the person confirmed is on the disk although many requests wait. */
	const claims = createLane(claimWidth);
	const stopping = new AbortController();
	let isHeld = false;
	/** What is begun together is told together: thousands of jobs are one change. */
	let begun: Cancellation[] | null = null;
	let stopRefresh: (() => void) | undefined;
	const views = (): readonly Cancellation[] => [...states.values()].map(({view}) => view);
	const leaving = createLeaving(clock, views);
	const written = createCancelClaims(memory, parts.tell);

	const context = (): CancelContext => ({
		now: clock.now(),
		monotonic: clock.monotonic(),
		backoffMs: (failures, failure) => backoffMs(failures, failure, parts.backoff, random),
	});

	const askFor = <Answer>(request: (options: CallOptions) => Promise<Answer>): Promise<Answer> =>
		ask(signal => request({signal}), {clock, timeoutMs: parts.requestTimeoutMs, signal: stopping.signal});

	const raise = (uuid: JobUuid, event: CancelEvent): void => {
		const state = states.get(uuid);
		if (event.kind === 'request-failed') lane.rest(askedPauseMs(event.failure));
		if (state !== undefined && !stopping.signal.aborted) apply(stepCancel(state, event, context()), state);
	};

	const changed = (view: Cancellation): void => {
		if (begun === null) parts.onChange([view]);
		else begun.push(view);
	};

	const apply = ({state, effects}: CancelStep, before: CancelState | undefined): void => {
		const {view} = state;
		const {uuid} = view;
		states.set(uuid, state);
		if (view !== before?.view) changed(view);
		if (view.trouble !== null && before?.view.trouble === null) tellTrouble(view);
		leaving.step();
		if (view.phase === 'ended') {
			stopTimer(uuid);
			urgent.delete(uuid);
		}
		for (const effect of effects) {
			switch (effect.kind) {
				case 'claim':
					claims.run(() => claim(uuid));
					break;
				case 'read-status':
					inLane(uuid, () => readStatus(uuid));
					break;
				case 'send':
					// At once: the status it follows would be old after hundreds of other reads.
					inLane(uuid, () => send(uuid), true);
					break;
				case 'wait':
					stopTimer(uuid);
					timers.set(
						uuid,
						clock.after(effect.ms, () => raise(uuid, {kind: 'time-over'})),
					);
					break;
				case 'keep':
					claims.run(() => written.update(view));
					break;
				case 'forget':
					claims.run(() => written.forget(uuid));
					break;
				case 'watch':
					parts.watch(uuid);
					break;
				case 'tell':
					parts.tell({kind: effect.event, cancellation: view});
			}
		}
	};

	/** Once while several meet trouble: how many there are is for the screen to count. */
	const tellTrouble = (view: Cancellation): void => {
		const {trouble} = view;
		const count = views().filter(one => one.trouble !== null).length;
		if (trouble === null || count > 1) return;
		parts.tell({kind: 'note', text: `${nameOf(view)}: its cancel ${troubleText(view, trouble)}`});
	};

	const inLane = (uuid: JobUuid, task: () => Promise<void>, isNext = false): void =>
		lane.run(task, {isUrgent: urgent.has(uuid), isNext});

	const stopTimer = (uuid: JobUuid): void => {
		timers.get(uuid)?.();
		timers.delete(uuid);
	};

	const claim = async (uuid: JobUuid): Promise<void> => {
		const state = states.get(uuid);
		if (state === undefined || state.view.phase === 'ended') return;
		const claimed = await (takenUp.has(uuid) ? written.takeOver : written.reach)(state.view);
		if (claimed === null) {
			states.delete(uuid);
			parts.onLost(uuid);
			return;
		}
		const {isOurs} = claimed;
		// The job may have ended while the claim was written; then nobody else forgets it.
		if (isOurs && states.get(uuid)?.view.phase === 'ended') await written.forget(uuid);
		raise(uuid, {kind: 'claimed', ...claimed});
	};

	const readStatus = async (uuid: JobUuid): Promise<void> => {
		if (states.get(uuid)?.view.phase !== 'checking') return;
		try {
			const status = await freshStatus(uuid, {api, askFor, onRow: parts.onRow});
			raise(uuid, {kind: 'status-read', ...status});
		} catch (error) {
			raise(uuid, {kind: 'request-failed', failure: asFailure(error)});
		}
	};

	const send = async (uuid: JobUuid): Promise<void> => {
		const state = states.get(uuid);
		if (state?.view.phase !== 'sent') return;
		// Claiming again writes the request down before it leaves, and shows whether another program has taken over meanwhile.
		const claimed = await written.reach(state.view);
		if (!claimed.isOurs) {
			raise(uuid, {kind: 'claimed', ...claimed});
			return;
		}
		if (states.get(uuid)?.view.phase !== 'sent') return;
		try {
			await askFor(options => api.cancelJob(uuid, options));
			raise(uuid, {kind: 'request-accepted'});
		} catch (error) {
			raise(uuid, {kind: 'request-failed', failure: asFailure(error)});
		} finally {
			urgent.delete(uuid);
		}
	};

	const keepClaims = (): void => {
		stopRefresh = clock.after(refreshClaimMs, () => {
			for (const {isClaimed, view} of states.values())
				if (isClaimed && view.phase !== 'ended') void written.update(view);
			keepClaims();
		});
	};

	const begin = (jobs: readonly Job[]): void => {
		if (stopRefresh === undefined) keepClaims();
		const together: Cancellation[] = [];
		begun = together;
		for (const job of jobs) {
			if (isHeld) urgent.add(job.uuid);
			// Whatever was taken up before: this one the person asked for, and is told of its end.
			takenUp.delete(job.uuid);
			apply(beginCancel(job, parts.graceMs, context()), undefined);
		}
		begun = null;
		parts.onChange(together);
	};

	const sendNow = (withinMs: number): Promise<readonly Cancellation[]> => {
		for (const view of views().filter(isLeaving)) {
			urgent.add(view.uuid);
			if (view.phase === 'grace') raise(view.uuid, {kind: 'time-over'});
		}
		// Also while polling is paused: nobody is there any more to go on with it.
		lane.release();
		return leaving.wait(withinMs);
	};

	return {
		begin,
		takeUp: pending => {
			if (stopRefresh === undefined) keepClaims();
			takenUp.add(pending.uuid);
			apply(takeUpCancel(pending, context()), undefined);
		},
		withdraw: isAll => {
			const isMeant = (view: Cancellation): boolean =>
				isCancelPending(view) && !view.isHeldElsewhere && (isAll || view.phase === 'grace');
			const before = views().filter(isMeant);
			for (const {uuid} of before) raise(uuid, {kind: 'withdrawn'});
			return before.filter(({uuid}) => states.get(uuid)?.view.outcome?.kind === 'withdrawn').length;
		},
		jobSeen: ({uuid, status, remoteJobId}) => raise(uuid, {kind: 'job-seen', status, remoteJobId}),
		lineBack: () => {
			for (const uuid of [...states.keys()]) raise(uuid, {kind: 'line-back'});
		},
		sendNow,
		hold: () => {
			isHeld = true;
			lane.hold();
		},
		release: () => {
			isHeld = false;
			lane.release();
		},
		stop: async () => {
			stopping.abort();
			stopRefresh?.();
			for (const uuid of [...timers.keys()]) stopTimer(uuid);
			await Promise.all([lane.close(), claims.drain()]);
			for (const {isClaimed, view} of states.values())
				if (isClaimed && isCancelPending(view)) claims.run(() => written.release(view));
			await claims.drain();
		},
	};
}
