import type {Failure} from '../../domain/failure.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import {cutText} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {closeOverlay} from '../state/overlay-changes.ts';
import type {UiState} from '../state/ui-state.ts';
import {askService} from './asking.ts';

/** Hides jobs one after the other and takes their rows away; tells at the end how it went. */
export async function hideJobs(acts: Acts, jobs: readonly Job[]): Promise<void> {
	acts.update(closeOverlay);
	if (jobs.length > 1) acts.toast(`Hiding ${jobs.length} jobs…`);
	const hidden: Job[] = [];
	let failure: Failure | null = null;
	for (const job of jobs) {
		const answer = await askService(acts, signal => acts.api.hideJob(job.uuid, {signal}));
		if ('failure' in answer) {
			failure ??= answer.failure;
			continue;
		}
		hidden.push(job);
		acts.monitor.dropJob(job.uuid);
		acts.update(state => withoutJob(state, job.uuid));
	}
	const what = hidden.length === 1 ? cutText(hidden[0]!.name, 40) : `${hidden.length} jobs`;
	if (failure === null)
		acts.toast(
			`${what} hidden; \`tapis-jobs status\` still finds ${hidden.length === 1 ? 'it' : 'them'}.`,
			'good',
		);
	else
		acts.toast(`${hidden.length} of ${jobs.length} hidden. ${failure.message} ${failure.advice}`, 'danger');
}

/** Its mark goes with its row, and so does its screen. */
function withoutJob(state: UiState, uuid: JobUuid): UiState {
	const marked = new Set(state.list.marked);
	marked.delete(uuid);
	const job = state.job?.uuid === uuid ? null : state.job;
	return {...state, job, list: {...state.list, marked}};
}
