import {chmodSync, existsSync, lstatSync, readFileSync, realpathSync, renameSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {Failure} from '../domain/failure.ts';
import {isRecord, type JsonObject, parseJson} from '../domain/json.ts';
import {codeOf} from '../domain/thrown.ts';
import {withFileLock} from './file-lock.ts';
import {makePrivateFolder, ownUid, withPrivateUmask} from './private-folder.ts';

/** A JSON object as a settings file holds it; entries this version does not know are kept. */
export type Stored = JsonObject;

type Change = (now: Stored) => Stored;

export type StoredFile = {
	readonly path: string;
	/** What the file held when it was last read or written here, with changes that could not be saved. */
	readonly value: () => Stored;
	/**
	 * Changes the file as it stands now, under a lock, so that two programs never undo each other's work. Resolves to null when
	 * it is saved; else to why not, and the change holds in memory only, until one after it can be saved.
	 */
	readonly update: (change: Change) => Promise<Failure | null>;
	/** Looks what another program wrote meanwhile. A file that cannot be read just now changes nothing. */
	readonly reread: () => void;
	/** What went wrong on reading, one sentence each. */
	readonly warnings: () => readonly string[];
};

export type StoredFileOptions = {
	readonly folder: string;
	/** Without `.json`. */
	readonly name: string;
	/** Whether the file holds tokens. Then links are not followed, and nobody else may read it. */
	readonly holdsSecrets: boolean;
	/** Whether an object is of the shape kept here; a file of another one is set aside like a broken one. */
	readonly isOwnShape?: (stored: Stored) => boolean;
};

/** Far above any real settings file. */
const maxBytes = 1024 * 1024;

/**
 * Opens a settings file. Never throws: a broken file is set aside under another name, an unreadable one is left alone, and the
 * program goes on with what it has.
 *
 * It is read here, and written by `conf`, which is loaded only then: it would take a tenth of a second of every start.
 */
export function openStoredFile({
	folder,
	name,
	holdsSecrets,
	isOwnShape = () => true,
}: StoredFileOptions): StoredFile {
	const path = join(folder, `${name}.json`);
	const warnings: string[] = [];
	let isUsable = true;
	let value: Stored = {};
	/** Changes that could not be saved: they hold on, and are saved with the next that can be. */
	let unsaved: readonly Change[] = [];

	const warn = (text: string): void => {
		if (!warnings.includes(text)) warnings.push(text);
	};

	function read(): Stored {
		const distrust = whyDistrusted(path, holdsSecrets);
		if (distrust !== null) {
			isUsable = false;
			warn(distrust);
			return {};
		}
		let text: string;
		try {
			text = readFileSync(path, 'utf8');
		} catch (error) {
			if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return {};
			isUsable = false;
			warn(`${path} cannot be read (${codeOf(error)}); settings of this session are not kept.`);
			return {};
		}
		const stored = understood(text);
		if (stored !== null) return stored;
		setAside();
		return {};
	}

	function understood(text: string): Stored | null {
		const parsed = text.length <= maxBytes ? parseObject(text) : null;
		return parsed !== null && isOwnShape(parsed) ? parsed : null;
	}

	/** Keeps a file that is no JSON object under another name: the person may want to mend it. */
	function setAside(): void {
		const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '');
		let other = join(folder, `${name}.broken-${stamp}.json`);
		// Another program may set one aside in the same moment.
		for (let count = 2; existsSync(other); count++)
			other = join(folder, `${name}.broken-${stamp}-${count}.json`);
		try {
			renameSync(path, other);
			warn(`${path} could not be understood. It is kept as ${other}; the program goes on without it.`);
		} catch (error) {
			isUsable = false;
			warn(`${path} could not be understood and not be moved (${codeOf(error)}); it is left as it is.`);
		}
	}

	function write(Conf: typeof import('conf').default, next: Stored): void {
		withPrivateUmask(() => {
			const conf = new Conf({
				cwd: folder,
				configName: name,
				configFileMode: 0o600,
				accessPropertiesByDotNotation: false,
			});
			conf.store = {...next};
		});
	}

	const withChanges = (stored: Stored, changes: readonly Change[]): Stored =>
		changes.reduce((now, change) => change(now), stored);

	async function update(change: Change): Promise<Failure | null> {
		try {
			if (!isUsable) throw new Failure('settings', warnings.at(-1) ?? `${path} cannot be used.`);
			makePrivateFolder(folder);
			// Loaded before the lock is taken, which is thus held for milliseconds.
			const {default: Conf} = await import('conf');
			await withFileLock(path, async check => {
				const next = withChanges(read(), [...unsaved, change]);
				if (!isUsable) throw new Failure('settings', warnings.at(-1) ?? `${path} cannot be used.`);
				await check();
				write(Conf, next);
				value = next;
				unsaved = [];
			});
			return null;
		} catch (error) {
			value = change(value);
			unsaved = [...unsaved, change];
			if (error instanceof Failure) return error;
			return new Failure('settings', `${path} could not be written (${codeOf(error)}).`, {
				advice: `Check the space and the permissions of ${folder}; until then it holds for this session only.`,
				cause: error,
			});
		}
	}

	/** A person may be writing the file by hand, so nothing is set aside here. */
	function reread(): void {
		if (!isUsable || whyDistrusted(path, holdsSecrets) !== null) return;
		try {
			const stored = understood(readFileSync(path, 'utf8'));
			if (stored !== null) value = withChanges(stored, unsaved);
		} catch (error) {
			if (codeOf(error) === 'ENOENT') value = withChanges({}, unsaved);
		}
	}

	value = read();
	return {path, value: () => value, update, reread, warnings: () => warnings};
}

/**
 * Why a file is not to be used, or null. A file with tokens must be the person's own and stand in the folder itself: a link out
 * of it leads into somebody's repository of dot files, or to where a stranger wants the next token written. Preferences may
 * be linked to, as people do who share them among machines, but only to a file of their own.
 */
function whyDistrusted(path: string, holdsSecrets: boolean): string | null {
	try {
		const uid = ownUid();
		const isStrangers = (owner: number): boolean => uid !== null && uid !== 0 && owner !== uid && owner !== 0;
		const folder = statSync(dirname(path), {throwIfNoEntry: false});
		if (holdsSecrets && folder && isStrangers(folder.uid))
			return `${dirname(path)} belongs to another user, so no tokens are kept there.`;
		const entry = lstatSync(path, {throwIfNoEntry: false});
		if (!entry) return null;
		if (entry.isSymbolicLink() && holdsSecrets)
			return `${path} is a link (to ${realpathOf(path)}) and is not followed, since it holds tokens. Put a file in its place.`;
		const stats = statSync(path);
		if (!stats.isFile()) return `${path} is not a file; settings of this session are not kept.`;
		if (isStrangers(stats.uid)) return `${path} belongs to another user and is not used.`;
		if (holdsSecrets && stats.uid === uid && (stats.mode & 0o077) !== 0) chmodSync(path, 0o600);
		return null;
	} catch (error) {
		return codeOf(error) === 'ENOTDIR'
			? null
			: `${path} cannot be looked at (${codeOf(error)}) and is not used.`;
	}
}

function realpathOf(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return 'nowhere';
	}
}

function parseObject(text: string): Stored | null {
	const parsed = parseJson(text.replace(/^\uFEFF/, ''));
	return isRecord(parsed) ? parsed : null;
}
