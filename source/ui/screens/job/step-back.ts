import {requestRows} from '../../state/job-request-rows.ts';
import {closeFile, folderAbove, type JobScreenState, showFolder} from '../../state/job-screen-state.ts';
import {endSearch} from '../../state/job-search.ts';

/** Gives back one thing at a time: the search, the file, the directory; null when the screen itself is to be left. */
export function stepBack(job: JobScreenState): JobScreenState | null {
	if (job.search !== null) return endSearch(job);
	if (job.tab !== 'output') return null;
	if (job.file !== null) return closeFile(job);
	return job.folder === '' ? null : showFolder(job, folderAbove(job.folder));
}

/** Folds the object or list under the cursor of the request, or opens it again. The same state when there is none. */
export function toggleFold(job: JobScreenState, wanted?: 'folded' | 'open'): JobScreenState {
	const row =
		job.request.value === null ? undefined : requestRows(job.request.value, job.folded)[job.requestIndex];
	if (row === undefined || !row.isFoldable) return job;
	const isFolded = job.folded.has(row.path);
	if (wanted !== undefined && isFolded === (wanted === 'folded')) return job;
	const folded = new Set(job.folded);
	if (isFolded) folded.delete(row.path);
	else folded.add(row.path);
	return {...job, folded};
}
