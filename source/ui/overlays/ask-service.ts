import {Failure, isFailure} from '../../domain/failure.ts';
import {SECOND} from '../../domain/time.ts';
import type {Acts} from '../acts.ts';

/** Longest wait for one answer of the service. */
const answerWithinMs = 60 * SECOND;

export type Answer<Value> = {readonly value: Value} | {readonly failure: Failure};

/** Asks the service for something; what goes wrong is a value, and the wait has an end. */
export async function askService<Value>(
	acts: Pick<Acts, 'clock'>,
	request: (signal: AbortSignal) => Promise<Value>,
): Promise<Answer<Value>> {
	const giveUp = new AbortController();
	const stop = acts.clock.after(answerWithinMs, () => giveUp.abort());
	try {
		return {value: await request(giveUp.signal)};
	} catch (error) {
		return {
			failure: giveUp.signal.aborted
				? new Failure('timeout', 'The service did not answer in time.')
				: asFailure(error),
		};
	} finally {
		stop();
	}
}

function asFailure(error: unknown): Failure {
	return isFailure(error)
		? error
		: new Failure('server', 'Something went wrong that was not foreseen.', {cause: error});
}
