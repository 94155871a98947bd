import type {Acts} from '../../acts.ts';
import {bodyHeight} from '../../layout/heights.ts';
import {windowTop} from '../../layout/scrolled.ts';
import {hasBeginning, type OpenFile} from '../../state/job-file-state.ts';
import {requestRows} from '../../state/job-request-rows.ts';
import {type JobScreenState, showFile, withFile, withJob} from '../../state/job-screen-state.ts';
import {type Move, movedIndex} from '../../state/moved-index.ts';
import type {View} from '../../view.ts';
import {linesAroundFile} from './draw-file.ts';
import {lastTop, rowsInTab} from './draw-job.ts';
import {type FileWindow, fileWindow, movePlace} from './file-window.ts';

/** Moves by so many lines, by a share of a page, or to an end. */
export function moveInTab(acts: Acts, how: Move | {readonly pages: number}): void {
	const view = acts.getView();
	if (view.ui.job === null) return;
	const rows = rowsInTab(view, bodyHeight(view));
	const move = typeof how === 'object' ? Math.trunc(how.pages * Math.max(1, rows - 1)) : how;
	acts.update(withJob(job => moveTab(view, job, move, rows)));
}

function moveTab(view: View, job: JobScreenState, move: Move, rows: number): JobScreenState {
	switch (job.tab) {
		case 'overview':
		case 'timeline': {
			const top = movedIndex(job.top, move, lastTop(view, job.tab, rows) + 1);
			return top === job.top ? job : {...job, top};
		}
		case 'output':
			return job.file === null ? moveAmongFiles(job, move, rows) : moveInFile(view, job, job.file, move);
		case 'request': {
			const count = job.request.value === null ? 0 : requestRows(job.request.value, job.folded).length;
			const requestIndex = movedIndex(job.requestIndex, move, count);
			return {...job, requestIndex, top: windowTop(job.top, requestIndex, rows, count)};
		}
	}
}

function moveAmongFiles(job: JobScreenState, move: Move, rows: number): JobScreenState {
	const count = job.files.value?.length ?? 0;
	const fileIndex = movedIndex(job.fileIndex, move, count);
	return {...job, fileIndex, top: windowTop(job.top, fileIndex, rows - 1, count)};
}

/** The part of the open file that is on the screen. */
export function shownWindow(view: View, file: OpenFile): FileWindow {
	const rows = rowsInTab(view, bodyHeight(view)) - linesAroundFile(view.ui.job?.search ?? null);
	return fileWindow(file, view.width, rows);
}

/** Its first line may have to be read anew, and so may its end. */
function moveInFile(view: View, job: JobScreenState, file: OpenFile, move: Move): JobScreenState {
	if (move === 'first' && !hasBeginning(file)) return showFile(job, file.path, 'head');
	if (move === 'last') {
		const isFar =
			file.begin === 'head' && !file.isAtEnd && file.offset < (file.size ?? Number.POSITIVE_INFINITY);
		return isFar ? showFile(job, file.path, 'tail') : withFile(follow)(job);
	}
	const window = shownWindow(view, file);
	const place = move === 'first' ? {top: 0, skip: 0} : movePlace(file, window, view.width, move);
	return withFile(one => ({...one, ...place, isFollowing: false}))(job);
}

function follow(file: OpenFile): OpenFile {
	return file.isFollowing ? file : {...file, isFollowing: true};
}
