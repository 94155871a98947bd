import {type ListType, listTypes} from '../../domain/tapis-api.ts';
import type {ApiVersion} from '../api-version.ts';
import type {Caller} from '../http/call.ts';
import {findField, type JobField} from '../jobs/job-fields.ts';
import type {JobRecord} from '../jobs/job-record.ts';
import {type JobOrder, type JobStore, unordered} from '../jobs/job-store.ts';
import {sortOrder} from '../jobs/state-machine.ts';
import {tenantId} from '../tenant.ts';
import type {Predicate, Search} from './search-conditions.ts';

export function readListType(text: string): ListType | undefined {
	return listTypes.find(one => one === text);
}

/** The order an `orderBy` asks for; undefined where it names no column, which the service notices only in its database. */
export function readOrder(
	orderBy: string | null,
	{seed, apiVersion}: {readonly seed: number; readonly apiVersion: ApiVersion},
): JobOrder | undefined {
	if (orderBy === null) return unordered(seed);
	const terms = orderBy.split(',').map(term => {
		const [, name, direction = 'asc'] = /^(\w+)(?:\((\w+)\))?$/.exec(term) ?? [];
		const field = findField(name ?? '', apiVersion);
		return field && field.type !== 'jsonb'
			? {field, isDescending: direction.toLowerCase() === 'desc'}
			: undefined;
	});
	if (terms.includes(undefined)) return undefined;
	const known = terms as readonly {readonly field: JobField; readonly isDescending: boolean}[];
	const comparisons = known.map(({field, isDescending}) => {
		const key = sortKey(field);
		return (a: JobRecord, b: JobRecord) =>
			isDescending ? compareKeys(key(b), key(a)) : compareKeys(key(a), key(b));
	});
	return {
		name: orderBy,
		isLasting: known.every(({field}) => lasting.has(field.name)),
		compare(a, b) {
			for (const comparison of comparisons) {
				const order = comparison(a, b);
				if (order !== 0) return order;
			}
			return 0;
		},
	};
}

/** Columns that keep the value a job was created with. */
const lasting: ReadonlySet<string> = new Set([
	'id',
	'uuid',
	'name',
	'owner',
	'tenant',
	'created',
	'appId',
	'appVersion',
	'execSystemId',
]);

type SortKey = string | number | boolean | null;

/** Null is larger than anything, as in the database. */
function compareKeys(left: SortKey, right: SortKey): number {
	if (left === right) return 0;
	if (left === null) return 1;
	if (right === null) return -1;
	return left < right ? -1 : 1;
}

function sortKey(field: JobField): (job: JobRecord) => SortKey {
	if (field.name === 'status') return job => sortOrder.indexOf(job.status);
	if (field.type === 'array') return job => String(field.of(job) ?? '') || null;
	// Whole milliseconds order instants as well as the microseconds made from them.
	return field.of as (job: JobRecord) => SortKey;
}

/**
 * Jobs a caller may list and that match: visible ones of their own, those shared with them, or both, one after the other.
 * Among shared ones a search may match more than was meant (see `readSqlWhere`), whoever's they are.
 */
export function listJobs(
	store: JobStore,
	caller: Caller,
	listType: ListType,
	order: JobOrder,
	search: Search | undefined,
): readonly JobRecord[] {
	if (caller.tenant !== tenantId) return [];
	const {matches, matchesShared} = search ?? {};
	const isFound: Predicate = job => job.visible && (matches?.(job) ?? true);
	const owned = listType === 'SHARED_JOBS' ? [] : store.ownedBy(caller.user, order).filter(isFound);
	if (listType === 'MY_JOBS') return owned;
	if (!matchesShared) return [...owned, ...store.sharedWith(caller.user, order).filter(isFound)];
	const isFoundShared = matchesShared(job => store.isSharedWith(job.uuid, caller.user));
	const shared = store.all().filter(job => job.visible && isFoundShared(job));
	return [...owned, ...shared.sort(order.compare)];
}
