import {hasEnded} from '../../domain/status.ts';
import {takenBackText} from '../../monitor/cancel/cancel-words.ts';
import type {Acts} from '../acts.ts';
import {nameJobs} from '../facts/job-names.ts';
import {jobsMeant, noJobText} from '../facts/meant-jobs.ts';
import {heldCancels} from '../facts/pending-cancel.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {askToCancel, whyNotCancel} from '../overlays/cancel/ask-to-cancel.ts';
import {openOutput} from '../screens/job/open-output.ts';
import {openJobScreen} from '../state/job-screen-state.ts';
import {toggleAllMarks, toggleMark, withList} from '../state/list-changes.ts';
import {selectedJob, type View} from '../view.ts';
import {move} from './move-keys.ts';

const list = ['list'] as const;

/** What is done to the job under the cursor, whatever is marked. */
function needsCursor(view: View): string | null {
	return selectedJob(view) === undefined ? noJobText(view) : null;
}

function whyNotWatch(view: View): string | null {
	const jobs = jobsMeant(view);
	const [first] = jobs;
	if (first === undefined) return noJobText(view);
	if (jobs.some(job => !hasEnded(job.status))) return null;
	return jobs.length === 1
		? `The job has ended already: ${first.status}.`
		: 'Every one of the marked jobs has ended already.';
}

/** Watches those that have not ended; where all of them are watched, none from then on. */
function watchJobs(acts: Acts): void {
	const view = acts.getView();
	const jobs = jobsMeant(view).filter(job => !hasEnded(job.status));
	const isWatched = jobs.some(job => !view.monitor.watched.has(job.uuid));
	for (const job of jobs) acts.monitor.watch(job.uuid, isWatched);
	const isOne = jobs.length === 1;
	const what = nameJobs(jobs);
	acts.toast(
		isWatched
			? `You will be told when ${what} ${isOne ? 'ends' : 'end'}.`
			: `${what} ${isOne ? 'is' : 'are'} no longer watched.`,
	);
}

export const listKeys: readonly KeyRow[] = [
	{
		id: 'list.open',
		places: list,
		keys: ['enter', 'right'],
		group: 'Look',
		help: 'Open the job: overview, timeline, output, request.',
		bar: {word: 'open', rank: 2, isSteady: true},
		refusal: needsCursor,
		run: acts =>
			acts.update(state =>
				state.list.selected === null ? state : {...state, job: openJobScreen(state.list.selected)},
			),
	},
	{
		id: 'list.output',
		places: list,
		keys: ['o'],
		group: 'Look',
		help: 'Open what the job writes to its standard output.',
		refusal: needsCursor,
		run: openOutput,
	},
	{
		id: 'list.cancel',
		places: list,
		keys: ['c'],
		group: 'Act',
		help: 'Cancel the marked jobs, else the one under the cursor; asks first.',
		bar: {word: 'cancel', rank: 3, isSteady: true},
		isDangerous: true,
		refusal: whyNotCancel,
		run: askToCancel,
	},
	{
		id: 'list.withdraw',
		places: ['list', 'job'],
		keys: ['u'],
		group: 'Act',
		help: 'Take back cancels that are still held back (setting cancel-grace).',
		bar: {word: 'take back', rank: 0},
		isDangerous: true,
		refusal: view => (heldCancels(view).length > 0 ? null : 'No cancel is being held back.'),
		run: acts => {
			acts.toast(takenBackText(acts.monitor.withdrawCancels()), 'good');
		},
	},
	{
		id: 'list.mark',
		places: list,
		keys: ['space'],
		group: 'Act',
		help: 'Mark the job, or take its mark away, and go down.',
		bar: {word: 'mark', rank: 8, isSteady: true},
		refusal: needsCursor,
		run: acts => {
			acts.update(withList(one => (one.selected === null ? one : toggleMark(one, one.selected))));
			move(acts, 1);
		},
	},
	{
		id: 'list.mark-all',
		places: list,
		keys: ['a'],
		group: 'Act',
		help: 'Mark all the jobs shown; again takes all marks away.',
		run: acts => {
			const {jobs} = acts.getView();
			acts.update(withList(one => toggleAllMarks(one, jobs)));
		},
	},
	{
		id: 'list.watch',
		places: ['list', 'job'],
		keys: ['w'],
		group: 'Act',
		help: 'Tell me when the job ends, or the marked jobs do; again no longer.',
		bar: {word: 'watch', rank: 12, isSteady: true},
		refusal: whyNotWatch,
		run: watchJobs,
	},
];
