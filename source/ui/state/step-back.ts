import {closeFile, folderAbove, type JobScreenState, showFolder} from './job-screen-state.ts';
import {endSearch} from './job-search.ts';

/** Gives back one thing at a time: the search, the file, the directory; null when the screen itself is to be left. */
export function stepBack(job: JobScreenState): JobScreenState | null {
	if (job.search !== null) return endSearch(job);
	if (job.tab !== 'output') return null;
	if (job.file !== null) return closeFile(job);
	return job.folder === '' ? null : showFolder(job, folderAbove(job.folder));
}
