import {randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {open, rename, unlink} from 'node:fs/promises';
import {codeOf} from '../domain/thrown.ts';

/** Far above any real record. */
const maxBytes = 64 * 1024;

/** Undefined when there is none. Links are not followed. */
export async function readSmallFile(path: string): Promise<string | undefined> {
	let file: Awaited<ReturnType<typeof open>>;
	try {
		file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch (error) {
		// A link (ELOOP) is nothing this program has made.
		if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ELOOP') return undefined;
		throw error;
	}
	try {
		const stats = await file.stat();
		if (!stats.isFile()) return undefined;
		return stats.size > maxBytes ? '' : await file.readFile('utf8');
	} finally {
		await file.close();
	}
}

/**
 * Readers see the old text or the new one, never a part of it; a link that stands there is replaced and not followed. Rejects with
 * what `beforeItCounts` rejects with, and nothing is changed then, nor left beside it.
 */
export async function writeWhole(
	path: string,
	text: string,
	beforeItCounts: () => Promise<void> = async () => undefined,
): Promise<void> {
	const temporary = `${path}.${randomUUID()}.tmp`;
	const file = await open(temporary, 'wx', 0o600);
	try {
		try {
			await file.writeFile(text);
			await file.datasync();
		} finally {
			await file.close();
		}
		await beforeItCounts();
		await rename(temporary, path);
	} catch (error) {
		await unlink(temporary).catch(() => {});
		throw error;
	}
}
