import type {IncomingMessage} from 'node:http';
import {pipeline} from 'node:stream';
import {createGunzip, createInflate} from 'node:zlib';
import {Failure} from '../domain/failure.ts';
import {networkFailure} from './network-failure.ts';

/** The body of an answer, unpacked; what goes wrong on the way is a Failure. */
export async function* decodeBody(
	incoming: IncomingMessage,
	host: string,
	trackingId: string,
): AsyncGenerator<Uint8Array> {
	const unpack = unpackerFor(incoming.headers['content-encoding']);
	const stream = unpack ? pipeline(incoming, unpack, () => {}) : incoming;
	try {
		for await (const chunk of stream) yield chunk as Uint8Array;
		if (!incoming.complete) {
			throw new Failure('unreachable', `The connection to ${host} broke in the middle of an answer.`, {
				trackingId,
			});
		}
	} catch (error) {
		// The reason is on whichever of the two streams broke first.
		throw networkFailure(incoming.errored ?? error, host, trackingId);
	} finally {
		if (!incoming.complete) incoming.destroy();
	}
}

function unpackerFor(encoding: string | undefined): ReturnType<typeof createGunzip> | undefined {
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
