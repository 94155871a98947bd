import {countOfList, rowsOfList} from './replies/read-list.ts';
import type {ReadReply} from './replies/read-reply.ts';
import type {Answer} from './requester.ts';

/** A server that gives few rows at a time, for ever, must not hold the program as long. */
const maxPages = 500;

export type PagedList = {
	/** What the list is called in a Failure. */
	readonly what: string;
	/** Rows asked for at once. */
	readonly pageSize: number;
	/** No more are asked for after so many. */
	readonly maxRows: number;
	/** Asks for the rows after the first `skip`. */
	readonly ask: (skip: number) => Promise<Answer>;
	/** Takes the rows of a page; false where none of them is new: the server knows no `skip` and would send them for ever. */
	readonly take: (rows: readonly unknown[]) => boolean;
	/** Told after how many rows no more were asked for. */
	readonly onCut: ((count: number) => void) | undefined;
};

/** Reads a list to its end, in portions as large as the server gives. */
export async function readPages({what, pageSize, maxRows, ask, take, onCut}: PagedList): Promise<void> {
	let count = 0;
	for (let page = 0; page < maxPages && count < maxRows; page++) {
		const answer = await ask(count);
		const rows = rowsOfList(answer, what);
		count += rows.length;
		if (!take(rows) || !mayFollow(rows.length, pageSize, answer.reply)) return;
	}
	onCut?.(count);
}

/**
 * Whether rows may follow a page of so many. The Jobs service tells how many it gives at most. The Files service does not; a bound
 * that is not told is a round number, so that most lists still cost one request.
 */
function mayFollow(rowCount: number, pageSize: number, reply: ReadReply): boolean {
	const cap = countOfList(reply, 'recordLimit');
	if (rowCount === 0 || rowCount >= pageSize) return rowCount > 0;
	return cap !== null && cap > 0 ? rowCount >= cap : rowCount % 10 === 0;
}
