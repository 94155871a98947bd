import type {Job, JobUuid} from '../../domain/job.ts';
import type {View} from '../view.ts';
import {shownJob} from './shown-job.ts';

/** The job that a key about a single one means: the open one, else the one under the cursor. */
export function uuidMeant({ui}: Pick<View, 'ui'>): JobUuid | null {
	return ui.job?.uuid ?? ui.list.selected;
}

/** The jobs a key acts on: the open job on its screen; else the marked jobs, else the one under the cursor. */
export function uuidsMeant(view: Pick<View, 'ui'>): readonly JobUuid[] {
	const {job, list} = view.ui;
	if (job === null && list.marked.size > 0) return [...list.marked];
	const uuid = uuidMeant(view);
	return uuid === null ? [] : [uuid];
}

/** The same jobs as far as they are there, each as it is best known. */
export function jobsMeant(view: View): readonly Job[] {
	if (view.ui.job === null) return uuidsMeant(view).flatMap(uuid => view.monitor.jobs.get(uuid) ?? []);
	const job = shownJob(view);
	return job === undefined ? [] : [job];
}

/** Why a key that acts on jobs finds none. */
export function noJobText({ui}: Pick<View, 'ui'>): string {
	return ui.job === null ? 'There is no job under the cursor.' : 'The job has not been read yet.';
}

/** Why a key that needs the uuid of a job does nothing, or null. */
export function needsUuid(view: Pick<View, 'ui'>): string | null {
	return uuidsMeant(view).length === 0 ? noJobText(view) : null;
}

/** Why a key that needs a job itself does nothing, or null. */
export function needsJob(view: View): string | null {
	return jobsMeant(view).length === 0 ? noJobText(view) : null;
}
