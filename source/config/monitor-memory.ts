import {randomUUID} from 'node:crypto';
import {readlinkSync} from 'node:fs';
import {rename, unlink} from 'node:fs/promises';
import {hostname} from 'node:os';
import {basename, join} from 'node:path';
import {Failure} from '../domain/failure.ts';
import type {Instant, JobUuid} from '../domain/job.ts';
import type {CancelClaim, MonitorMemory, PendingCancel} from '../domain/monitor-memory.ts';
import {codeOf} from '../domain/thrown.ts';
import {
	type CancelRecord,
	formatRecord,
	furtherOf,
	isHeldByOther,
	isOwn,
	longAgo,
	parseRecord,
	type Surroundings,
} from './cancel-record.ts';
import {type CheckLock, withFileLock} from './file-lock.ts';
import {
	fileName,
	filesIn,
	makeFolders,
	refuseLinks,
	type Scope,
	scopeName,
	settingsOnly,
} from './memory-folders.ts';
import {readSmallFile, writeWhole} from './small-file.ts';
import {createWatchedFiles} from './watched-files.ts';

export type MonitorMemoryParts = {
	/** Where the state of the program stands (`appPaths().state`). */
	readonly directory: string;
	/** Cancels and watched jobs of one tenant and user are never seen by another. */
	readonly scope: Scope;
	readonly pid?: number;
	readonly host?: string;
	readonly isAlive?: (pid: number) => boolean;
	readonly now?: () => Instant;
	/** Random, for each run of the program. */
	readonly run?: string;
	/** Told of each record that cannot be read, once, with one sentence: a cancel is lost with it. */
	readonly onWarning?: (text: string) => void;
};

const runOfThisProgram = randomUUID();

/**
 * The monitor's memory in files: one for each pending cancel, which is also the claim of the program that sends for it, and one for
 * each watched job. Nothing is made before there is something to remember.
 */
export function createMonitorMemory(parts: MonitorMemoryParts): MonitorMemory {
	const scopeFolder = join(parts.directory, scopeName(parts.scope));
	const cancelsFolder = join(scopeFolder, 'cancels');
	const around: Surroundings = {
		self: {
			pid: parts.pid ?? process.pid,
			host: parts.host ?? hostname(),
			run: parts.run ?? runOfThisProgram,
			pidSpace: pidSpace(),
		},
		isAlive: parts.isAlive ?? isProcessAlive,
		now: parts.now ?? Date.now,
	};
	const warned = new Set<string>();

	const warn = (path: string, text: string): void => {
		if (warned.has(path)) return;
		warned.add(path);
		const uuid = basename(path, '.json');
		parts.onWarning?.(
			`What was written down about the cancel of job ${uuid} ${text}. Look whether it was cancelled.`,
		);
	};

	const cancelPath = (uuid: JobUuid): string => join(cancelsFolder, `${fileName(uuid)}.json`);

	const readRecord = async (path: string): Promise<CancelRecord | undefined> => {
		const text = await readSmallFile(path);
		if (text === undefined) return undefined;
		const record = parseRecord(text);
		if (record !== undefined) return record;
		try {
			await rename(path, `${path}.broken`);
			warn(path, `could not be understood and is kept as ${path}.broken`);
		} catch (error) {
			warn(path, `could not be understood and not be set aside (${codeOf(error)}): ${path}`);
		}
		return undefined;
	};

	const writeRecord = (
		path: string,
		pending: PendingCancel,
		check: CheckLock,
		renewedAt = around.now(),
	): Promise<void> => writeWhole(path, formatRecord({pending, holder: around.self, renewedAt}), check);

	/** Looks at the record of one job and changes it, while no other program can. */
	const exclusively = <Answer>(
		uuid: JobUuid,
		change: (record: CancelRecord | undefined, path: string, check: CheckLock) => Promise<Answer>,
	): Promise<Answer> =>
		settingsOnly(cancelsFolder, async () => {
			await makeFolders(scopeFolder, cancelsFolder);
			const path = cancelPath(uuid);
			return withFileLock(path, async check => change(await readRecord(path), path, check));
		});

	const claim = async (
		pending: PendingCancel,
		record: CancelRecord | undefined,
		path: string,
		check: CheckLock,
	): Promise<CancelClaim> => {
		if (record !== undefined && isHeldByOther(record, around))
			return {isOurs: false, pending: record.pending};
		// Taken over from another program, whose requests count as well.
		const isForeign = record !== undefined && !isOwn(record, around);
		const next = isForeign ? furtherOf(pending, record.pending) : pending;
		await writeRecord(path, next, check);
		return {isOurs: true, pending: next};
	};

	/** Null unless it can be read that another program that runs holds it. */
	const claimOfOther = async (uuid: JobUuid): Promise<CancelClaim | null> => {
		try {
			await refuseLinks(scopeFolder, cancelsFolder);
			const record = await readRecord(cancelPath(uuid));
			if (record === undefined || !isHeldByOther(record, around)) return null;
			return {isOurs: false, pending: record.pending};
		} catch {
			return null;
		}
	};

	const orOfOther = async <Claim extends CancelClaim | null>(
		uuid: JobUuid,
		claiming: Promise<Claim>,
	): Promise<Claim | CancelClaim> => {
		try {
			return await claiming;
		} catch (error) {
			// Nothing can be written, so both would send each repeat if this one took its own part for granted.
			const other = await claimOfOther(uuid);
			if (other !== null) return other;
			throw error;
		}
	};

	const update = (pending: PendingCancel, renewedAt?: Instant): Promise<void> =>
		exclusively(pending.uuid, async (record, path, check) => {
			// A record that is gone was forgotten meanwhile; writing it would bring a finished cancel back.
			if (record === undefined) return;
			if (!isOwn(record, around)) {
				throw new Failure('settings', `Another program has taken over the cancel of ${pending.uuid}.`, {
					advice: 'It goes on there.',
				});
			}
			await writeRecord(path, pending, check, renewedAt);
		});

	return {
		claimCancel: pending =>
			orOfOther(
				pending.uuid,
				exclusively(pending.uuid, (...found) => claim(pending, ...found)),
			),
		takeOverCancel: pending =>
			orOfOther(
				pending.uuid,
				exclusively(pending.uuid, async (record, ...where) =>
					record === undefined ? null : claim(pending, record, ...where),
				),
			),
		updateCancel: pending => update(pending),
		releaseCancel: pending => update(pending, longAgo),
		forgetCancel: uuid =>
			exclusively(uuid, async (record, path, check) => {
				if (record === undefined || isHeldByOther(record, around)) return;
				await check();
				await unlink(path);
			}),
		loadCancels: () =>
			settingsOnly(cancelsFolder, async () => {
				const loaded: PendingCancel[] = [];
				for (const name of await filesIn(scopeFolder, cancelsFolder)) {
					if (!name.endsWith('.json')) continue;
					const path = join(cancelsFolder, name);
					const record = await readRecord(path).catch((error: unknown) => {
						warn(path, `could not be read (${codeOf(error)}): ${path}`);
					});
					if (record !== undefined) loaded.push(record.pending);
				}
				return loaded;
			}),
		...createWatchedFiles(scopeFolder),
	};
}

/** Undefined where the system does not tell. */
function pidSpace(): string | undefined {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return undefined;
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
