import {createHash} from 'node:crypto';
import {lstat, readdir} from 'node:fs/promises';
import {Failure} from '../domain/failure.ts';
import type {JobUuid} from '../domain/job.ts';
import {codeOf} from '../domain/thrown.ts';
import {makePrivateFolder} from './private-folder.ts';

/** Whose memory it is. */
export type Scope = {readonly baseUrl: string; readonly user: string};

/** Readable, and different for each tenant and user whatever characters they hold. */
export function scopeName({baseUrl, user}: Scope): string {
	const readable = `${user}@${baseUrl.replace(/^https?:\/\//, '')}`.replace(/[^\w@.-]+/g, '_').slice(0, 80);
	return `${readable}-${createHash('sha256').update(`${user}\n${baseUrl}`).digest('hex').slice(0, 12)}`;
}

/** The uuid itself, which a person may look for; a text that is no file name, by its hash. */
export function fileName(uuid: JobUuid): string {
	return /^[\da-f-]{1,64}$/i.test(uuid) ? uuid : `other-${createHash('sha256').update(uuid).digest('hex')}`;
}

export async function makeFolders(scopeFolder: string, folder: string): Promise<void> {
	makePrivateFolder(folder);
	await refuseLinks(scopeFolder, folder);
}

/** A link in place of these folders would lead the program's writing to somewhere else. */
export async function refuseLinks(...folders: readonly string[]): Promise<void> {
	for (const folder of folders) {
		if ((await lstat(folder)).isDirectory()) continue;
		throw new Failure('settings', `${folder} is not a folder of its own and is not used.`, {
			advice: 'Remove the link or file that stands there.',
		});
	}
}

/** The names in a folder, in order; none while it is not there. */
export async function filesIn(scopeFolder: string, folder: string): Promise<readonly string[]> {
	try {
		await refuseLinks(scopeFolder, folder);
		return (await readdir(folder)).sort();
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return [];
		throw error;
	}
}

/** Makes a `settings` Failure of whatever goes wrong with the files of a folder. */
export async function settingsOnly<Answer>(folder: string, run: () => Promise<Answer>): Promise<Answer> {
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
