import {describe, expect, it} from 'vitest';
import {Failure} from '../../source/domain/failure.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {askedPauseMs, backoffMs} from '../../source/monitor/polling/backoff.ts';
import {pollPauseMs} from '../../source/monitor/polling/cadence.ts';
import {createPoller} from '../../source/monitor/polling/poller.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';

/** A poller whose work is settled by hand. */
function createLoop() {
	const clock = createFakeClock();
	const works: {
		readonly at: number;
		readonly signal: AbortSignal;
		readonly end: (failure?: Failure) => void;
	}[] = [];
	const told: string[] = [];
	const poller = createPoller({
		clock,
		work: signal =>
			new Promise((resolve, reject) => {
				works.push({at: clock.monotonic(), signal, end: failure => (failure ? reject(failure) : resolve())});
			}),
		pauseMs: () => 10 * SECOND,
		retryMs: (failure, attempts) => Math.max(attempts * SECOND, askedPauseMs(failure)),
		onSuccess: () => told.push('success'),
		onFailure: (failure, attempts) => told.push(`${failure.kind} ${attempts}`),
		onPlan: () => {},
		batch: run => run(),
	});
	const end = async (failure?: Failure): Promise<void> => {
		works.at(-1)!.end(failure);
		await clock.settle();
	};
	return {clock, poller, works, told, end};
}

const unreachable = new Failure('unreachable', 'No route.');

describe('the loop', () => {
	it('has one piece of work at a time, and counts the pause from its end', async () => {
		const {clock, poller, works, end} = createLoop();
		poller.start();
		await clock.advance(35 * SECOND);
		expect(works).toHaveLength(1);
		await end();
		await clock.advance(10 * SECOND - 1);
		expect(works).toHaveLength(1);
		await clock.advance(1);
		expect(works).toHaveLength(2);
	});

	it('works exactly once more, however often it is poked meanwhile', async () => {
		const {clock, poller, works, end} = createLoop();
		poller.start();
		await clock.advance(0);
		for (let time = 0; time < 5; time++) poller.poke();
		await end();
		await clock.advance(0);
		expect(works).toHaveLength(2);
		await end();
		await clock.advance(9 * SECOND);
		expect(works).toHaveLength(2);
	});

	it('tries again later each time, without end', async () => {
		const {clock, poller, works, told, end} = createLoop();
		poller.start();
		await clock.advance(0);
		for (let attempt = 1; attempt <= 100; attempt++) {
			await end(unreachable);
			await clock.advance(attempt * SECOND);
		}
		expect(works).toHaveLength(101);
		expect(told.at(-1)).toBe('unreachable 100');
		await end();
		await end();
		expect(told.at(-1)).toBe('success');
	});

	it('waits as long as the service asks, even when poked', async () => {
		const {clock, poller, works, end} = createLoop();
		poller.start();
		await clock.advance(0);
		await end(new Failure('limit', 'Slow down.', {retryAfterMs: 40 * SECOND}));
		poller.poke();
		await clock.advance(39 * SECOND);
		expect(works).toHaveLength(1);
		await clock.advance(SECOND);
		expect(works).toHaveLength(2);
	});

	it('waits for the person after a sign-in failure, and goes on at a poke', async () => {
		const {clock, poller, works, end} = createLoop();
		poller.start();
		await clock.advance(0);
		await end(new Failure('sign-in', 'Expired.'));
		await clock.advance(24 * HOUR);
		expect(works).toHaveLength(1);
		poller.poke();
		await clock.advance(0);
		expect(works).toHaveLength(2);
	});

	it('looks again, but seldom, after one that may pass by itself', async () => {
		const {clock, poller, works, end} = createLoop();
		poller.start();
		await clock.advance(0);
		await end(new Failure('sign-in', 'The token was revoked, or could not be checked.', {canRetry: true}));
		await clock.advance(MINUTE - 1);
		expect(works).toHaveLength(1);
		await clock.advance(1);
		expect(works).toHaveLength(2);
	});

	it('gives work up when paused, drops what it still brings, and works at once when resumed', async () => {
		const {clock, poller, works, told} = createLoop();
		poller.start();
		await clock.advance(0);
		poller.pause();
		expect(works[0]!.signal.aborted).toBe(true);
		works[0]!.end();
		poller.poke();
		await clock.advance(HOUR);
		expect(works).toHaveLength(1);
		expect(told).toEqual([]);
		poller.resume();
		await clock.advance(0);
		expect(works).toHaveLength(2);
	});

	it('does nothing more once stopped', async () => {
		const {clock, poller, works, told} = createLoop();
		poller.start();
		await clock.advance(0);
		const stopped = poller.stop();
		works[0]!.end(unreachable);
		await stopped;
		poller.poke();
		poller.resume();
		await clock.advance(HOUR);
		expect(works).toHaveLength(1);
		expect(told).toEqual([]);
		expect(clock.timerCount()).toBe(0);
	});
});

describe('the pause after a failure', () => {
	const policy = {baseMs: 10 * SECOND, ceilingMs: 5 * MINUTE};
	const pause = (attempts: number, random: number, failure = unreachable): number =>
		backoffMs(attempts, failure, policy, () => random);

	it('is drawn from the whole of a window that doubles up to the ceiling', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 1000].map(attempts => pause(attempts, 1))).toEqual(
			[10, 20, 40, 80, 160, 300, 300, 300].map(seconds => seconds * SECOND),
		);
		expect(pause(4, 0.5)).toBe(40 * SECOND);
		expect(pause(4, 0)).toBe(SECOND);
	});

	it('is never shorter than the service asks', () => {
		const asks = (retryAfterMs: number): Failure => new Failure('limit', 'Slow down.', {retryAfterMs});
		expect(pause(1, 0, asks(90 * SECOND))).toBe(90 * SECOND);
		expect(pause(9, 1, asks(HOUR))).toBe(HOUR);
	});
});

it.each([
	['normal while something is active', {hasActive: true, cancelAgeMs: null}, 10_000],
	['slow when all has ended', {hasActive: false, cancelAgeMs: null}, 60_000],
	['fast right after a cancel', {hasActive: true, cancelAgeMs: 0}, 2000],
	['less fast a minute later', {hasActive: true, cancelAgeMs: MINUTE}, 3500],
	['no slower than 5 s for some minutes', {hasActive: true, cancelAgeMs: 9 * MINUTE}, 5000],
	['normal again when the service should have seen it', {hasActive: true, cancelAgeMs: 10 * MINUTE}, 10_000],
	['not slow while a cancel is pending', {hasActive: false, cancelAgeMs: HOUR}, 10_000],
])('the pause between two polls is %s', (_name, cadence, expected) => {
	expect(pollPauseMs(cadence, {intervalMs: 10 * SECOND, slowIntervalMs: MINUTE})).toBe(expected);
});
