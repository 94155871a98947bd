import type {Clock} from '../domain/clock.ts';
import {Failure, isFailure} from '../domain/failure.ts';
import type {TapisApi} from '../domain/tapis-api.ts';
import {MINUTE, SECOND} from '../domain/time.ts';
import {backoffMs, calmPauseMs} from '../monitor/polling/backoff.ts';
import {createSignInCheck} from './sign-in-check.ts';
import {until} from './until.ts';

export type Patience = {
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** Milliseconds that are left for all of it; undefined for no end. */
	readonly leftMs: () => number | undefined;
	/** What to reject with when no time is left; `last` is what went wrong, null where no answer came at all. */
	readonly timeOver: (last: Failure | null) => Failure;
	/** Told of the first of several failures in a row. */
	readonly onTrouble?: (failure: Failure) => void;
};

const backoff = {baseMs: 5 * SECOND, ceilingMs: 2 * MINUTE};

const nothing = (): undefined => undefined;

/**
 * The same service for a first look at jobs: what may pass by itself is waited out there too, as a monitor does with every later
 * look. Rejects with what does not pass, with `timeOver`, and with `aborted` once the signal is.
 */
export function patientApi(api: TapisApi, patience: Patience): TapisApi {
	const {getJobList, getJobsByUuid, getJob, getJobStatus} = api;
	return {
		...api,
		getJobList: query => askPatiently(signal => getJobList(query, {signal}), patience),
		getJobsByUuid: uuids => askPatiently(signal => getJobsByUuid(uuids, {signal}), patience),
		getJob: uuid => askPatiently(signal => getJob(uuid, {signal}), patience),
		getJobStatus: uuid => askPatiently(signal => getJobStatus(uuid, {signal}), patience),
	};
}

async function askPatiently<Answer>(
	request: (signal: AbortSignal) => Promise<Answer>,
	patience: Patience,
): Promise<Answer> {
	const {clock, leftMs, timeOver} = patience;
	const signInNeeded = createSignInCheck(clock);
	let last: Failure | null = null;
	for (let failures = 1; ; failures++) {
		const found = await outcomeOf(request, patience);
		if (found === 'time-over') throw timeOver(last);
		if (found === 'asked') throw new Failure('aborted', 'The request was given up.');
		if ('answer' in found) return found.answer;
		const {error} = found;
		if (!isFailure(error) || !error.canRetry) throw error;
		// Nobody waits for an address that was mistyped.
		if (failures === 1 && error.mayBeWrongAddress) throw error;
		if (signInNeeded(error.needsSignIn ? error : null) !== undefined) throw error;
		if (failures === 1) patience.onTrouble?.(error);
		last = error;
		const pauseMs = calmPauseMs(error, backoffMs(failures, error, backoff, Math.random));
		await until(patience, Math.min(pauseMs, leftMs() ?? pauseMs), () => nothing, nothing);
	}
}

/** What comes of one request, or what ended the waiting for it: it is given up then. */
async function outcomeOf<Answer>(
	request: (signal: AbortSignal) => Promise<Answer>,
	{clock, signal, leftMs}: Patience,
): Promise<{readonly answer: Answer} | {readonly error: unknown} | 'asked' | 'time-over'> {
	const own = new AbortController();
	let outcome: {readonly answer: Answer} | {readonly error: unknown} | undefined;
	let tell = (): void => undefined;
	if (!signal.aborted && leftMs() !== 0) {
		void request(own.signal)
			.then(
				answer => {
					outcome = {answer};
				},
				(error: unknown) => {
					outcome = {error};
				},
			)
			.then(() => tell());
	}
	const found = await until(
		{signal, clock},
		leftMs(),
		listener => {
			tell = listener;
			return () => {
				tell = nothing;
			};
		},
		() => outcome,
	);
	own.abort();
	return found;
}
