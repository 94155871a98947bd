import type {Failure} from '../../domain/failure.ts';
import type {JobPage, JobQuery, ListType} from '../../domain/tapis-api.ts';

/** A count that has failed so often in a row is given up: the pages show whether it was the count or the line. */
const triesAllowed = 2;

export type JobCount = {
	/**
	 * How many jobs the service has in all the lists, by one small request each; null where it cannot count. Rejects with the
	 * Failure of a request when that may pass by itself, or with a sign-in.
	 */
	readonly read: (send: (query: JobQuery) => Promise<JobPage>) => Promise<number | null>;
};

export function createJobCount(lists: readonly ListType[]): JobCount {
	let failures = 0;

	const countAll = async (send: (query: JobQuery) => Promise<JobPage>): Promise<number | null> => {
		let counted = 0;
		for (const listType of lists) {
			const page = await send({listType, limit: 1, computeTotal: true});
			const count = page.totalCount ?? (page.rowCount === 0 ? 0 : null);
			if (count === null) return null;
			counted += count;
		}
		return counted;
	};

	const cannotCount = (failure: Failure): null => {
		const isNoAnswer = failure.kind === 'limit' || failure.kind === 'aborted' || failure.needsSignIn;
		if (isNoAnswer) throw failure;
		failures++;
		if (failure.canRetry && failures < triesAllowed) throw failure;
		return null;
	};

	return {
		read: async send => {
			const counted = await countAll(send).catch(cannotCount);
			failures = 0;
			return counted;
		},
	};
}
