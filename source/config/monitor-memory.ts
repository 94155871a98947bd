import {createHash, randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {lstat, open, readdir, rename, unlink} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {Failure} from '../domain/failure.ts';
import {type Instant, type JobUuid, jobUuidFromService} from '../domain/job.ts';
import type {MonitorMemory, PendingCancel} from '../domain/monitor-memory.ts';
import {
	type CancelRecord,
	formatRecord,
	isHeldByOther,
	isOwn,
	parseRecord,
	type Surroundings,
} from './cancel-record.ts';
import {withFileLock} from './file-lock.ts';
import {makePrivateFolder} from './private-folder.ts';

export type MonitorMemoryParts = {
	/** Where the state of the program stands (`appPaths().state`). */
	readonly directory: string;
	/** Cancels and watched jobs of one tenant and user are never seen by another. */
	readonly scope: {readonly baseUrl: string; readonly user: string};
	readonly pid?: number;
	readonly host?: string;
	readonly isAlive?: (pid: number) => boolean;
	readonly now?: () => Instant;
};

export type FileMonitorMemory = MonitorMemory & {
	/** Files that could not be understood and were set aside, one sentence each. */
	readonly warnings: () => readonly string[];
};

/** Far above any real record. */
const maxBytes = 64 * 1024;

/**
 * The monitor's memory in files: one for each pending cancel, which is also the claim of the program that sends for it, and an
 * empty one for each watched job, whose removal succeeds for one program only. Nothing is made before there is something to
 * remember.
 */
export function createMonitorMemory(parts: MonitorMemoryParts): FileMonitorMemory {
	const scopeFolder = join(parts.directory, scopeName(parts.scope));
	const cancelsFolder = join(scopeFolder, 'cancels');
	const watchedFolder = join(scopeFolder, 'watched');
	const around: Surroundings = {
		self: {pid: parts.pid ?? process.pid, host: parts.host ?? hostname()},
		isAlive: parts.isAlive ?? isProcessAlive,
		now: parts.now ?? Date.now,
	};
	const warnings: string[] = [];

	const cancelPath = (uuid: JobUuid): string => join(cancelsFolder, `${fileName(uuid)}.json`);

	const readRecord = async (path: string): Promise<CancelRecord | undefined> => {
		const text = await readSmallFile(path);
		if (text === undefined) return undefined;
		const record = parseRecord(text);
		if (record === undefined) {
			await rename(path, `${path}.broken`);
			warnings.push(`${path} could not be understood and was set aside; look at the job it is named after.`);
		}
		return record;
	};

	const writeRecord = (path: string, pending: PendingCancel): Promise<void> =>
		writeWhole(path, formatRecord({pending, holder: around.self, renewedAt: around.now()}));

	/** Looks at the record of one job and changes it, while no other program can. */
	const exclusively = <Answer>(
		uuid: JobUuid,
		change: (record: CancelRecord | undefined, path: string) => Promise<Answer>,
	): Promise<Answer> =>
		settingsOnly(cancelsFolder, async () => {
			await makeFolders(scopeFolder, cancelsFolder);
			const path = cancelPath(uuid);
			return withFileLock(path, async () => change(await readRecord(path), path));
		});

	const filesIn = async (folder: string): Promise<readonly string[]> => {
		try {
			await refuseLinks(scopeFolder, folder);
			return (await readdir(folder)).sort();
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return [];
			throw error;
		}
	};

	return {
		warnings: () => warnings,
		claimCancel: pending =>
			exclusively(pending.uuid, async (record, path) => {
				if (record !== undefined && isHeldByOther(record, around)) return false;
				await writeRecord(path, pending);
				return true;
			}),
		updateCancel: pending =>
			exclusively(pending.uuid, async (record, path) => {
				// A record that is gone was forgotten meanwhile; writing it would bring a finished cancel back.
				if (record === undefined) return;
				if (!isOwn(record, around)) {
					throw new Failure('settings', `Another program has taken over the cancel of ${pending.uuid}.`, {
						advice: 'It goes on there.',
					});
				}
				await writeRecord(path, pending);
			}),
		forgetCancel: uuid =>
			exclusively(uuid, async (record, path) => {
				if (record !== undefined && !isHeldByOther(record, around)) await unlink(path);
			}),
		loadCancels: () =>
			settingsOnly(cancelsFolder, async () => {
				const loaded: {pending: PendingCancel; held: boolean}[] = [];
				for (const name of await filesIn(cancelsFolder)) {
					if (!name.endsWith('.json')) continue;
					const record = await readRecord(join(cancelsFolder, name));
					if (record === undefined) continue;
					loaded.push({pending: record.pending, held: isHeldByOther(record, around)});
				}
				return loaded;
			}),
		loadWatched: () =>
			settingsOnly(watchedFolder, async () => {
				const uuids: JobUuid[] = [];
				for (const name of await filesIn(watchedFolder)) {
					if (name.endsWith('.tmp')) continue;
					const uuid = (await readSmallFile(join(watchedFolder, name)))?.trim();
					if (uuid) uuids.push(jobUuidFromService(uuid));
				}
				return uuids;
			}),
		addWatched: uuid =>
			settingsOnly(watchedFolder, async () => {
				await makeFolders(scopeFolder, watchedFolder);
				await writeWhole(join(watchedFolder, fileName(uuid)), `${uuid}\n`);
			}),
		removeWatched: uuid =>
			settingsOnly(watchedFolder, async () => {
				try {
					await unlink(join(watchedFolder, fileName(uuid)));
					return true;
				} catch (error) {
					if (codeOf(error) === 'ENOENT') return false;
					throw error;
				}
			}),
	};
}

/** Readable, and different for each tenant and user whatever characters they hold. */
function scopeName({baseUrl, user}: MonitorMemoryParts['scope']): string {
	const readable = `${user}@${baseUrl.replace(/^https?:\/\//, '')}`.replace(/[^\w@.-]+/g, '_').slice(0, 80);
	return `${readable}-${createHash('sha256').update(`${user}\n${baseUrl}`).digest('hex').slice(0, 12)}`;
}

/** The uuid itself, which a person may look for; a text that is no file name, by its hash. */
function fileName(uuid: JobUuid): string {
	return /^[\da-f-]{1,64}$/i.test(uuid) ? uuid : `other-${createHash('sha256').update(uuid).digest('hex')}`;
}

async function makeFolders(scopeFolder: string, folder: string): Promise<void> {
	makePrivateFolder(folder);
	await refuseLinks(scopeFolder, folder);
}

/** A link in place of these folders would lead the program's writing to somewhere else. */
async function refuseLinks(...folders: readonly string[]): Promise<void> {
	for (const folder of folders) {
		if ((await lstat(folder)).isDirectory()) continue;
		throw new Failure('settings', `${folder} is not a folder of its own and is not used.`, {
			advice: 'Remove the link or file that stands there.',
		});
	}
}

/** Undefined when there is none. Links are not followed. */
async function readSmallFile(path: string): Promise<string | undefined> {
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

/** Readers see the old text or the new one, never a part of it; a link that stands there is replaced and not followed. */
async function writeWhole(path: string, text: string): Promise<void> {
	const temporary = `${path}.${randomUUID()}.tmp`;
	const file = await open(temporary, 'wx', 0o600);
	try {
		await file.writeFile(text);
		await file.datasync();
	} finally {
		await file.close();
	}
	try {
		await rename(temporary, path);
	} catch (error) {
		await unlink(temporary).catch(() => {});
		throw error;
	}
}

async function settingsOnly<Answer>(folder: string, run: () => Promise<Answer>): Promise<Answer> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof Failure) throw error;
		throw new Failure('settings', `${folder} could not be read or written (${codeOf(error)}).`, {
			advice: 'Check its permissions and the space on the disk.',
			cause: error,
		});
	}
}

function isProcessAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
