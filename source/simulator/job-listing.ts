import type {KnownStatus} from '../domain/status.ts';
import {type ListType, listTypes} from '../domain/tapis-api.ts';
import type {Caller} from './call.ts';
import {columnByEither, type JobColumn, snakeCase, storedValue} from './job-columns.ts';
import type {JobRecord} from './job-record.ts';
import {type JobOrder, type JobStore, unordered} from './job-store.ts';
import {sortOrder} from './state-machine.ts';

export function readListType(text: string): ListType | undefined {
	return listTypes.find(one => one === text);
}

/** The order an `orderBy` asks for; undefined where it names no column, which the service notices only in its database. */
export function readOrder(orderBy: string | null, seed: number): JobOrder | undefined {
	if (orderBy === null) return unordered(seed);
	const terms = orderBy.split(',').map(term => {
		const [, name, direction = 'asc'] = /^(\w+)(?:\((\w+)\))?$/.exec(term) ?? [];
		const column = columnByEither.get(snakeCase(name ?? ''));
		return column && column.type !== 'jsonb'
			? {column, isDescending: direction.toLowerCase() === 'desc'}
			: undefined;
	});
	if (terms.includes(undefined)) return undefined;
	return {
		name: orderBy,
		compare(a, b) {
			for (const {column, isDescending} of terms as readonly {column: JobColumn; isDescending: boolean}[]) {
				const order = compareBy(column, a, b);
				if (order !== 0) return isDescending ? -order : order;
			}
			return 0;
		},
	};
}

/** Compares as the database does: null is larger than anything, and statuses have the order of their type. */
function compareBy(column: JobColumn, a: JobRecord, b: JobRecord): number {
	const left = rank(column, a);
	const right = rank(column, b);
	if (left === right) return 0;
	if (left === null) return 1;
	if (right === null) return -1;
	return left < right ? -1 : 1;
}

function rank(column: JobColumn, job: JobRecord): string | number | boolean | null {
	if (column.name === 'status') return sortOrder.indexOf(job.status as KnownStatus);
	// Whole milliseconds order instants as well as the microseconds made from them, and cost less.
	const value = column.type === 'timestamp' ? column.of(job) : storedValue(column, job);
	return Array.isArray(value) ? value.join() : (value as string | number | boolean | null);
}

/** Jobs a caller may list: visible ones of their own, those shared with them, or both, one after the other. */
export function listJobs(
	store: JobStore,
	caller: Caller,
	listType: ListType,
	order: JobOrder,
): readonly JobRecord[] {
	const owned = listType === 'SHARED_JOBS' ? [] : store.ownedBy(caller.user, order);
	const shared = listType === 'MY_JOBS' ? [] : store.sharedWith(caller.user, order);
	const rows = shared.length === 0 ? owned : [...owned, ...shared];
	return rows.every(job => job.visible) ? rows : rows.filter(job => job.visible);
}
