import type {TapisApi} from '../../domain/tapis-api.ts';

/**
 * An api that is not there yet, such as that of a simulator which still starts, or that changes with a sign-in: every call asks
 * for it anew. The first frame of the monitor need not wait.
 */
export function deferredApi(coming: () => Promise<TapisApi>): TapisApi {
	return {
		getJobList: async (...args) => (await coming()).getJobList(...args),
		getJobsByUuid: async (...args) => (await coming()).getJobsByUuid(...args),
		getJob: async (...args) => (await coming()).getJob(...args),
		getJobStatus: async (...args) => (await coming()).getJobStatus(...args),
		getJobHistory: async (...args) => (await coming()).getJobHistory(...args),
		cancelJob: async (...args) => (await coming()).cancelJob(...args),
		hideJob: async (...args) => (await coming()).hideJob(...args),
		unhideJob: async (...args) => (await coming()).unhideJob(...args),
		getResubmitRequest: async (...args) => (await coming()).getResubmitRequest(...args),
		resubmitJob: async (...args) => (await coming()).resubmitJob(...args),
		submitJob: async (...args) => (await coming()).submitJob(...args),
		getJobOutputList: async (...args) => (await coming()).getJobOutputList(...args),
		readOutput: async (...args) => (await coming()).readOutput(...args),
		async *streamOutput(...args) {
			yield* (await coming()).streamOutput(...args);
		},
	};
}
