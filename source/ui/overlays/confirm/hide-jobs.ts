import {describeJob} from '../../../domain/describe-job.ts';
import type {Job, JobUuid} from '../../../domain/job.ts';
import type {Acts} from '../../acts.ts';
import {nameJobs} from '../../facts/job-names.ts';
import {withoutMarks} from '../../state/list-changes.ts';
import type {UiState} from '../../state/ui-state.ts';
import {oneByOne} from './one-by-one.ts';

/** Hides jobs one after the other and takes their rows away; tells at the end how it went. */
export async function hideJobs(acts: Acts, jobs: readonly Job[]): Promise<void> {
	const hidden = await oneByOne(acts, {
		act: 'hide',
		jobs,
		doing: 'hiding',
		done: 'hidden',
		request: (job, signal) => acts.api.hideJob(job.uuid, {signal}),
		onDone: job => {
			acts.monitor.dropJob(job.uuid);
			// Nothing lists hidden jobs, so the log is where the uuid can be found again.
			acts.monitor.note(`${describeJob(job)} was hidden.`);
			acts.update(state => withoutJob(state, job.uuid));
		},
	});
	if (hidden === null) return;
	const isOne = jobs.length === 1;
	acts.toast(
		`${nameJobs(jobs)} hidden; \`tapis-jobs unhide\` shows ${isOne ? 'it' : 'them'} again; the log has the ${isOne ? 'uuid' : 'uuids'}.`,
		'good',
	);
}

/** Its mark goes with its row, and so does its screen. */
function withoutJob(state: UiState, uuid: JobUuid): UiState {
	const job = state.job?.uuid === uuid ? null : state.job;
	return {...state, job, list: withoutMarks(state.list, [uuid])};
}
