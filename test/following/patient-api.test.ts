import {describe, expect, it} from 'vitest';
import {Failure, isFailure} from '../../source/domain/failure.ts';
import type {TapisApi} from '../../source/domain/tapis-api.ts';
import {HOUR, MINUTE, SECOND} from '../../source/domain/time.ts';
import {patientApi} from '../../source/following/patient-api.ts';
import {countDown} from '../../source/following/until.ts';
import {buildJob, jobUuid} from '../helpers/build-job.ts';
import {createFakeClock} from '../helpers/fake-clock.ts';
import {createFakeJobsApi} from '../helpers/fake-jobs-api.ts';

const passing = (): Failure => new Failure('server', 'The gateway answers 502.');

/** A first look at one job, and what has come of it so far. */
function lookFirst({timeoutMs}: {timeoutMs?: number} = {}) {
	const clock = createFakeClock();
	const api = createFakeJobsApi(clock);
	api.put(buildJob(1));
	const stopping = new AbortController();
	const troubles: string[] = [];
	const begin = () => {
		let outcome: unknown;
		void patientApi(api as unknown as TapisApi, {
			clock,
			signal: stopping.signal,
			leftMs: countDown(clock, timeoutMs),
			timeOver: last => new Failure('deadline', `Too late. ${last?.message ?? 'No answer.'}`),
			onTrouble: ({message}) => troubles.push(message),
		})
			.getJobsByUuid([jobUuid(1)])
			.then(
				({jobs}) => {
					outcome = jobs.map(({uuid}) => uuid);
				},
				(error: unknown) => {
					outcome = isFailure(error) ? `${error.kind}: ${error.message}` : error;
				},
			);
		return () => outcome;
	};
	return {clock, api, troubles, stopping, begin};
}

describe('a first look', () => {
	it('outlives answers that fail, tells it once, and leaves no timer behind', async () => {
		const {clock, api, troubles, begin} = lookFirst();
		api.fail(passing, 3);
		const outcome = begin();
		await clock.advance(MINUTE);

		expect(outcome()).toEqual([jobUuid(1)]);
		expect(api.calls).toHaveLength(4);
		expect(troubles).toEqual(['The gateway answers 502.']);
		expect(clock.timerCount()).toBe(0);
	});

	it('leaves a service alone for as long as it asks', async () => {
		const {clock, api, begin} = lookFirst();
		api.fail(() => new Failure('limit', 'Too many requests.', {retryAfterMs: 40 * SECOND}), 1);
		const outcome = begin();
		await clock.advance(39 * SECOND);
		expect(api.calls).toHaveLength(1);
		await clock.advance(SECOND);

		expect(outcome()).toEqual([jobUuid(1)]);
	});

	it('ends at once where something else than the service answers, as at a mistyped address', async () => {
		const {clock, api, begin} = lookFirst();
		api.fail(() => new Failure('reply', 'That is not a Tapis answer.'));
		const outcome = begin();
		await clock.settle();

		expect(outcome()).toBe('reply: That is not a Tapis answer.');
	});

	it('ends at once with what does not pass by itself', async () => {
		const {clock, api, begin} = lookFirst();
		api.fail(() => new Failure('sign-in', 'The token has expired.'));
		const outcome = begin();
		await clock.settle();

		expect(outcome()).toBe('sign-in: The token has expired.');
	});

	it('waits ten minutes for a gateway that cannot check tokens', async () => {
		const {clock, api, begin} = lookFirst();
		api.fail(() => new Failure('sign-in', 'The token cannot be checked.', {canRetry: true}));
		const outcome = begin();
		await clock.advance(9 * MINUTE);
		expect(outcome()).toBeUndefined();
		await clock.advance(5 * MINUTE);

		expect(outcome()).toBe('sign-in: The token cannot be checked.');
		expect(api.calls.length).toBeLessThan(15);
	});

	it('ends when the time is over, with what went wrong last', async () => {
		const {clock, api, begin} = lookFirst({timeoutMs: 30 * SECOND});
		api.fail(passing);
		const outcome = begin();
		await clock.advance(29 * SECOND);
		expect(outcome()).toBeUndefined();
		await clock.advance(SECOND);

		expect(outcome()).toBe('deadline: Too late. The gateway answers 502.');
	});

	it('ends when the time is over while no answer comes, and gives the request up', async () => {
		const {clock, api, begin} = lookFirst({timeoutMs: 5 * SECOND});
		api.setDelay(null);
		const outcome = begin();
		await clock.advance(5 * SECOND);

		expect(outcome()).toBe('deadline: Too late. No answer.');
		expect(api.openCount()).toBe(0);
	});

	it.each([0, 1])('ends when it is to stop, in a request or a pause: %d failures', async failures => {
		const {clock, api, stopping, begin} = lookFirst();
		api.fail(passing, failures);
		if (failures === 0) api.setDelay(HOUR);
		const outcome = begin();
		await clock.settle();
		stopping.abort();
		await clock.settle();

		expect(outcome()).toBe('aborted: The request was given up.');
		expect(api.openCount()).toBe(0);
	});
});
