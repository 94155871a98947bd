import {createWriteStream} from 'node:fs';
import {basename, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {Failure} from '../../domain/failure.ts';

/** Writes a stream into a new file of the current folder, never over another; its path. */
export async function saveNewFile(
	name: string,
	bytes: AsyncIterable<Uint8Array>,
	onProgress: (bytes: number) => void,
): Promise<string> {
	const path = join(process.cwd(), basename(name) || 'output');
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
			createWriteStream(path, {flags: 'wx', mode: 0o600}),
		);
	} catch (error) {
		if (error instanceof Failure) throw error;
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		throw new Failure(
			'refused',
			code === 'EEXIST' ? `${path} is there already.` : `${path} cannot be written (${code}).`,
			{
				advice: 'Rename it, or start tapis-jobs in another folder.',
			},
		);
	}
	return path;
}
