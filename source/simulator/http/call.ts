import type {IncomingHttpHeaders} from 'node:http';
import type {ListMetadata, Reply} from './reply.ts';

/** Who is calling, from a token that has been checked. */
export type Caller = {readonly user: string; readonly tenant: string; readonly jti: string};

/** Paging and sorting as every resource of the Jobs service is handed them. */
export type Paging = {
	readonly limit: number;
	readonly skip: number;
	readonly orderBy: string | null;
	readonly startAfter: string | null;
	readonly computeTotal: boolean;
	readonly listType: string;
	readonly select: string | null;
};

/** What the reply to a list says of it: the paging as it was asked for, and how many there are. */
export function listMetadata(
	{limit, skip, orderBy, startAfter}: Paging,
	recordCount: number,
	totalCount: number,
): ListMetadata {
	return {recordCount, recordLimit: limit, recordsSkipped: skip, orderBy, startAfter, totalCount};
}

/** A request that has found its route. */
export type Call = {
	readonly method: string;
	readonly path: string;
	readonly params: Readonly<Record<string, string | undefined>>;
	readonly query: URLSearchParams;
	/** What the filter of the Jobs service made of the query; for other services that of an empty one. */
	readonly paging: Paging;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	readonly caller: Caller;
};

export type Handler = (call: Call) => Reply | Promise<Reply>;

export type Route = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: string;
	/** Which of the checks before a resource apply: those of the Jobs service, of Files, of the Authenticator, or none. */
	readonly guard: 'jobs' | 'files' | 'oauth' | 'none';
	/** Of what type a body must be, where one is read. */
	readonly consumes?: 'application/json';
	readonly handle: Handler;
};
