import type {Failure} from '../../domain/failure.ts';
import {SECOND} from '../../domain/time.ts';
import {asFailure, ask} from '../../monitor/ask.ts';
import type {Acts} from '../acts.ts';

/** Longest wait for one answer of the service. */
const answerWithinMs = 60 * SECOND;

export type Answer<Value> = {readonly value: Value} | {readonly failure: Failure};

/** Asks the service for something; what goes wrong is a value, and the wait has an end. */
export async function askService<Value>(
	{clock}: Pick<Acts, 'clock'>,
	request: (signal: AbortSignal) => Promise<Value>,
): Promise<Answer<Value>> {
	// The wait alone ends it: what the person has asked for is not given up when they look elsewhere.
	const {signal} = new AbortController();
	try {
		return {value: await ask(request, {clock, timeoutMs: answerWithinMs, signal})};
	} catch (error) {
		return {failure: asFailure(error)};
	}
}
