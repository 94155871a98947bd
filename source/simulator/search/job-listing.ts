import {type ListType, listTypes} from '../../domain/tapis-api.ts';
import type {Caller} from '../http/call.ts';
import type {JobRecord} from '../jobs/job-record.ts';
import {type JobOrder, type JobStore, unordered} from '../jobs/job-store.ts';
import {sortOrder} from '../jobs/state-machine.ts';
import type {World} from '../world.ts';
import {findColumn, type JobColumn, tenantId} from './job-columns.ts';
import type {Predicate, Search} from './search-conditions.ts';

export function readListType(text: string): ListType | undefined {
	return listTypes.find(one => one === text);
}

/** The order an `orderBy` asks for; undefined where it names no column, which the service notices only in its database. */
export function readOrder(
	orderBy: string | null,
	{seed, apiVersion}: Pick<World, 'seed' | 'apiVersion'>,
): JobOrder | undefined {
	if (orderBy === null) return unordered(seed);
	const terms = orderBy.split(',').map(term => {
		const [, name, direction = 'asc'] = /^(\w+)(?:\((\w+)\))?$/.exec(term) ?? [];
		const column = findColumn(name ?? '', apiVersion);
		return column && column.type !== 'jsonb'
			? {column, isDescending: direction.toLowerCase() === 'desc'}
			: undefined;
	});
	if (terms.includes(undefined)) return undefined;
	const known = terms as readonly {readonly column: JobColumn; readonly isDescending: boolean}[];
	const comparisons = known.map(({column, isDescending}) => {
		const key = sortKey(column);
		return (a: JobRecord, b: JobRecord) =>
			isDescending ? compareKeys(key(b), key(a)) : compareKeys(key(a), key(b));
	});
	return {
		name: orderBy,
		isLasting: known.every(({column}) => lasting.has(column.name)),
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

function sortKey(column: JobColumn): (job: JobRecord) => SortKey {
	if (column.name === 'status') return job => sortOrder.indexOf(job.status);
	if (column.type === 'array') return job => String(column.of(job) ?? '') || null;
	// Whole milliseconds order instants as well as the microseconds made from them.
	return column.of as (job: JobRecord) => SortKey;
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
