import type {IncomingMessage} from 'node:http';
import {pipeline} from 'node:stream';
import {createGunzip, createInflate} from 'node:zlib';
import {Failure} from '../../domain/failure.ts';
import {networkFailure} from './network-failure.ts';

/** Error bodies are read for their text, which is short. */
export const maxErrorBytes = 1024 * 1024;

export type BodyContext = {
	readonly host: string;
	readonly trackingId: string;
	/** How long to wait for the next bytes, in milliseconds. */
	readonly idleMs: number;
};

/**
 * The body of an answer, unpacked; what goes wrong on the way is a Failure. Only the wait for bytes is timed: a reader who takes
 * its time (a pager, a slow disk) does not make the server late.
 */
export async function* decodeBody(
	incoming: IncomingMessage,
	{host, trackingId, idleMs}: BodyContext,
): AsyncGenerator<Uint8Array> {
	const unpack = unpackerFor(incoming.headers['content-encoding']);
	const stream: AsyncIterable<Uint8Array> = unpack ? pipeline(incoming, unpack, () => {}) : incoming;
	const chunks = stream[Symbol.asyncIterator]();
	const isLate = (): void => {
		incoming.destroy(new Failure('timeout', `${host} did not go on with its answer in time.`, {trackingId}));
	};
	try {
		for (;;) {
			const timer = setTimeout(isLate, idleMs);
			const next = await chunks.next().finally(() => clearTimeout(timer));
			if (next.done) break;
			yield next.value;
		}
		if (!incoming.complete) {
			throw new Failure('unreachable', `The connection to ${host} broke in the middle of an answer.`, {
				trackingId,
			});
		}
	} catch (error) {
		// The reason is on whichever of the two streams broke first.
		throw networkFailure(incoming.errored ?? error, host, trackingId);
	} finally {
		await chunks.return?.();
		if (!incoming.complete) incoming.destroy();
	}
}

/** Letters of either size name the same coding (RFC 9110, 8.4.1). */
function unpackerFor(header = ''): ReturnType<typeof createGunzip> | undefined {
	const encoding = header.trim().toLowerCase();
	if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
	if (encoding === 'deflate') return createInflate();
	return undefined;
}

/** Reads a whole body, but never more than `limit` bytes of it. */
export async function readBounded(
	body: AsyncIterable<Uint8Array>,
	limit: number,
	host: string,
	trackingId: string,
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.length;
		if (length > limit) {
			throw new Failure(
				'reply',
				`The answer of ${host} is larger than ${Math.round(limit / 1024 ** 2)} MB.`,
				{
					trackingId,
					canRetry: false,
					advice: 'Ask for fewer rows with the setting `limit`.',
				},
			);
		}
		chunks.push(chunk);
	}
	return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

/** Skips `offset` bytes of a stream and keeps at most `maxBytes` of what follows; the rest is not waited for. */
export async function takeRange(
	body: AsyncIterable<Uint8Array>,
	offset: number,
	maxBytes: number,
): Promise<Uint8Array> {
	const kept: Uint8Array[] = [];
	let toSkip = offset;
	let missing = maxBytes;
	for await (const chunk of body) {
		const part = chunk.subarray(Math.min(toSkip, chunk.length), Math.min(toSkip, chunk.length) + missing);
		toSkip -= Math.min(toSkip, chunk.length);
		// A copy, so that a few bytes do not keep a whole network buffer alive.
		if (part.length > 0) kept.push(part.slice());
		missing -= part.length;
		if (missing <= 0) break;
	}
	return Buffer.concat(kept);
}
