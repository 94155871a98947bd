import type {JobDetail} from '../../domain/job.ts';
import type {FileChunk} from '../../domain/output.ts';

const bytesAtOnce = 1024 * 1024;
/** So many of the bytes written last are read again each time: they show whether it is still the same file. */
const overlap = 64;

export type Found = 'news' | 'quiet' | 'other';

export type TailParts = {
	readonly read: (
		job: JobDetail,
		range: {readonly offset: number; readonly maxBytes: number},
	) => Promise<FileChunk>;
	readonly write: (bytes: Uint8Array) => Promise<void>;
};

export type Tail = {
	/**
	 * Writes what has been added since the last look. `other`: what stands there does not go on from what was written, as when the
	 * file was made shorter, or not all of it has been copied there yet.
	 */
	readonly look: (job: JobDetail) => Promise<Found>;
	/** The next look begins at the start of the file, on a line of its own. */
	readonly beginAnew: () => Promise<void>;
	/** Looks that found the file. */
	readonly looks: () => number;
	/** Bytes of this file that were written. */
	readonly written: () => number;
};

/** Writes a file that grows, and goes on at the byte where the last look stopped. */
export function createTail({read, write}: TailParts): Tail {
	let looks = 0;
	let written = 0;
	let last: Uint8Array = new Uint8Array(0);
	return {
		async look(job) {
			let found: 'news' | 'quiet' = 'quiet';
			for (;;) {
				const range = {offset: written - last.length, maxBytes: bytesAtOnce + last.length};
				const {bytes} = await read(job, range);
				if (!last.every((byte, at) => bytes[at] === byte)) return 'other';
				const fresh = bytes.subarray(last.length);
				if (fresh.length > 0) {
					await write(fresh);
					found = 'news';
					written += fresh.length;
					last = bytes.slice(-overlap);
				}
				if (fresh.length < bytesAtOnce) {
					looks++;
					return found;
				}
			}
		},
		async beginAnew() {
			const newline = 0x0a;
			if (last.length > 0 && last.at(-1) !== newline) await write(Uint8Array.of(newline));
			written = 0;
			last = new Uint8Array(0);
		},
		looks: () => looks,
		written: () => written,
	};
}
