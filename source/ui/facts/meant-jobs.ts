import type {Job} from '../../domain/job.ts';
import {shownJob} from '../screens/job/shown-job.ts';
import {actedOn} from '../state/ui-state.ts';
import type {View} from '../view.ts';

/** The jobs a key acts on: the open job on its screen; else the marked jobs, else the one under the cursor. */
export function jobsMeant(view: View): readonly Job[] {
	if (view.ui.job === null) return actedOn(view.ui.list, view.monitor.jobs);
	const job = shownJob(view);
	return job === undefined ? [] : [job];
}

/** Why a key that acts on jobs finds none. */
export function noJobText({ui}: Pick<View, 'ui'>): string {
	return ui.job === null ? 'There is no job under the cursor.' : 'The job has not been read yet.';
}
