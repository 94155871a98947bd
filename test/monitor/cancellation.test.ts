import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {CANCELLED, FAILED, FINISHED, RUNNING} from '../../source/domain/status.ts';
import {MINUTE, SECOND} from '../../source/domain/time.ts';
import {
	beginCancel,
	type CancelContext,
	type CancelEffect,
	type CancelEvent,
	type CancelState,
	pendingOf,
	takeUpCancel,
} from '../../source/monitor/cancel/cancel-state.ts';
import {
	deadlineMs,
	lookAgainMs,
	resendAfterMs,
	stepCancel,
} from '../../source/monitor/cancel/cancellation.ts';
import {buildJob, jobUuid, worldStart} from '../helpers/build-job.ts';

const job = buildJob(1);
const ours: CancelEvent = {kind: 'claimed', isOurs: true};
const read = (status: string): CancelEvent => ({kind: 'status-read', status, remoteJobId: null});
const seen = (status: string): CancelEvent => ({kind: 'job-seen', status, remoteJobId: '88'});
const failed = (...failure: ConstructorParameters<typeof Failure>): CancelEvent => ({
	kind: 'request-failed',
	failure: new Failure(...failure),
});

/** Drives one machine by hand; `atMs` is the time since the cancel was asked. */
function drive(graceMs = 0) {
	const at = (atMs: number): CancelContext => ({
		now: worldStart + atMs,
		monotonic: atMs,
		backoffMs: failures => failures * SECOND,
	});
	let step = beginCancel(job, graceMs, at(0));
	return {
		at: (atMs: number, ...events: readonly CancelEvent[]) => {
			for (const event of events) step = stepCancel(step.state, event, at(atMs));
			return step;
		},
		kinds: (): readonly CancelEffect['kind'][] => step.effects.map(({kind}) => kind),
		state: (): CancelState => step.state,
	};
}

function accepted() {
	const machine = drive();
	machine.at(0, ours, read(RUNNING), {kind: 'request-accepted'});
	return machine;
}

describe('a cancel', () => {
	it('is claimed, then looked at, then sent, in that order and no other', () => {
		const machine = drive();
		expect(machine.kinds()).toEqual(['tell', 'claim']);
		machine.at(0, ours);
		expect(machine.kinds()).toEqual(['read-status']);
		machine.at(1, read(RUNNING));
		expect(machine.kinds()).toEqual(['send']);
		expect(machine.state().view).toMatchObject({phase: 'sent', sendCount: 1, sentAt: worldStart + 1});
		machine.at(2, {kind: 'request-accepted'});
		expect(machine.state().view.phase).toBe('accepted');
		machine.at(3, seen(RUNNING));
		expect(machine.state().view.phase).toBe('waiting');
	});

	it('of a job that has ended meanwhile sends nothing', () => {
		const machine = drive();
		machine.at(0, ours, read(FINISHED));
		expect(machine.state().view).toMatchObject({
			sendCount: 0,
			outcome: {kind: 'ended-otherwise', status: FINISHED},
		});
		expect(machine.kinds()).toEqual(['forget', 'tell']);
	});

	it.each([
		[CANCELLED, {kind: 'cancelled', remoteJobId: '88'}],
		[FINISHED, {kind: 'ended-otherwise', status: FINISHED}],
		[FAILED, {kind: 'ended-otherwise', status: FAILED}],
	])('that was accepted and is then seen %s has that outcome', (status, outcome) => {
		const machine = accepted();
		machine.at(5, seen(status));
		expect(machine.state().view.outcome).toEqual(outcome);
		expect(machine.kinds()).toEqual(['forget', 'tell']);
	});

	it('is sent again a few times, each after a fresh look, and is then unknown, and a late end is still told', () => {
		const machine = accepted();
		let now = 0;
		for (const pause of resendAfterMs) {
			now += pause;
			machine.at(now - 1, {kind: 'time-over'}, read(RUNNING));
			expect(machine.kinds()).toEqual(['wait']);
			machine.at(now, {kind: 'time-over'});
			expect(machine.kinds()).toEqual(['read-status']);
			machine.at(now, read(RUNNING));
			expect(machine.kinds()).toEqual(['send']);
			machine.at(now, {kind: 'request-accepted'});
		}
		expect(machine.state().view.sendCount).toBe(1 + resendAfterMs.length);

		machine.at(now + deadlineMs, {kind: 'time-over'}, read(RUNNING));
		expect(machine.state().view.outcome).toEqual({kind: 'unknown', status: RUNNING});
		expect(machine.kinds()).toEqual(['forget', 'watch', 'tell']);

		machine.at(now + 2 * deadlineMs, seen(CANCELLED));
		expect(machine.state().view.outcome).toEqual({kind: 'cancelled', remoteJobId: '88'});
		machine.at(now + 2 * deadlineMs, seen(CANCELLED));
		expect(machine.kinds()).toEqual([]);
	});

	it('is not hastened by a wall clock that jumps', () => {
		const machine = accepted();
		const step = stepCancel(machine.state(), {kind: 'time-over'}, {...jumped(30 * SECOND)});
		expect(stepCancel(step.state, read(RUNNING), jumped(30 * SECOND)).effects).toEqual([
			{kind: 'wait', ms: resendAfterMs[0]! - 30 * SECOND},
		]);
	});

	it('that the service answers with 409 is looked at again, and does not run in circles when it goes on', () => {
		const machine = drive();
		machine.at(0, ours, read(RUNNING), failed('wrong-state', 'It has ended.'));
		expect(machine.kinds()).toEqual(['read-status']);
		const circling = machine.at(0, read(RUNNING));
		expect(circling.effects).toEqual([{kind: 'wait', ms: SECOND}]);
		machine.at(SECOND, {kind: 'time-over'}, read(FINISHED));
		expect(machine.state().view.outcome).toMatchObject({kind: 'ended-otherwise'});
	});

	it('that is not found a moment after its status was read is looked at once more, and is refused then', () => {
		const machine = drive();
		const step = machine.at(0, ours, read(RUNNING), failed('not-found', 'No.'));
		expect(step.effects).toEqual([{kind: 'wait', ms: SECOND}]);
		machine.at(SECOND, {kind: 'time-over'}, read(RUNNING), failed('not-found', 'No.'));
		expect(machine.state().view.outcome).toMatchObject({kind: 'refused', failure: {kind: 'not-found'}});
	});

	it.each(['not-yours', 'refused'] as const)('that is %s ends as refused, with the reason', kind => {
		const machine = drive();
		machine.at(0, ours, read(RUNNING), failed(kind, 'No.'));
		expect(machine.state().view.outcome).toMatchObject({kind: 'refused', failure: {kind}});
		expect(machine.kinds()).toContain('forget');
	});

	it.each(['unreachable', 'timeout', 'server', 'limit'] as const)(
		'that meets %s is tried again for ever, later each time, after a fresh look',
		kind => {
			const machine = drive();
			machine.at(0, ours);
			for (let failures = 1; failures <= 50; failures++) {
				expect(machine.at(0, read(RUNNING), failed(kind, 'Not now.')).effects).toEqual([
					{kind: 'wait', ms: failures * SECOND},
				]);
				expect(machine.state().view.trouble).toMatchObject({kind});
				machine.at(0, {kind: 'time-over'});
				expect(machine.kinds()).toEqual(['read-status']);
			}
			machine.at(0, read(RUNNING), {kind: 'request-accepted'});
			expect(machine.state().view).toMatchObject({phase: 'accepted', trouble: null});
		},
	);

	it('that meets a redirect of the gateway is tried again: that is no answer of the service', () => {
		const machine = drive();
		const failure = new Failure('reply', 'It redirects to a sign-in page.', {canRetry: false});
		const step = machine.at(0, ours, read(RUNNING), {kind: 'request-failed', failure});
		expect(step.effects).toEqual([{kind: 'wait', ms: SECOND}]);
		expect(machine.state().view).toMatchObject({outcome: null, trouble: failure});
	});

	it('does not wait for a sign-in where the trouble may pass by itself', () => {
		const machine = drive();
		const step = machine.at(0, ours, failed('sign-in', 'Tokens cannot be checked now.', {canRetry: true}));
		expect(step.effects).toEqual([{kind: 'wait', ms: MINUTE}]);
	});

	it('goes on at once when the person has signed in, or the line is back', () => {
		const machine = drive();
		const step = machine.at(0, ours, failed('sign-in', 'Expired.'));
		expect(step.effects).toEqual([{kind: 'wait', ms: 10 * MINUTE}]);
		expect(machine.state().view).toMatchObject({phase: 'asked', trouble: {kind: 'sign-in'}});
		machine.at(9, {kind: 'line-back'});
		expect(machine.kinds()).toEqual(['read-status']);
		machine.at(9, {kind: 'line-back'});
		expect(machine.kinds()).toEqual([]);
	});

	it('that another program holds only looks on, and takes over once that one is gone', () => {
		const machine = drive();
		const onlooker = machine.at(0, {kind: 'claimed', isOurs: false});
		expect(onlooker.effects).toEqual([{kind: 'wait', ms: 5 * SECOND}]);
		expect(machine.state().view.isHeldElsewhere).toBe(true);
		const pending = {...pendingOf(machine.state().view), sentAt: worldStart, sendCount: 1, acceptedCount: 1};
		const sent = machine.at(5 * SECOND, {kind: 'claimed', isOurs: false, pending});
		expect(sent.effects).toEqual([{kind: 'wait', ms: lookAgainMs}]);
		expect(machine.state().view).toMatchObject({sendCount: 1, sentAt: worldStart});
		machine.at(lookAgainMs, {kind: 'time-over'});
		expect(machine.kinds()).toEqual(['claim']);
		machine.at(lookAgainMs, ours);
		expect(machine.state().view.isHeldElsewhere).toBe(false);
		expect(machine.kinds()).toEqual(['read-status']);
	});

	it('seen ended while another program holds it is not forgotten for that one', () => {
		const machine = drive();
		machine.at(0, {kind: 'claimed', isOurs: false}, seen(CANCELLED));
		expect(machine.kinds()).toEqual(['tell']);
	});
});

describe('a cancel that is held back', () => {
	it('can be taken back, and then nothing was written or sent', () => {
		const machine = drive(5 * SECOND);
		expect(machine.kinds()).toEqual(['tell', 'wait']);
		machine.at(3, {kind: 'withdrawn'});
		expect(machine.state().view.outcome).toEqual({kind: 'withdrawn'});
		expect(machine.kinds()).toEqual(['tell']);
		machine.at(5 * SECOND, {kind: 'time-over'});
		expect(machine.kinds()).toEqual([]);
	});

	it('goes its way when its time is over, and can not be taken back once a request is accepted', () => {
		const machine = drive(5 * SECOND);
		machine.at(5 * SECOND, {kind: 'time-over'});
		expect(machine.kinds()).toEqual(['claim']);
		machine.at(5 * SECOND, ours, read(RUNNING), {kind: 'request-accepted'}, {kind: 'withdrawn'});
		expect(machine.state().view.phase).toBe('accepted');
	});

	it('is forgotten when it is taken back while its first request is under way, so that no later start sends it', () => {
		const machine = drive();
		machine.at(0, ours, read(RUNNING), {kind: 'withdrawn'});
		expect(machine.state().view.outcome).toEqual({kind: 'withdrawn'});
		expect(machine.kinds()).toEqual(['forget', 'tell']);
	});
});

describe('a cancel of a former run', () => {
	const pending = {uuid: jobUuid(1), name: 'job-1', askedAt: worldStart - MINUTE, acceptedCount: 0};

	it('is sent at once when it was never accepted, however lately it was sent', () => {
		const start = takeUpCancel({...pending, sentAt: worldStart - SECOND, sendCount: 1}, jumped(0, 0));
		const claimed = stepCancel(start.state, ours, jumped(0, 0));
		expect(stepCancel(claimed.state, read(RUNNING), jumped(0, 0)).effects).toEqual([{kind: 'send'}]);
	});

	it('is looked at before anything is sent, and not sent again too soon', () => {
		const start = takeUpCancel(
			{...pending, sentAt: worldStart - 20 * SECOND, sendCount: 1, acceptedCount: 1},
			jumped(0, 0),
		);
		expect(start.effects).toEqual([{kind: 'claim'}]);
		const claimed = stepCancel(start.state, ours, jumped(0, 0));
		expect(claimed.effects).toEqual([{kind: 'read-status'}]);
		const waiting = stepCancel(claimed.state, read(RUNNING), jumped(0, 0));
		expect(waiting.effects).toEqual([{kind: 'wait', ms: resendAfterMs[0]! - 20 * SECOND}]);
		expect(waiting.state.view).toMatchObject({phase: 'waiting', sendCount: 1});
	});

	it('that had never been sent is sent', () => {
		const start = takeUpCancel({...pending, sentAt: null, sendCount: 0}, jumped(0, 0));
		const claimed = stepCancel(start.state, ours, jumped(0, 0));
		expect(stepCancel(claimed.state, read(RUNNING), jumped(0, 0)).effects).toEqual([{kind: 'send'}]);
	});
});

function jumped(monotonic: number, byMs = 365 * 24 * 60 * MINUTE): CancelContext {
	return {now: worldStart + byMs + monotonic, monotonic, backoffMs: () => SECOND};
}

describe('a cancel that another program held', () => {
	const pending = (sendCount: number, sentAt: number) => ({
		uuid: job.uuid,
		name: job.name,
		askedAt: worldStart,
		sentAt,
		sendCount,
		acceptedCount: 0,
	});

	it('is sent again, however often the other has tried without its being accepted', () => {
		const machine = drive();
		machine.at(0, {kind: 'claimed', isOurs: false, pending: pending(6, worldStart)});
		machine.at(2 * MINUTE, {kind: 'time-over'}, ours, read(RUNNING));

		expect(machine.kinds()).toEqual(['send']);
	});

	it('is no longer troubled by what kept this program from sending it', () => {
		const machine = drive();
		machine.at(0, ours, read(RUNNING), failed('unreachable', 'No answer.'));
		expect(machine.state().view.trouble).not.toBeNull();
		machine.at(SECOND, {kind: 'claimed', isOurs: false, pending: pending(1, worldStart)});

		expect(machine.state().view).toMatchObject({isHeldElsewhere: true, trouble: null});
	});
});

describe('an odd answer', () => {
	it('that the job is not there is looked at once more, whatever went wrong before', () => {
		const machine = drive();
		machine.at(0, ours, read(RUNNING), failed('server', 'HTTP 503'));
		machine.at(MINUTE, {kind: 'time-over'}, read(RUNNING), failed('not-found', 'No such job.'));
		expect(machine.state().view.outcome).toBeNull();
		machine.at(2 * MINUTE, {kind: 'time-over'}, read(RUNNING), failed('not-found', 'No such job.'));
		expect(machine.state().view.outcome?.kind).toBe('refused');
	});

	it('to the question for the status is waited out, and neither asked again at once nor taken for the end', () => {
		const machine = drive();
		machine.at(0, ours, failed('wrong-state', 'HTTP 409'));
		expect(machine.kinds()).toEqual(['wait']);
		expect(machine.state().view.outcome).toBeNull();
	});
});
