import {messageOf} from '../../domain/thrown.ts';
import {type Call, listMetadata, type Paging, type Route} from '../http/call.ts';
import {message, missingMessage} from '../http/messages.ts';
import {isReserved} from '../http/query-filter.ts';
import {htmlPage, type Reply} from '../http/reply.ts';
import {unordered} from '../jobs/job-store.ts';
import {readSelection, viewJob} from '../jobs/job-view.ts';
import {listJobs, readListType, readOrder} from '../search/job-listing.ts';
import {type Conditions, readConditions, type Search} from '../search/search-conditions.ts';
import {readSqlWhere} from '../search/sql-where.ts';
import type {World} from '../world.ts';

/** GET /list, GET /search and POST /search. */
export function jobsListRoutes(world: World): readonly Route[] {
	return [
		{
			method: 'GET',
			path: '/v3/jobs/list',
			guard: 'jobs',
			handle: call => withPaging(call, paging => list(world, call, {...paging, select: null}, undefined)),
		},
		{
			method: 'GET',
			path: '/v3/jobs/search',
			guard: 'jobs',
			handle: call =>
				withPaging(call, paging => {
					const pairs = [...call.query].filter(([name]) => !isReserved(name));
					return searched(world, call, paging, readConditions(pairs, world.apiVersion));
				}),
		},
		{
			method: 'POST',
			path: '/v3/jobs/search',
			consumes: 'application/json',
			guard: 'jobs',
			handle: call =>
				withPaging(call, paging => {
					const where = readWhere(call.body);
					if ('reason' in where)
						return world.replies.problem(400, message('NET_INVALID_JSON_INPUT', 'search', where.reason));
					return searched(world, call, paging, readSqlWhere(where.text, world.apiVersion));
				}),
		},
	];
}

function withPaging(call: Call, handle: (paging: Paging) => Reply): Reply {
	const {paging} = call;
	// The parameter goes nowhere, but the container converts it to an integer all the same.
	if (paging.startAfter !== null && !/^-?\d+$/.test(paging.startAfter)) return htmlPage(404, 'Tomcat');
	return handle(paging);
}

function searched(world: World, call: Call, paging: Paging, conditions: Conditions): Reply {
	const {tenant, user} = call.caller;
	if (conditions.kind === 'malformed') {
		return world.replies.problem(400, message('JOBS_SEARCH_LIST_ERROR', tenant, user, conditions.reason));
	}
	if (conditions.kind === 'refused-by-database') {
		const reason = missingMessage(conditions.key, 'jobs', conditions.reason);
		return world.replies.problem(500, missingMessage('JOBS_SEARCHLIST_ERROR', tenant, user, reason));
	}
	return list(world, call, paging, conditions.search);
}

function list(world: World, call: Call, paging: Paging, search: Search | undefined): Reply {
	const {user, tenant} = call.caller;
	const listType = readListType(paging.listType);
	if (!listType)
		return world.replies.problem(
			400,
			message('JOBS_SEARCH_INVALID_LISTTYPE_ERROR', tenant, user, paging.listType),
		);
	const selection = readSelection(paging.select, world.apiVersion);
	if (selection.kind === 'unknown') {
		return world.replies.problem(
			400,
			message('JOBS_SEARCH_INVALID_SELECTLIST_ERROR', tenant, user, selection.name),
		);
	}
	const order = readOrder(paging.orderBy, world);
	if (!order)
		return world.replies.problem(
			500,
			missingMessage('JOBS_SEARCHLIST_ERROR', tenant, user, paging.orderBy ?? ''),
		);

	const isSummary = selection.kind === 'summary';
	// Without an upper limit the service leaves out the rest of the clause: sorting and skipping get lost.
	const isBare = paging.limit < -1 || (paging.limit === -1 && !isSummary);
	const found = listJobs(world.store, call.caller, listType, isBare ? unordered(world.seed) : order, search);
	const first = isBare ? 0 : paging.skip;
	const rows = found.slice(first, paging.limit < 0 ? undefined : first + paging.limit);

	const isEmpty = rows.length === 0;
	const text = isEmpty
		? message('JOBS_SEARCH_NO_JOBS_FOUND', tenant, user)
		: message(search ? 'JOBS_SEARCH_RESULT_LIST_RETRIEVED' : 'JOBS_LIST_RETRIEVED', user, tenant);
	return world.replies.success(
		rows.map(job => viewJob(job, selection, world.apiVersion)),
		text,
		listMetadata(paging, rows.length, paging.computeTotal && !(isEmpty && isSummary) ? found.length : -1),
	);
}

/** The body of POST /search: one key, an array of texts that are put together with spaces. */
function readWhere(body: string): {readonly text: string} | {readonly reason: string} {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch (error) {
		return {reason: messageOf(error)};
	}
	if (typeof parsed !== 'object' || parsed === null) return {reason: 'expected an object'};
	const keys = Object.keys(parsed);
	const search = 'search' in parsed ? parsed.search : undefined;
	if (keys.some(key => key !== 'search'))
		return {reason: `extraneous key [${keys.filter(key => key !== 'search').join()}] is not permitted`};
	if (!Array.isArray(search) || search.length === 0 || search.some(one => typeof one !== 'string')) {
		return {reason: 'search: expected an array of at least one string'};
	}
	return {text: search.join(' ')};
}
