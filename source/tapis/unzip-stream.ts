import {Failure} from '../domain/failure.ts';

/** The header of a ZIP's first entry, up to and including its name. */
const headerLength = 30;

/**
 * The name of the first entry when `bytes` begin as a ZIP does; null for anything else. Needs the first few hundred bytes.
 */
function firstEntryName(bytes: Uint8Array): string | null {
	const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
	if (!isZip || bytes.length < headerLength) return null;
	const length = bytes[26]! + bytes[27]! * 256;
	return new TextDecoder().decode(bytes.subarray(headerLength, headerLength + length));
}

/**
 * The Jobs service packs a file above about 1 MB into a ZIP without saying so. Gives the bytes of the file `name` either way.
 * A ZIP that the person asked for by its own name stays one: only an entry of the asked name tells that it was packed.
 */
export async function* unpackIfZipped(
	body: AsyncIterable<Uint8Array>,
	name: string,
): AsyncGenerator<Uint8Array> {
	const source = body[Symbol.asyncIterator]();
	try {
		let head: Uint8Array = new Uint8Array(0);
		let isAtEnd = false;
		// The name of an entry is within the first few hundred bytes; they may come in pieces.
		while (!isAtEnd && head.length < headerLength + 4096 && (head.length < 4 || head[0] === 0x50)) {
			const next = await source.next();
			if (next.done) isAtEnd = true;
			else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
		}
		const rest = (async function* () {
			if (head.length > 0) yield head;
			while (!isAtEnd) {
				const next = await source.next();
				if (next.done) return;
				yield next.value;
			}
		})();
		const entry = firstEntryName(head);
		if (entry?.split('/').at(-1) === name) yield* unzipFirst(rest);
		else yield* rest;
	} finally {
		await source.return?.();
	}
}

/** How much is unpacked at one go: with the best possible packing, a thousand times this is in memory for a moment. */
const stepBytes = 16 * 1024;

async function* unzipFirst(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	// Hardly any session meets a packed file, so no start has to load this.
	const {Unzip, UnzipInflate} = await import('fflate');
	let ready: Uint8Array[] = [];
	let isDone = false;
	let problem: unknown;
	let entries = 0;
	const unzip = new Unzip(file => {
		if (entries++ > 0) return;
		file.ondata = (error, data, final) => {
			if (error) problem = error;
			else if (data.length > 0) ready.push(data);
			isDone ||= final;
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	const broken = (): Failure => new Failure('reply', 'The packed file that came is broken.');
	for await (const chunk of body) {
		for (let at = 0; at < chunk.length && !isDone; at += stepBytes) {
			try {
				unzip.push(chunk.subarray(at, at + stepBytes));
			} catch {
				throw broken();
			}
			if (problem !== undefined) throw broken();
			yield* ready;
			ready = [];
		}
		if (isDone) return;
	}
	throw broken();
}
