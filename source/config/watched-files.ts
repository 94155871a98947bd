import {unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {jobUuidFromService} from '../domain/job.ts';
import type {MonitorMemory} from '../domain/monitor-memory.ts';
import {codeOf} from '../domain/thrown.ts';
import {fileName, filesIn, makeFolders, settingsOnly} from './memory-folders.ts';
import {readSmallFile, writeWhole} from './small-file.ts';

/** One small file for each watched job, whose removal succeeds for one program only. */
export function createWatchedFiles(
	scopeFolder: string,
): Pick<MonitorMemory, 'loadWatched' | 'addWatched' | 'removeWatched'> {
	const folder = join(scopeFolder, 'watched');
	return {
		loadWatched: () =>
			settingsOnly(folder, async () => {
				const uuids = [];
				for (const name of await filesIn(scopeFolder, folder)) {
					if (name.endsWith('.tmp')) continue;
					const uuid = (await readSmallFile(join(folder, name)))?.trim();
					if (uuid) uuids.push(jobUuidFromService(uuid));
				}
				return uuids;
			}),
		addWatched: uuid =>
			settingsOnly(folder, async () => {
				await makeFolders(scopeFolder, folder);
				await writeWhole(join(folder, fileName(uuid)), `${uuid}\n`);
			}),
		removeWatched: uuid =>
			settingsOnly(folder, async () => {
				try {
					await unlink(join(folder, fileName(uuid)));
					return true;
				} catch (error) {
					if (codeOf(error) === 'ENOENT') return false;
					throw error;
				}
			}),
	};
}
