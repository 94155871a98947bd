import type {JobQuery} from '../domain/tapis-api.ts';

const newestFirst = 'created(desc),uuid(asc)';
const longestUnchangedFirst = 'lastUpdated(asc),uuid(asc)';

/** What /list and /search both understand: which jobs, which rows of them, in which order, and whether to count them. */
export function paging(query: JobQuery): URLSearchParams {
	const params = new URLSearchParams({
		listType: query.listType,
		limit: String(query.limit),
		orderBy: query.updatedSince === undefined ? newestFirst : longestUnchangedFirst,
	});
	if (query.skip) params.set('skip', String(query.skip));
	if (query.computeTotal) params.set('computeTotal', 'true');
	return params;
}
