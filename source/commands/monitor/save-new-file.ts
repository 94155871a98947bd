import {type FileHandle, open, rm} from 'node:fs/promises';
import {basename, join, parse} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {Failure} from '../../domain/failure.ts';
import type {NewFileName} from '../../domain/output.ts';
import {codeOf} from '../../domain/thrown.ts';

/** So many files of one name are enough to look for a free one. */
const mostTries = 1000;

export type FileSaver = {
	/**
	 * Writes a stream into a new file of the current folder, never over another; its path. Nothing is left of a file that could not
	 * be written to its end.
	 */
	readonly save: (
		name: NewFileName,
		bytes: AsyncIterable<Uint8Array>,
		onProgress: (bytes: number) => void,
	) => Promise<string>;
	/** Gives up what is being saved; settles when nothing is left of it. */
	readonly stop: () => Promise<void>;
};

export function createFileSaver(): FileSaver {
	const stopping = new AbortController();
	const underWay = new Set<Promise<string>>();
	return {
		async save(name, bytes, onProgress) {
			const saved = saveNewFile(name, bytes, onProgress, stopping.signal);
			underWay.add(saved);
			try {
				return await saved;
			} finally {
				underWay.delete(saved);
			}
		},
		async stop() {
			stopping.abort();
			await Promise.allSettled(underWay);
		},
	};
}

async function saveNewFile(
	name: NewFileName,
	bytes: AsyncIterable<Uint8Array>,
	onProgress: (bytes: number) => void,
	signal: AbortSignal,
): Promise<string> {
	const {path, handle} = await openNew(name);
	let written = 0;
	try {
		await pipeline(
			async function* () {
				for await (const chunk of bytes) {
					written += chunk.length;
					onProgress(written);
					yield chunk;
				}
			},
			handle.createWriteStream(),
			{signal},
		);
	} catch (error) {
		await rm(path, {force: true}).catch(() => undefined);
		if (signal.aborted) throw new Failure('aborted', 'The file was given up.', {cause: error});
		throw error instanceof Failure ? error : notWritten(path, error);
	}
	return path;
}

/** Opens the first of `out.txt`, `out-MARK.txt`, `out-MARK-2.txt`… that is not there. */
async function openNew({
	name,
	mark,
}: NewFileName): Promise<{readonly path: string; readonly handle: FileHandle}> {
	const {name: stem, ext} = parse(basename(name) || 'output');
	for (let turn = 0; ; turn++) {
		const more = turn === 0 ? '' : turn === 1 ? `-${mark}` : `-${mark}-${turn}`;
		const path = join(process.cwd(), `${stem}${more}${ext}`);
		try {
			return {path, handle: await open(path, 'wx', 0o600)};
		} catch (error) {
			if (codeOf(error) !== 'EEXIST' || turn === mostTries) throw notWritten(path, error);
		}
	}
}

function notWritten(path: string, error: unknown): Failure {
	const code = codeOf(error);
	return new Failure(
		'refused',
		code === 'EEXIST' ? `${path} is there already.` : `${path} cannot be written (${code}).`,
		{advice: 'Start tapis-jobs in another folder.', cause: error},
	);
}
