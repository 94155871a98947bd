import {Failure} from '../../domain/failure.ts';
import {isRecord} from '../../domain/json.ts';
import type {Answer} from '../requester.ts';
import type {ReadReply} from './read-reply.ts';
import {readNumber} from './read-value.ts';

/** A number that the service tells of a list, such as `totalCount`; null where it does not. */
export function countOfList(
	{envelope}: ReadReply,
	name: 'recordCount' | 'recordLimit' | 'totalCount',
): number | null {
	const metadata = envelope?.['metadata'];
	return isRecord(metadata) ? readNumber(metadata[name]) : null;
}

/** The rows of a list, none where a server puts null for that. Rejects with a `reply` Failure that calls it `what`. */
export function rowsOfList({result, reply}: Answer, what: string): readonly unknown[] {
	if (Array.isArray(result)) return result;
	if (result === null && (countOfList(reply, 'recordCount') ?? 0) === 0) return [];
	throw new Failure('reply', `${what} is not a list.`, {trackingId: reply.trackingId});
}
