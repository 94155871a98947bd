import type {Acts} from '../../acts.ts';
import {openJobScreen, showFile, showFolder, withJob} from '../../state/job-screen-state.ts';
import type {View} from '../../view.ts';

/**
 * Shows the standard output of the open job, or of the one under the cursor of the list. Its file's name is among the details; until
 * they have come the Output tab waits for them.
 */
export function openOutput(acts: Acts): void {
	acts.update(state => {
		const uuid = state.job?.uuid ?? state.list.selected;
		if (uuid === null) return state;
		const job = state.job ?? openJobScreen(uuid);
		const name = job.detail.value?.stdoutName;
		if (name === undefined) return {...state, job: {...job, tab: 'output', top: 0, wantsStdout: true}};
		return {...state, job: showFile(job, name)};
	});
}

/** Opens the directory or file under the cursor of the listing. */
export function openEntry(acts: Acts): void {
	acts.update(
		withJob(job => {
			const entry = job.files.value?.[job.fileIndex];
			if (entry === undefined) return job;
			return entry.kind === 'dir' ? showFolder(job, entry.path) : showFile(job, entry.path);
		}),
	);
}

/** The file a save is about: the open one, else the one under the cursor. */
export function fileToSave(view: View): {readonly path: string; readonly size: number | null} | null {
	const job = view.ui.job;
	if (job === null || job.tab !== 'output') return null;
	if (job.file !== null) return job.file.isMissing ? null : {path: job.file.path, size: job.file.size};
	const entry = job.files.value?.[job.fileIndex];
	return entry === undefined || entry.kind === 'dir' ? null : {path: entry.path, size: entry.size};
}
