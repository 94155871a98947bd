import {randomUUID} from 'node:crypto';
import {link, open, rename, stat, unlink} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {Failure} from '../domain/failure.ts';

/** A program holds a lock only while it reads and writes one small file; after this long its holder is dead. */
const staleAfterMs = 5_000;
/** A lock this old by its own date is dead at first sight. Wide, because a file server's clock may be off. */
const oldAfterMs = 120_000;
const pollMs = 20;
const giveUpAfterMs = 15_000;

/**
 * Runs `run` while no other program that uses the same lock does. The lock is a file beside the one it protects
 * (`PATH.lock`), whose folder must exist. Rejects with a `settings` Failure when it cannot be had, and with what the file
 * system throws (a read-only folder, a full disk).
 */
export async function withFileLock<T>(path: string, run: () => Promise<T> | T): Promise<T> {
	const lockPath = `${path}.lock`;
	const startedAt = performance.now();
	let seen: {readonly ino: number; readonly mtimeMs: number; readonly since: number} | undefined;
	for (;;) {
		if (await tryLock(lockPath)) break;
		const found = await stat(lockPath).catch(() => null);
		if (found === null) continue;
		if (found.ino !== seen?.ino || found.mtimeMs !== seen.mtimeMs) {
			seen = {ino: found.ino, mtimeMs: found.mtimeMs, since: performance.now()};
		}
		const isStale = performance.now() - seen.since > staleAfterMs || Date.now() - found.mtimeMs > oldAfterMs;
		if (isStale) {
			await takeAway(lockPath, found.ino);
			continue;
		}
		if (performance.now() - startedAt > giveUpAfterMs) {
			throw new Failure('settings', `Another program keeps ${path} locked.`, {
				advice: `If none is running, remove ${lockPath}.`,
			});
		}
		await sleep(pollMs);
	}
	try {
		return await run();
	} finally {
		await unlink(lockPath).catch(() => {});
	}
}

async function tryLock(lockPath: string): Promise<boolean> {
	try {
		const file = await open(lockPath, 'wx', 0o600);
		await file.close();
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** Takes away a lock whose holder died. Two programs may try at once; a lock newly made by the other one is put back. */
async function takeAway(lockPath: string, ino: number): Promise<void> {
	const aside = `${lockPath}.${randomUUID()}`;
	try {
		await rename(lockPath, aside);
		const taken = await stat(aside);
		if (taken.ino !== ino) await link(aside, lockPath).catch(() => {});
		await unlink(aside);
	} catch {
		// The other program was quicker.
	}
}
