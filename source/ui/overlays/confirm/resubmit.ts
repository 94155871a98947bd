import {isFailure} from '../../../domain/failure.ts';
import type {Job, JobDetail} from '../../../domain/job.ts';
import {type JobRequest, parseJobRequest, writeJobRequest} from '../../../domain/job-request.ts';
import {messageOf} from '../../../domain/thrown.ts';
import {cutMiddle, cutText} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import {withoutMarks} from '../../state/list-changes.ts';
import {overlayOf} from '../../state/overlay-changes.ts';
import type {ConfirmQuestion, RequestDraft} from '../../state/question-state.ts';
import {askService} from '../ask-service.ts';
import {isAbout, setWorking} from '../question/question.ts';
import {askAbout, askAgain} from './ask-to-confirm.ts';
import {oneByOne} from './one-by-one.ts';

/** Submits what the question was about: the jobs as they were, or the one request that was edited. */
export async function submitAgain(acts: Acts, confirm: ConfirmQuestion): Promise<void> {
	if (confirm.act === 'resubmit-edited') await submitDraft(acts, confirm);
	else await submitAsTheyWere(acts, confirm.jobs);
}

async function submitAsTheyWere(acts: Acts, jobs: readonly Job[]): Promise<void> {
	// The marks have done their work: a second press must not submit the same jobs once more.
	const uuids = jobs.map(({uuid}) => uuid);
	acts.update(state => ({...state, list: withoutMarks(state.list, uuids)}));
	const submitted = await oneByOne(acts, {
		act: 'resubmit',
		jobs,
		doing: 'submitting',
		done: 'submitted',
		request: (job, signal) => acts.api.resubmitJob(job.uuid, {signal}),
		onDone: (_, job) => acts.monitor.putJob(job),
	});
	if (submitted === null) return;
	const [first] = submitted;
	if (jobs.length > 1) acts.toast(`${jobs.length} jobs submitted again.`, 'good');
	else if (first !== undefined) tellSubmitted(acts, first, 'submitted again as');
}

async function submitDraft(acts: Acts, {jobs, draft}: ConfirmQuestion): Promise<void> {
	const request = draft?.request ?? null;
	if (draft === null || request === null) return;
	const submitted = await oneByOne(acts, {
		act: 'resubmit-edited',
		jobs,
		draft,
		doing: 'submitting',
		done: 'submitted',
		request: (_, signal) => acts.api.submitJob(request, {signal}),
		onDone: (_, job) => acts.monitor.putJob(job),
	});
	const [job] = submitted ?? [];
	if (job !== undefined) tellSubmitted(acts, job, 'submitted as');
}

/** The new job is in the list; the cursor stays where the person left it. */
function tellSubmitted(acts: Acts, {name, uuid}: JobDetail, how: string): void {
	acts.toast(`${cutMiddle(name, 30)} ${how} ${cutText(uuid, 40)}.`, 'good');
}

/** Opens the request in the person's editor: the stored one, or the edited one once more. Nothing is submitted yet. */
export async function editRequest(acts: Acts): Promise<void> {
	const confirm = overlayOf(acts.getView().ui, 'confirm');
	const job = confirm?.jobs[0];
	if (confirm === null || job === undefined || confirm.working !== null) return;
	const {jobs, draft} = confirm;
	const stored = draft?.stored ?? (await fetchRequest(acts, jobs, job));
	// The person may have left the question while the service was asked.
	if (stored === null || !isAbout(acts, jobs)) return;
	setWorking(acts, jobs, 'in your editor…');
	const edited = await editText(acts, draft?.text ?? writeJobRequest(stored));
	if (!isAbout(acts, jobs)) return;
	const next = 'trouble' in edited ? draft : draftOf(stored, edited.text);
	const act = next === null ? 'resubmit' : 'resubmit-edited';
	const trouble = 'trouble' in edited ? edited.trouble : null;
	askAbout(acts, act, jobs, {draft: next, trouble});
}

async function editText(
	acts: Acts,
	text: string,
): Promise<{readonly text: string} | {readonly trouble: string}> {
	try {
		return {text: await acts.terminal.editText(text, 'request.json')};
	} catch (error) {
		const what = isFailure(error) ? error.sentences : `The editor could not be started: ${messageOf(error)}`;
		return {trouble: `${what} What you had before stands.`};
	}
}

async function fetchRequest(acts: Acts, jobs: readonly Job[], job: Job): Promise<JobRequest | null> {
	setWorking(acts, jobs, 'asking for the request…');
	const answer = await askService(acts, signal => acts.api.getResubmitRequest(job.uuid, {signal}));
	if (!('failure' in answer)) return answer.value;
	const trouble = answer.failure.sentences;
	askAgain(acts, jobs, 'resubmit', jobs, {trouble});
	return null;
}

function draftOf(stored: JobRequest, text: string): RequestDraft {
	if (text.trim() === '') return {stored, text, request: null, problem: 'The request is empty.'};
	const read = parseJobRequest(text);
	return read.ok
		? {stored, text, request: read.request, problem: null}
		: {stored, text, request: null, problem: read.problem};
}
