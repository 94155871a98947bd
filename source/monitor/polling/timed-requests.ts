import type {Clock} from '../../domain/clock.ts';
import type {JobUuid} from '../../domain/job.ts';
import type {CallOptions, JobPage, JobQuery, JobsApi} from '../../domain/tapis-api.ts';
import {ask} from '../ask.ts';

export type TimedRequests = {
	readonly getJobList: (query: JobQuery, signal: AbortSignal) => Promise<JobPage>;
	readonly getJobsByUuid: (uuids: readonly JobUuid[], signal: AbortSignal) => Promise<JobPage>;
};

export type TimedRequestsParts = {
	readonly api: Pick<JobsApi, 'getJobList' | 'getJobsByUuid'>;
	readonly clock: Clock;
	readonly timeoutMs: number;
	/** Told of each how long it took in milliseconds, or null when it failed; not of one that was given up. */
	readonly onRequest: (roundTripMs: number | null) => void;
};

/** The requests for rows, each of which settles in time (ask.ts) and is counted. */
export function createTimedRequests({api, clock, timeoutMs, onRequest}: TimedRequestsParts): TimedRequests {
	const request = async <Answer>(
		signal: AbortSignal,
		run: (options: CallOptions) => Promise<Answer>,
	): Promise<Answer> => {
		const sentAt = clock.monotonic();
		try {
			const answer = await ask(own => run({signal: own}), {clock, timeoutMs, signal});
			onRequest(clock.monotonic() - sentAt);
			return answer;
		} catch (error) {
			if (!signal.aborted) onRequest(null);
			throw error;
		}
	};

	return {
		getJobList: (query, signal) => request(signal, options => api.getJobList(query, options)),
		getJobsByUuid: (uuids, signal) => request(signal, options => api.getJobsByUuid(uuids, options)),
	};
}
