import type {IncomingHttpHeaders} from 'node:http';

/** How long to wait, in milliseconds. */
export type HttpTimeouts = {
	/** From asking for a socket until it is connected and secured. */
	readonly connectMs: number;
	/** Without a byte in either direction. */
	readonly idleMs: number;
	/** For the whole exchange; 0 means no bound (downloads). */
	readonly totalMs: number;
};

export type HttpRequest = {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly signal?: AbortSignal | undefined;
	readonly timeouts?: Partial<HttpTimeouts>;
	/** Values in this request that must never be shown; they are taken out of every log and failure. */
	readonly secrets?: readonly string[];
};

export type HttpReply = {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: Uint8Array;
	readonly trackingId: string;
};

export type HttpStream = {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** Unpacked when it was compressed. Leaving the loop early closes the connection. Rejects with a Failure. */
	readonly body: AsyncIterable<Uint8Array>;
	readonly trackingId: string;
};

export type HttpCounters = {
	readonly requests: number;
	readonly failures: number;
	/** Bytes of bodies as they came over the line, before unpacking. */
	readonly bytesReceived: number;
};

export type HttpClient = {
	/** One exchange with its whole body. Rejects with a Failure when no answer came; any HTTP status is an answer. */
	readonly send: (request: HttpRequest) => Promise<HttpReply>;
	/** As `send`, with the body as a stream that the caller reads to its end or leaves. */
	readonly open: (request: HttpRequest) => Promise<HttpStream>;
	readonly counters: () => HttpCounters;
	/** Closes idle connections, so that the process can end. */
	readonly close: () => void;
};
