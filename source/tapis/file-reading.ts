import type {OutputPlace} from '../domain/output-place.ts';
import type {CallOptions} from '../domain/tapis-api.ts';
import {encodePath} from './encode-path.ts';
import {takeRange} from './http/http-body.ts';
import type {Requester} from './requester.ts';

/** The bytes of one file, in order. */
export type FileReading = AsyncIterable<Uint8Array>;

export type FileReader = {
	/** At most `maxBytes` bytes from `offset` on. */
	readonly range: (
		place: OutputPlace,
		path: string,
		offset: number,
		maxBytes: number,
		options: CallOptions,
	) => Promise<Uint8Array>;
	readonly whole: (place: OutputPlace, path: string, options: CallOptions) => Promise<FileReading>;
};

/** One more than a server that honours the range of the probe sends. */
const probedBytes = 3;

/** Reads files by the Files service. `onNote` is told once for a system on which parts of files cannot be asked for. */
export function createFileReading(requester: Requester, onNote: (text: string) => void): FileReader {
	/** Per system, whether it gives parts of files. */
	const givesRanges = new Map<string, boolean>();

	async function open(
		place: OutputPlace,
		path: string,
		options: CallOptions,
		range?: string,
	): Promise<FileReading> {
		const stream = await requester.open({
			...options,
			path: `/v3/files/content/${encodePath(place.systemId)}/${encodePath(place.directory, path)}`,
			...(range === undefined ? {} : {headers: {range}}),
			action: 'read the file',
		});
		return stream.body;
	}

	/**
	 * Asks for two bytes of the file. A server that ignores the header, or takes its numbers for something else, sends more
	 * (its answer is 200 either way), and must then be asked for whole files.
	 */
	async function canRange(place: OutputPlace, path: string, options: CallOptions): Promise<boolean> {
		const known = givesRanges.get(place.systemId);
		if (known !== undefined) return known;
		const probe = await takeRange(await open(place, path, options, '1,2'), 0, probedBytes);
		const isHonoured = probe.length <= 2;
		// A file this short proves nothing.
		if (probe.length >= 2) givesRanges.set(place.systemId, isHonoured);
		if (!isHonoured) onNote(`${place.systemId} gives only whole files, so following a long one costs more.`);
		return isHonoured;
	}

	return {
		whole: (place, path, options) => open(place, path, options),
		async range(place, path, offset, maxBytes, options) {
			if (maxBytes <= 0) return new Uint8Array(0);
			// Two bytes of a file that has no more prove nothing; from the third on there are more.
			if (offset > 0 && (offset < probedBytes || !(await canRange(place, path, options)))) {
				return takeRange(await open(place, path, options), offset, maxBytes);
			}
			// `A,B` is documented as first and last byte, and built as first byte and count. This B asks for enough in both
			// readings (and is never below A, which is refused); what is too much is not read.
			return takeRange(await open(place, path, options, `${offset},${offset + maxBytes}`), 0, maxBytes);
		},
	};
}
