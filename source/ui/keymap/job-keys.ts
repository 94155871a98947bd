import type {Acts} from '../acts.ts';
import type {KeyRow} from '../keys/key-row.ts';
import {askToCancel, whyNotCancel} from '../overlays/cancel/ask-to-cancel.ts';
import {copyShown} from '../overlays/copy/copy.ts';
import {moveInTab} from '../screens/job/move-in-tab.ts';
import {openEntry, openOutput} from '../screens/job/open-output.ts';
import {toggleFold} from '../state/job-request-rows.ts';
import {askReload, jobTabRows, showNextTab, showTab, withJob} from '../state/job-screen-state.ts';
import {stepBack} from '../state/step-back.ts';
import type {View} from '../view.ts';
import {jobFileKeys} from './job-file-keys.ts';

const job = ['job'] as const;

/** One thing at a time; from the last one to the list. */
function goBack(acts: Acts): void {
	acts.update(state => (state.job === null ? state : {...state, job: stepBack(state.job)}));
}

/** Why there is nothing to open under the cursor, or null. */
function openRefusal({ui}: View): string | null {
	if (ui.job?.tab === 'request')
		return ui.job.request.value === null ? 'The request has not come yet.' : null;
	if (ui.job?.tab !== 'output') return 'There is nothing to open here; the tabs have more.';
	if (ui.job.file !== null) return 'The file is open already.';
	return ui.job.files.value?.[ui.job.fileIndex] === undefined ? 'There is no file under the cursor.' : null;
}

/** Opens the file or directory under the cursor; on the request folds or unfolds. */
function openHere(acts: Acts): void {
	if (acts.getView().ui.job?.tab === 'request') acts.update(withJob(one => toggleFold(one)));
	else openEntry(acts);
}

/** Each tab by its number. */
const tabKeys: readonly KeyRow[] = jobTabRows.map(({tab, title}, index) => ({
	id: `job.${tab}`,
	places: job,
	keys: [String(index + 1)],
	group: 'Look',
	help: `Show the tab ${title}.`,
	run: acts => acts.update(withJob(one => showTab(one, tab))),
}));

/** The keys of the job screen. */
export const jobKeys: readonly KeyRow[] = [
	{
		id: 'job.up',
		places: job,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one line up.',
		run: acts => moveInTab(acts, -1),
	},
	{
		id: 'job.down',
		places: job,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one line down.',
		run: acts => moveInTab(acts, 1),
	},
	{
		id: 'job.page-up',
		places: job,
		keys: ['pageup'],
		group: 'Move',
		help: 'Go one page up.',
		run: acts => moveInTab(acts, {pages: -1}),
	},
	{
		id: 'job.page-down',
		places: job,
		keys: ['pagedown', 'space'],
		group: 'Move',
		help: 'Go one page down.',
		run: acts => moveInTab(acts, {pages: 1}),
	},
	{
		id: 'job.half-up',
		places: job,
		keys: ['ctrl-u'],
		group: 'Move',
		help: 'Go half a page up.',
		run: acts => moveInTab(acts, {pages: -0.5}),
	},
	{
		id: 'job.half-down',
		places: job,
		keys: ['ctrl-d'],
		group: 'Move',
		help: 'Go half a page down.',
		run: acts => moveInTab(acts, {pages: 0.5}),
	},
	{
		id: 'job.first',
		places: job,
		keys: ['g', 'home'],
		group: 'Move',
		help: 'Go to the beginning; a long file is read from its start.',
		run: acts => moveInTab(acts, 'first'),
	},
	{
		id: 'job.last',
		places: job,
		keys: ['G', 'end'],
		group: 'Move',
		help: 'Go to the end; a file is followed from there.',
		run: acts => moveInTab(acts, 'last'),
	},
	...tabKeys,
	{
		id: 'job.next-tab',
		places: job,
		keys: ['tab'],
		group: 'Look',
		help: 'Show the next tab.',
		bar: {word: 'next tab', rank: 2},
		run: acts => acts.update(withJob(one => showNextTab(one, 1))),
	},
	{
		id: 'job.previous-tab',
		places: job,
		keys: ['shift-tab'],
		group: 'Look',
		help: 'Show the tab before.',
		run: acts => acts.update(withJob(one => showNextTab(one, -1))),
	},
	{
		id: 'job.open',
		places: job,
		keys: ['enter'],
		group: 'Look',
		help: 'Open the file or directory; on the request, fold or unfold what is under the cursor.',
		bar: {word: 'open', rank: 3},
		refusal: openRefusal,
		run: openHere,
	},
	{
		id: 'job.into',
		places: job,
		keys: ['right'],
		group: 'Look',
		help: 'Open the file or directory; on the request, unfold what is under the cursor.',
		refusal: openRefusal,
		run: acts => {
			if (acts.getView().ui.job?.tab === 'request') acts.update(withJob(one => toggleFold(one, 'open')));
			else openHere(acts);
		},
	},
	{
		id: 'job.back',
		places: job,
		keys: ['esc'],
		group: 'Look',
		help: 'Go back: from the search, the file, the directory, then to the list.',
		bar: {word: 'back', rank: 1},
		run: goBack,
	},
	{
		id: 'job.out',
		places: job,
		keys: ['left'],
		group: 'Look',
		help: 'Fold what is open under the cursor of the request; else go back.',
		run: acts => {
			const before = acts.getView().ui.job;
			const isInside = before?.tab === 'request' && before.requestIndex > 0;
			if (isInside) acts.update(withJob(one => toggleFold(one, 'folded')));
			if (!isInside || acts.getView().ui.job === before) goBack(acts);
		},
	},
	{
		id: 'job.output-now',
		places: job,
		keys: ['o'],
		group: 'Look',
		help: 'Show the standard output, and follow it while the job runs.',
		bar: {word: 'output', rank: 4},
		run: openOutput,
	},
	{
		id: 'job.cancel',
		places: job,
		keys: ['c'],
		group: 'Act',
		help: 'Cancel this job; asks first.',
		bar: {word: 'cancel', rank: 5},
		isDangerous: true,
		refusal: whyNotCancel,
		run: askToCancel,
	},
	{
		id: 'job.copy',
		places: job,
		keys: ['y'],
		group: 'Act',
		help: 'Copy the uuid; on the tab Request the whole request as JSON.',
		bar: {word: 'copy', rank: 9},
		run: copyShown,
	},
	{
		id: 'job.reload',
		places: job,
		keys: ['r'],
		group: 'Look',
		help: 'Ask the service for everything shown here anew.',
		bar: {word: 'reload', rank: 10},
		run: acts => {
			acts.update(withJob(askReload));
			acts.monitor.refresh();
		},
	},
	...jobFileKeys,
];
