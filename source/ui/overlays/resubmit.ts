import type {Failure} from '../../domain/failure.ts';
import type {Job, JobDetail} from '../../domain/job.ts';
import {parseJobRequest, writeJobRequest} from '../../domain/job-request.ts';
import {cutText} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {closeOverlay, overlayOf, withOverlay} from '../state/overlay-changes.ts';
import type {ConfirmOverlay, RequestDraft} from '../state/overlay-state.ts';
import {clearMarks} from '../state/reduce-list.ts';
import {askService} from './asking.ts';
import {showConfirm} from './show-confirm.ts';

/** Submits what the question was about: the jobs as they were, or the one request that was edited. */
export async function submitAgain(acts: Acts, confirm: ConfirmOverlay): Promise<void> {
	if (confirm.act === 'resubmit-edited') await submitDraft(acts, confirm);
	else await submitAsTheyWere(acts, confirm.jobs);
}

async function submitAsTheyWere(acts: Acts, jobs: readonly Job[]): Promise<void> {
	// The marks have done their work: a second press must not submit the same jobs once more.
	acts.update(state => ({
		...closeOverlay(state),
		list: state.job === null ? clearMarks(state.list) : state.list,
	}));
	if (jobs.length > 1) acts.toast(`Submitting ${jobs.length} jobs…`);
	const submitted: JobDetail[] = [];
	let failure: Failure | null = null;
	for (const job of jobs) {
		const answer = await askService(acts, signal => acts.api.resubmitJob(job.uuid, {signal}));
		if ('failure' in answer) failure ??= answer.failure;
		else submitted.push(takeIn(acts, answer.value));
	}
	if (failure !== null) {
		const done = jobs.length === 1 ? 'Not submitted.' : `${submitted.length} of ${jobs.length} submitted.`;
		acts.toast(`${done} ${failure.message} ${failure.advice}`, 'danger');
	} else {
		tellSubmitted(acts, submitted);
	}
}

async function submitDraft(acts: Acts, {jobs, draft}: ConfirmOverlay): Promise<void> {
	const request = draft?.request ?? null;
	if (request === null) return;
	setWorking(acts, jobs, 'submitting…');
	const answer = await askService(acts, signal => acts.api.submitJob(request, {signal}));
	if ('failure' in answer) {
		const {failure} = answer;
		if (isAbout(acts, jobs)) showConfirm(acts, {act: 'resubmit-edited', jobs, leftOut: [], draft, failure});
		else acts.toast(`Not submitted. ${failure.message} ${failure.advice}`, 'danger');
		return;
	}
	if (isAbout(acts, jobs)) acts.update(closeOverlay);
	tellSubmitted(acts, [takeIn(acts, answer.value)]);
}

/** Puts the new job into the list, under the cursor. */
function takeIn(acts: Acts, job: JobDetail): JobDetail {
	acts.monitor.putJob(job);
	acts.update(state => ({...state, list: {...state.list, selected: job.uuid}}));
	return job;
}

function tellSubmitted(acts: Acts, submitted: readonly JobDetail[]): void {
	const [first] = submitted;
	if (first === undefined) return;
	const text =
		submitted.length === 1
			? `${cutText(first.name, 40)} submitted again as ${cutText(first.uuid, 40)}.`
			: `${submitted.length} jobs submitted again.`;
	acts.toast(text, 'good');
}

/** Opens the request in the person's editor: the stored one, or the edited one once more. Nothing is submitted yet. */
export async function editRequest(acts: Acts): Promise<void> {
	const confirm = overlayOf(acts.getView().ui, 'confirm');
	const job = confirm?.jobs[0];
	if (confirm === null || job === undefined || confirm.working !== null) return;
	const {jobs, draft} = confirm;
	const text = draft?.text ?? (await fetchText(acts, jobs, job));
	// The person may have left the question while the service was asked.
	if (text === null || !isAbout(acts, jobs)) return;
	setWorking(acts, jobs, 'in your editor…');
	const edited = await acts.terminal.editText(text, 'request.json').catch(() => null);
	if (!isAbout(acts, jobs)) return;
	const next = edited === null ? draft : draftOf(edited);
	const act = next === null ? 'resubmit' : 'resubmit-edited';
	showConfirm(acts, {act, jobs, leftOut: [], draft: next, failure: null});
	if (edited === null)
		acts.toast('The editor failed, so nothing was changed. Set EDITOR to another one.', 'warn');
}

async function fetchText(acts: Acts, jobs: readonly Job[], job: Job): Promise<string | null> {
	setWorking(acts, jobs, 'asking for the request…');
	const answer = await askService(acts, signal => acts.api.getResubmitRequest(job.uuid, {signal}));
	if (!('failure' in answer)) return writeJobRequest(answer.value);
	if (isAbout(acts, jobs)) {
		showConfirm(acts, {act: 'resubmit', jobs, leftOut: [], draft: null, failure: answer.failure});
	}
	return null;
}

function draftOf(text: string): RequestDraft {
	if (text.trim() === '') return {text, request: null, problem: 'The request is empty.'};
	const read = parseJobRequest(text);
	return read.ok
		? {text, request: read.request, problem: null}
		: {text, request: null, problem: read.problem};
}

/** Whether the open question is still the one about these jobs. */
function isAbout(acts: Acts, jobs: readonly Job[]): boolean {
	return overlayOf(acts.getView().ui, 'confirm')?.jobs === jobs;
}

function setWorking(acts: Acts, jobs: readonly Job[], working: string): void {
	acts.update(
		withOverlay('confirm', confirm =>
			confirm.jobs === jobs ? {...confirm, working, failure: null, hint: null} : confirm,
		),
	);
}
