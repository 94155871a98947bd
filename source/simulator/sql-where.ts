import type {Conditions} from './search-conditions.ts';

/** Reads the SQL-like text of POST /search. */
export function readSqlWhere(text: string): Conditions {
	return {kind: 'refused-by-database', key: 'SEARCH_DB_INVALID_SEARCH_OP', reason: text};
}
