import {hasEnded} from '../../domain/status.ts';
import {cleanText} from '../../terminal/clean-text.ts';
import type {Acts} from '../acts.ts';
import {askToCancel, cancelRefusal} from '../overlays/cancel/ask-to-cancel.ts';
import {openJobScreen} from '../state/job-screen-state.ts';
import {
	clearMarks,
	closeFilterField,
	type Move,
	moveCursor,
	nextQuickFilter,
	openFilterField,
	setFilter,
	setOrder,
	toggleAllMarks,
	toggleMark,
	withList,
} from '../state/reduce-list.ts';
import {actedOn, quickFilters, type UiState} from '../state/ui-state.ts';
import {selectedJob, type View} from '../view.ts';
import type {KeyRow} from './key-row.ts';

const list = ['list'] as const;

function move(acts: Acts, how: Move): void {
	const {jobs} = acts.getView();
	acts.update(withList(one => moveCursor(one, jobs, how)));
}

function page(acts: Acts, share: number): void {
	const view = acts.getView();
	move(acts, Math.trunc(share * Math.max(1, view.height - 6)));
}

function needsJob(view: View): string | null {
	return selectedJob(view) === undefined ? 'There is no job under the cursor.' : null;
}

function jobsOf(acts: Acts): ReturnType<typeof actedOn> {
	const view = acts.getView();
	return actedOn(view.ui.list, view.monitor.jobs);
}

/** Why the jobs a key would act on cannot be cancelled, when that is true of the one under the cursor and none is marked. */
function cancelReason(view: View): string | null {
	if (view.ui.list.marked.size > 0) return null;
	const job = selectedJob(view);
	if (job === undefined) return 'There is no job under the cursor.';
	const reason = cancelRefusal(view, job);
	return reason === null ? null : `${cleanText(job.name).slice(0, 40)} is left as it is: ${reason}.`;
}

/** Esc gives back one thing at a time: the marks, then the filter. */
function stepBack(state: UiState): UiState {
	const {list: one} = state;
	if (one.marked.size > 0) return {...state, list: clearMarks(one)};
	return one.filterText === '' ? state : {...state, list: setFilter({...one, quick: 0}, '')};
}

export const listKeys: readonly KeyRow[] = [
	{
		id: 'list.up',
		places: list,
		keys: ['up', 'k'],
		group: 'Move',
		help: 'Go one job up.',
		run: acts => move(acts, -1),
	},
	{
		id: 'list.down',
		places: list,
		keys: ['down', 'j'],
		group: 'Move',
		help: 'Go one job down.',
		bar: {word: 'move', rank: 1, shown: glyphs => glyphs.updown},
		run: acts => move(acts, 1),
	},
	{
		id: 'list.page-up',
		places: list,
		keys: ['pageup'],
		group: 'Move',
		help: 'Go one page up.',
		run: acts => page(acts, -1),
	},
	{
		id: 'list.page-down',
		places: list,
		keys: ['pagedown'],
		group: 'Move',
		help: 'Go one page down.',
		run: acts => page(acts, 1),
	},
	{
		id: 'list.half-up',
		places: list,
		keys: ['ctrl-u'],
		group: 'Move',
		help: 'Go half a page up.',
		run: acts => page(acts, -0.5),
	},
	{
		id: 'list.half-down',
		places: list,
		keys: ['ctrl-d'],
		group: 'Move',
		help: 'Go half a page down.',
		run: acts => page(acts, 0.5),
	},
	{
		id: 'list.first',
		places: list,
		keys: ['g', 'home'],
		group: 'Move',
		help: 'Go to the first job.',
		run: acts => move(acts, 'first'),
	},
	{
		id: 'list.last',
		places: list,
		keys: ['G', 'end'],
		group: 'Move',
		help: 'Go to the last job.',
		run: acts => move(acts, 'last'),
	},
	{
		id: 'list.open',
		places: list,
		keys: ['enter', 'right'],
		group: 'Look',
		help: 'Open the job: overview, timeline, output, request.',
		bar: {word: 'open', rank: 2},
		refusal: needsJob,
		run: acts =>
			acts.update(state =>
				state.list.selected === null ? state : {...state, job: openJobScreen(state.list.selected)},
			),
	},
	{
		id: 'list.cancel',
		places: list,
		keys: ['c'],
		group: 'Act',
		help: 'Cancel the marked jobs, else the one under the cursor; asks first.',
		bar: {word: 'cancel', rank: 3},
		isDangerous: true,
		refusal: cancelReason,
		run: acts => askToCancel(acts, jobsOf(acts)),
	},
	{
		id: 'list.withdraw',
		places: ['list', 'job'],
		keys: ['u'],
		group: 'Act',
		help: 'Take back cancels that are still held back (setting cancel-grace).',
		refusal: view =>
			[...view.monitor.cancels.values()].some(one => one.phase === 'grace')
				? null
				: 'No cancel is being held back.',
		run: acts => {
			const count = acts.monitor.withdrawCancels();
			acts.toast(count === 1 ? 'One cancel was taken back.' : `${count} cancels were taken back.`, 'good');
		},
	},
	{
		id: 'list.mark',
		places: list,
		keys: ['space'],
		group: 'Act',
		help: 'Mark the job, or take its mark away, and go down.',
		bar: {word: 'mark', rank: 4},
		refusal: needsJob,
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
		id: 'list.filter',
		places: list,
		keys: ['/'],
		group: 'Find',
		help: 'Type a filter; the list narrows as you type.',
		bar: {word: 'filter', rank: 5},
		run: acts => acts.update(withList(openFilterField)),
	},
	{
		id: 'list.quick-filter',
		places: list,
		keys: ['f'],
		group: 'Find',
		help: `Go through the quick filters: ${quickFilters.map(one => one.name).join(', ')}.`,
		run: acts => acts.update(withList(nextQuickFilter)),
	},
	{
		id: 'list.reverse',
		places: list,
		keys: ['S'],
		group: 'Find',
		help: 'Turn the order of the list round.',
		run: acts =>
			acts.update(withList(one => setOrder(one, {...one.order, isReversed: !one.order.isReversed}))),
	},
	{
		id: 'list.back',
		places: list,
		keys: ['esc', 'left'],
		group: 'Find',
		help: 'Take the marks away; then the filter.',
		run: acts => acts.update(stepBack),
	},
	{
		id: 'list.watch',
		places: ['list', 'job'],
		keys: ['w'],
		group: 'Act',
		help: 'Tell me when the job ends; again no longer.',
		bar: {word: 'watch', rank: 12},
		refusal: view => {
			const job = selectedJob(view);
			if (job === undefined) return 'There is no job under the cursor.';
			return hasEnded(job.status) ? `The job has ended already: ${job.status}.` : null;
		},
		run: acts => {
			const view = acts.getView();
			const job = selectedJob(view);
			if (job === undefined) return;
			const isWatched = !view.monitor.watched.has(job.uuid);
			acts.monitor.watch(job.uuid, isWatched);
			const name = cleanText(job.name).slice(0, 40);
			acts.toast(isWatched ? `You will be told when ${name} ends.` : `${name} is no longer watched.`);
		},
	},
];

export const filterKeys: readonly KeyRow[] = [
	{
		id: 'filter.keep',
		places: ['filter'],
		keys: ['enter'],
		group: 'Answer',
		help: 'Keep the filter and go back to the list.',
		bar: {word: 'keep', rank: 1},
		run: acts => acts.update(withList(one => closeFilterField(one, true))),
	},
	{
		id: 'filter.leave',
		places: ['filter'],
		keys: ['esc'],
		group: 'Answer',
		help: 'Go back to the filter from before.',
		bar: {word: 'as before', rank: 2},
		run: acts => acts.update(withList(one => closeFilterField(one, false))),
	},
	{
		id: 'filter.up',
		places: ['filter'],
		keys: ['up'],
		group: 'Move',
		help: 'Go one job up while typing.',
		run: acts => move(acts, -1),
	},
	{
		id: 'filter.down',
		places: ['filter'],
		keys: ['down'],
		group: 'Move',
		help: 'Go one job down while typing.',
		run: acts => move(acts, 1),
	},
];
