import {Failure} from '../domain/failure.ts';
import {type Instant, jobFields} from '../domain/job.ts';
import {isWithin} from '../domain/job-query.ts';
import {createSharedTexts} from '../domain/shared-texts.ts';
import {type CallOptions, type JobPage, type JobQuery, rowsOfFullPage} from '../domain/tapis-api.ts';
import {ceilSecond, floorSecond} from '../domain/time.ts';
import {paging} from './list-parameters.ts';
import {readJobRow} from './replies/read-job.ts';
import {countOfList, rowsOfList} from './replies/read-list.ts';
import type {Answer, Requester} from './requester.ts';
import {createWholeList} from './whole-list.ts';

/** Asked of /search by name, so that one request gives everything the list shows. */
const selectedFields = jobFields.join(',');

/**
 * How listings are asked for, best first. A server that cannot do one is asked in the next way, and stays there:
 * `select` gives all columns; `search` only those of a summary; `list` knows no conditions, so they are applied here.
 */
type Way = 'select' | 'search' | 'list';
const ways: readonly Way[] = ['select', 'search', 'list'];

/** After a 500, which may have been a passing fault, the better way is tried again now and then. */
const listingsUntilRetry = 60;

export type JobListing = {
	readonly getJobList: (query: JobQuery, options?: CallOptions) => Promise<JobPage>;
	/** Rows with these uuids that a search finds among the caller's own jobs; null when the server cannot search. */
	readonly searchByUuid: (uuids: readonly string[], options?: CallOptions) => Promise<JobPage | null>;
};

export function createJobListing(requester: Requester, onNote: (text: string) => void): JobListing {
	const share = createSharedTexts();
	const readWholeList = createWholeList(request);
	let way: Way = 'select';
	let retryIn = Number.POSITIVE_INFINITY;
	/** The way last told of, so that a fault that lasts is not told again at each retry. */
	let told: Way | null = null;
	/** Searches by uuid that are spared because the last was refused. */
	let spareSearches = 0;
	/** Server errors in a row. The first may be a passing fault, which is the poller's to sit out. */
	let serverErrors = 0;

	function readPage(answer: Answer, limit: number): JobPage {
		const rows = rowsOfList(answer, 'The listing of jobs');
		const jobs = rows.map(row => readJobRow(row, share)).filter(row => row !== null);
		const {reply} = answer;
		const total = countOfList(reply, 'totalCount');
		const cap = countOfList(reply, 'recordLimit');
		const isCapped = cap !== null && cap > 0 && (limit < 0 || cap < limit);
		return {
			jobs,
			rowCount: rows.length,
			setAside: rows.length - jobs.length,
			totalCount: total !== null && total >= 0 ? total : null,
			serverTime: reply.serverTime,
			...(isCapped ? {cappedAt: cap} : {}),
		};
	}

	async function request(path: string, query: URLSearchParams, options: CallOptions): Promise<JobPage> {
		const answer = await requester.ask({...options, path, query, action: 'list the jobs'});
		return readPage(answer, Number(query.get('limit')));
	}

	async function listBy(by: Way, query: JobQuery, options: CallOptions): Promise<JobPage> {
		if (by === 'list') return readWholeList(query, options);
		const params = paging(query);
		if (by === 'select') params.set('select', selectedFields);
		if (query.updatedSince !== undefined)
			params.set('lastUpdated.gte', textOfSecond(floorSecond(query.updatedSince)));
		if (query.createdUntil !== undefined)
			params.set('created.lte', textOfSecond(ceilSecond(query.createdUntil)));
		const page = await request('/v3/jobs/search', params, options);
		// It would be the wrong end of the list then, cut off before what was asked for.
		if (!page.jobs.every(job => isWithin(query, job))) throw new Failure('reply', conditionsIgnored);
		if (!isOrderedAs(query, page)) throw new Failure('reply', orderIgnored);
		return page;
	}

	/** Lists in the best way the server is known to master, and finds that way when it is not the one expected. */
	async function getJobList(query: JobQuery, options: CallOptions = {}): Promise<JobPage> {
		if (--retryIn <= 0) {
			way = 'select';
			retryIn = Number.POSITIVE_INFINITY;
			// The fault that led away from this way is known; met again it lasts, and there is a way around it.
			serverErrors = 1;
		}
		let first: unknown;
		for (const candidate of ways.slice(ways.indexOf(way))) {
			try {
				const page = await listBy(candidate, query, options);
				if (first !== undefined) settleOn(candidate, first);
				serverErrors = 0;
				return page;
			} catch (error) {
				// What is wrong with the line now, and how long to leave it alone, goes before what the better way could not.
				if (!mayTryOtherWay(error)) throw error;
				if (first === undefined && isServerError(error) && ++serverErrors < 2) throw error;
				first ??= error;
			}
		}
		throw first;
	}

	function settleOn(found: Way, reason: unknown): void {
		way = found;
		retryIn = isServerError(reason) ? listingsUntilRetry : Number.POSITIVE_INFINITY;
		if (found === told) return;
		told = found;
		const lost =
			found === 'search'
				? 'it cannot select columns, so last messages and limits are missing from the list'
				: 'it cannot search, so every poll reads the whole list';
		const why = reason instanceof Failure ? ` (${reason.message})` : '';
		onNote(`The server lists jobs in an older way: ${lost}.${why}`);
	}

	async function searchByUuid(uuids: readonly string[], options: CallOptions = {}): Promise<JobPage | null> {
		if (way === 'list' || spareSearches-- > 0) return null;
		spareSearches = 0;
		const params = paging({listType: 'MY_JOBS', limit: uuids.length});
		if (way === 'select') params.set('select', selectedFields);
		params.set('uuid.in', uuids.map(escapeListValue).join(','));
		try {
			return await request('/v3/jobs/search', params, options);
		} catch (error) {
			if (!mayTryOtherWay(error)) throw error;
			spareSearches = isServerError(error) ? listingsUntilRetry : Number.POSITIVE_INFINITY;
			return null;
		}
	}

	return {getJobList, searchByUuid};
}

const conditionsIgnored = 'The server ignores the conditions of a search.';

const orderIgnored = 'The server ignores the order asked for.';

/**
 * False when rows asked for newest first came otherwise and there may be more of them. All lists in one are those of two orders,
 * one after the other.
 */
function isOrderedAs({updatedSince, listType, limit}: JobQuery, page: JobPage): boolean {
	if (updatedSince !== undefined || listType === 'ALL_JOBS' || page.rowCount < rowsOfFullPage(page, limit))
		return true;
	const created = page.jobs.map(job => job.created).filter(instant => instant !== null);
	return created.every((instant, index) => index === 0 || instant <= created[index - 1]!);
}

/** True for answers that say "I cannot do this", as against sign-in, permission, limits and broken lines. */
function mayTryOtherWay(error: unknown): boolean {
	if (!(error instanceof Failure)) return false;
	if (error.message === conditionsIgnored || error.message === orderIgnored) return true;
	if (error.kind === 'sign-in' || error.kind === 'not-yours') return false;
	// What the filters before both listings refuse, both refuse.
	if (error.tapisKey?.startsWith('TAPIS_QUERY_PARAM_')) return false;
	return error.httpStatus !== undefined && [400, 404, 405, 500, 501].includes(error.httpStatus);
}

function isServerError(error: unknown): boolean {
	return error instanceof Failure && error.httpStatus === 500;
}

/** `~ , ( )` have a meaning inside the value of a condition. */
function escapeListValue(value: string): string {
	return value.replace(/[~,()\\]/g, '\\$&');
}

/** The service misreads fractions of a second, so a condition is sent in whole ones, and without the zeros of a fraction. */
function textOfSecond(second: Instant): string {
	return new Date(second).toISOString().replace('.000Z', 'Z');
}
