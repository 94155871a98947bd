import {chmodSync, lstatSync, mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {codeOf} from '../domain/thrown.ts';

/** The person who runs the program, or null where the platform has no such number. */
export function ownUid(): number | null {
	return process.getuid?.() ?? null;
}

/**
 * Makes a folder that only its owner may enter, whatever the umask, with every missing folder above it. A folder that is there
 * keeps its contents and loses the permissions of others. Throws what the file system throws.
 */
export function makePrivateFolder(path: string): void {
	makeFolder(path);
	const stats = statSync(path);
	const isOwn = stats.uid === ownUid();
	if (isOwn && (stats.mode & 0o077) !== 0) chmodSync(path, 0o700);
}

function makeFolder(path: string): void {
	if (lstatSync(path, {throwIfNoEntry: false})) return;
	if (dirname(path) !== path) makeFolder(dirname(path));
	try {
		mkdirSync(path, {mode: 0o700});
		// One at a time and with chmod, because the umask may take even the owner's permissions away.
		chmodSync(path, 0o700);
	} catch (error) {
		// Another program may have made it in the meantime.
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

/** Runs something that creates files, so that nobody else can read them and their owner always can. */
export function withPrivateUmask<T>(run: () => T): T {
	let before: number;
	try {
		before = process.umask(0o077);
	} catch {
		// Worker threads cannot change it; files made there carry their mode themselves.
		return run();
	}
	try {
		return run();
	} finally {
		process.umask(before);
	}
}
