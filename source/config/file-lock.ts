import {randomUUID} from 'node:crypto';
import {type FileHandle, link, lstat, open, readFile, rename, unlink} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {Failure} from '../domain/failure.ts';
import {codeOf} from '../domain/thrown.ts';

/** After so long without a sign of life the holder of a lock is dead. */
const staleAfterMs = 5_000;
/** A lock this old by its own date is dead at first sight. Wide, because a file server's clock may be off. */
const oldAfterMs = 120_000;
/** How often a holder shows that it lives. */
const beatMs = 1_000;
const pollMs = 20;
const giveUpAfterMs = 15_000;
const maxTokenBytes = 100;
/** So often the work is begun when another program takes the lock away from it. */
const tries = 3;

/**
 * Rejects when another program has taken the lock away, as it does when a file system that stalls makes its holder look dead. To be
 * called right before what cannot be undone, with nothing changed so far.
 */
export type CheckLock = () => Promise<void>;

/**
 * Runs `run` while no other program that uses the same lock does; once more, from its beginning, when the lock was lost
 * meanwhile. The lock is a file beside the one it protects (`PATH.lock`), whose folder must exist. Rejects with a `settings`
 * Failure when it cannot be had or is lost again and again, and with what the file system throws (a read-only folder, a full
 * disk).
 */
export async function withFileLock<T>(path: string, run: (check: CheckLock) => Promise<T> | T): Promise<T> {
	const lockPath = `${path}.lock`;
	const lost = new Failure('settings', `Another program has taken away the lock of ${path}.`, {
		advice: 'The disk answers too slowly; try again later.',
	});
	for (let count = 1; ; count++) {
		const own = await takeLock(path, lockPath);
		const isOwn = async (): Promise<boolean> => (await readLock(lockPath))?.id === own.id;
		try {
			return await run(async () => {
				if (!(await isOwn())) throw lost;
			});
		} catch (error) {
			if (error !== lost || count >= tries) throw error;
		} finally {
			await own.letGo();
			if (await isOwn().catch(() => false)) await unlink(lockPath).catch(() => {});
		}
	}
}

type OwnLock = {
	/** What tells it from every other one. */
	readonly id: string;
	/** Shows no more sign of life. */
	readonly letGo: () => Promise<void>;
};

/** Waits for the lock. */
async function takeLock(path: string, lockPath: string): Promise<OwnLock> {
	const startedAt = performance.now();
	let seen: {readonly lock: Lock; readonly since: number} | undefined;
	for (;;) {
		const own = await makeLock(lockPath);
		if (own !== null) return own;
		const found = await readLock(lockPath);
		if (found === null) continue;
		if (seen === undefined || !isSameLock(found, seen.lock)) seen = {lock: found, since: performance.now()};
		const isStale = performance.now() - seen.since > staleAfterMs || Date.now() - found.mtimeMs > oldAfterMs;
		if (isStale) {
			await takeAway(lockPath, found);
			continue;
		}
		if (performance.now() - startedAt > giveUpAfterMs) {
			throw new Failure('settings', `Another program keeps ${path} locked.`, {
				advice: `If none is running, remove ${lockPath}.`,
			});
		}
		await sleep(pollMs);
	}
}

type Lock = {
	/** File systems give the number of a file that is gone to the next one, so that alone tells nothing. */
	readonly id: string;
	readonly mtimeMs: number;
};

function isSameLock(left: Lock, right: Lock): boolean {
	return left.id === right.id && left.mtimeMs === right.mtimeMs;
}

/** Null when there is one already. */
async function makeLock(lockPath: string): Promise<OwnLock | null> {
	let file: FileHandle;
	try {
		file = await open(lockPath, 'wx', 0o600);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return null;
		throw error;
	}
	let token: string = randomUUID();
	try {
		await file.writeFile(token);
	} catch {
		// A disk that is full has room for an empty lock, under which a file can still be removed.
		token = '';
		await file.truncate(0).catch(() => {});
	}
	try {
		const {ino, mtimeMs} = await file.stat();
		return {id: lockId(ino, token), letGo: keepAlive(file, mtimeMs)};
	} catch (error) {
		await file.close().catch(() => {});
		throw error;
	}
}

/**
 * Moves on the date of a lock, from the one it was made at, which is that of the machine that holds the files. A disk may stall
 * for longer than a dead program's lock stands. The function it gives ends that.
 */
function keepAlive(file: FileHandle, madeAtMs: number): OwnLock['letGo'] {
	const startedAt = performance.now();
	let isBusy = false;
	const beat = async (): Promise<void> => {
		if (isBusy) return;
		isBusy = true;
		const seconds = (madeAtMs + performance.now() - startedAt) / 1000;
		await file.utimes(seconds, seconds).catch(() => {});
		isBusy = false;
	};
	const timer = setInterval(() => void beat(), beatMs);
	timer.unref();
	return async () => {
		clearInterval(timer);
		await file.close().catch(() => {});
	};
}

/** Null when there is none. */
async function readLock(lockPath: string): Promise<Lock | null> {
	try {
		const stats = await lstat(lockPath);
		// Whatever else may stand there is not read: a pipe would keep the program for ever.
		const holdsToken = stats.isFile() && stats.size > 0 && stats.size <= maxTokenBytes;
		const token = holdsToken ? await readFile(lockPath, 'utf8') : '';
		return {id: lockId(stats.ino, token), mtimeMs: stats.mtimeMs};
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	}
}

function lockId(ino: number, token: string): string {
	return `${ino} ${token}`;
}

/** Takes away a lock whose holder died. Two programs may try at once; a lock newly made by the other one is put back. */
async function takeAway(lockPath: string, dead: Lock): Promise<void> {
	const aside = `${lockPath}.${randomUUID()}`;
	try {
		await rename(lockPath, aside);
		const taken = await readLock(aside);
		if (taken !== null && !isSameLock(taken, dead)) await link(aside, lockPath).catch(() => {});
		await unlink(aside);
	} catch {
		// The other program was quicker.
	}
}
