import type {KeyRow} from '../keys/key-row.ts';
import {moveInTab, shownWindow} from '../screens/job/move-in-tab.ts';
import {fileToSave} from '../screens/job/open-output.ts';
import {saveOutput} from '../screens/job/save-output.ts';
import {withFile, withJob} from '../state/job-screen-state.ts';
import {endSearch, keepSearch, nextMatch, openSearch} from '../state/job-search.ts';
import type {View} from '../view.ts';

const job = ['job'] as const;

function needsFile({ui}: View): string | null {
	return ui.job?.tab === 'output' && ui.job.file !== null ? null : 'Open a file of the output first.';
}

function needsSearch(view: View): string | null {
	return needsFile(view) ?? (view.ui.job?.search ? null : 'Search for something first.');
}

function saveRefusal(view: View): string | null {
	if (view.ui.saving !== null) return 'A file is being saved already; one at a time.';
	return fileToSave(view) === null ? 'There is no file here to save.' : null;
}

/** Keys for the open file of the output, and for typing what to search in it. */
export const jobFileKeys: readonly KeyRow[] = [
	{
		id: 'job.search',
		places: job,
		keys: ['/'],
		group: 'Find',
		help: 'Search in what has been read of the file; capitals count only if you type some.',
		bar: {word: 'search', rank: 6},
		beginsText: true,
		refusal: needsFile,
		run: acts => {
			const view = acts.getView();
			const file = view.ui.job?.file;
			if (file) acts.update(withJob(one => openSearch(one, shownWindow(view, file).top)));
		},
	},
	{
		id: 'job.search-next',
		places: job,
		keys: ['n'],
		group: 'Find',
		help: 'Go to the next place of what is searched for.',
		bar: {word: 'next', rank: 2},
		refusal: needsSearch,
		run: acts => acts.update(withJob(one => nextMatch(one, 1))),
	},
	{
		id: 'job.search-previous',
		places: job,
		keys: ['N'],
		group: 'Find',
		help: 'Go to the place before.',
		refusal: needsSearch,
		run: acts => acts.update(withJob(one => nextMatch(one, -1))),
	},
	{
		id: 'job.follow',
		places: job,
		keys: ['F'],
		group: 'Look',
		help: 'Follow the end of the file, or stay where you are.',
		bar: {word: 'follow', rank: 7, isFor: ({ui}) => ui.job?.file?.isComplete !== true},
		refusal: needsFile,
		run: acts => {
			const view = acts.getView();
			const file = view.ui.job?.file;
			if (!file) return;
			if (!file.isFollowing) {
				moveInTab(acts, 'last');
				return;
			}
			const {top, skip} = shownWindow(view, file);
			acts.update(withJob(withFile(one => ({...one, isFollowing: false, top, skip}))));
		},
	},
	{
		id: 'job.wrap',
		places: job,
		keys: ['W'],
		group: 'Look',
		help: 'Break long lines of the file, or cut them.',
		refusal: needsFile,
		run: acts => acts.update(withJob(withFile(one => ({...one, isWrapped: !one.isWrapped})))),
	},
	{
		id: 'job.save',
		places: job,
		keys: ['s'],
		group: 'Act',
		help: 'Save the file into the folder this program was started in.',
		bar: {word: 'save', rank: 8},
		refusal: saveRefusal,
		run: acts => void saveOutput(acts),
	},
	{
		id: 'job-search.keep',
		places: ['job-search'],
		keys: ['enter'],
		group: 'Answer',
		help: 'Keep what is searched for and go back to the file.',
		bar: {word: 'keep', rank: 1},
		run: acts => acts.update(withJob(keepSearch)),
	},
	{
		id: 'job-search.leave',
		places: ['job-search'],
		keys: ['esc'],
		group: 'Answer',
		help: 'End the search.',
		bar: {word: 'end the search', rank: 2},
		run: acts => acts.update(withJob(endSearch)),
	},
];
