import type {Caller, Paging} from './call.ts';
import {type MessageKey, message} from './messages.ts';
import {plainText, type Reply} from './reply.ts';

const reservedParameters: readonly string[] = [
	'pretty',
	'select',
	'search',
	'orderBy',
	'limit',
	'skip',
	'startAfter',
	'computeTotal',
	'listType',
];

const orderByPattern = /^[A-Za-z][A-Za-z0-9_]*(\((asc|desc)\))?(,[A-Za-z][A-Za-z0-9_]*(\((asc|desc)\))?)*$/i;

/** What a resource is handed when the query says nothing. */
export const usualPaging: Paging = {
	limit: 100,
	skip: 0,
	orderBy: null,
	startAfter: null,
	computeTotal: false,
	listType: 'MY_JOBS',
	select: null,
};

/** Whether a parameter is none of the conditions of a search; the service looks at that without regard to case. */
export function isReserved(name: string): boolean {
	return reservedParameters.some(one => one.toLowerCase() === name.toLowerCase());
}

/**
 * The filter that reads reserved parameters, once the token is checked and before any resource of the Jobs service is
 * reached (QueryParametersRequestFilter): a query that is wrong is refused whatever the path, and before a job is looked
 * up. Its complaints are bare text, HTTP 400.
 */
export function filterQuery(query: URLSearchParams, caller: Caller): Paging | {readonly refused: Reply} {
	const complain = (key: MessageKey, ...values: readonly string[]): {readonly refused: Reply} => ({
		refused: plainText(400, message(key, caller.tenant, caller.user, caller.tenant, caller.user, ...values)),
	});
	for (const name of reservedParameters) {
		if (query.getAll(name).length > 1) return complain('TAPIS_QUERY_PARAM_MULTIPLE', name);
	}
	for (const name of ['limit', 'skip']) {
		const value = query.get(name);
		if (value !== null && value !== '' && !isInt(value))
			return complain('TAPIS_QUERY_PARAM_NOTINT', name, value);
	}
	const orderBy = blankToNull(query.get('orderBy'));
	const startAfter = blankToNull(query.get('startAfter'));
	if (orderBy !== null && !orderByPattern.test(orderBy))
		return complain('TAPIS_QUERY_PARAM_ORDERBY_ERROR', orderBy);
	if (startAfter !== null && orderBy === null)
		return complain('TAPIS_QUERY_PARAM_INVALID_PAIR1', 'startAfter', 'orderBy');
	const skip = blankToNull(query.get('skip'));
	// A skip of 0 is given all the same.
	if (startAfter !== null && skip !== null)
		return complain('TAPIS_QUERY_PARAM_INVALID_PAIR2', 'startAfter', 'skip');
	const select = blankToNull(query.get('select'));
	if (select !== null && !/^[A-Za-z][A-Za-z0-9_.]*(,[A-Za-z][A-Za-z0-9_.]*)*$/.test(select)) {
		return {refused: plainText(400, message('SELECT_LIST_ERROR', caller.tenant, caller.user, select))};
	}
	const search = blankToNull(query.get('search'));
	if (search !== null && !/^\(?[A-Za-z]\w*\.[A-Za-z]+\..+\)?$/.test(search)) {
		return {refused: plainText(400, message('SEARCH_LIST_ERROR', caller.tenant, caller.user, search))};
	}
	return {
		limit: Number(blankToNull(query.get('limit')) ?? usualPaging.limit),
		skip: Math.max(0, Number(skip ?? usualPaging.skip)),
		orderBy,
		startAfter,
		computeTotal: query.get('computeTotal')?.toLowerCase() === 'true',
		listType: query.get('listType') ?? usualPaging.listType,
		select,
	};
}

function isInt(value: string): boolean {
	return /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) < 2 ** 31;
}

function blankToNull(value: string | null): string | null {
	return value === null || value.trim() === '' ? null : value;
}
