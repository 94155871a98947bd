import {formatBytes} from '../../../domain/byte-size.ts';
import {hasEnded, statusRow} from '../../../domain/status.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import {isPaused} from '../../facts/paused.ts';
import {hasNeverRun, shownJob, wroteNothing} from '../../facts/shown-job.ts';
import {drawField} from '../../layout/draw-field.ts';
import {hasBeginning, type OpenFile} from '../../state/job-file-state.ts';
import {shownLines} from '../../state/job-file-text.ts';
import type {FileSearch} from '../../state/job-screen-state.ts';
import {matchesIn} from '../../state/job-search.ts';
import type {View} from '../../view.ts';
import {drawAbsent, paragraph} from './draw-loading.ts';
import {type FileRow, fileWindow} from './file-window.ts';

/** Lines around the text of a file: one above; one below while something is searched for. */
export function linesAroundFile(search: FileSearch | null): number {
	return search === null ? 1 : 2;
}

/** The open file: where it is and how far it is read, its text, and the search. */
export function drawFile(view: View, height: number): readonly string[] {
	const {file, search} = view.ui.job!;
	if (file === null) return [];
	const room = Math.max(1, height - linesAroundFile(search));
	const text = drawText(view, file, search, room);
	const lines = [drawFileHead(view, file), ...text];
	if (search === null) return lines;
	while (lines.length < height - 1) lines.push('');
	return [...lines.slice(0, Math.max(1, height - 1)), drawSearch(view, file, search)];
}

function drawFileHead(view: View, file: OpenFile): string {
	const {width, paint} = view;
	const right = howFar(view, file);
	const left = fitText(file.path, Math.max(8, width - displayWidth(right) - 2));
	const role = file.failure !== null && !file.isMissing ? 'warn' : file.isFollowing ? 'active' : 'dim';
	return paint('accent', left) + paint(role, cutText(`  ${right}`, Math.max(0, width - displayWidth(left))));
}

function howFar(view: View, file: OpenFile): string {
	if (file.isMissing || file.isBinary || file.start === null) return '';
	const {glyphs} = view;
	const size = formatBytes(file.size ?? file.offset);
	const part = hasBeginning(file) ? size : `the end of ${size}`;
	const shown = file.begin === 'head' && !file.isAtEnd ? `${formatBytes(file.offset)} of ${size}` : part;
	if (file.failure !== null) return `${shown} ${glyphs.lost} not read on`;
	const job = shownJob(view);
	if (file.isComplete) return file.isAtEnd ? `${shown}, complete` : shown;
	// Its last bytes are still to be read.
	if (job !== undefined && hasEnded(job.status)) return shown;
	if (isPaused(view)) return `${shown} ${glyphs.paused} paused`;
	return file.isFollowing ? `${shown} ${glyphs.live} following` : `${shown} ${glyphs.paused} not following`;
}

function drawText(view: View, file: OpenFile, search: FileSearch | null, room: number): readonly string[] {
	if (file.isMissing) return drawMissing(view, file);
	if (file.isBinary) {
		const size = file.size === null ? '' : ` of ${formatBytes(file.size)}`;
		return paragraph(view, 'dim', `This is a binary file${size}; it can be saved, not shown.`);
	}
	const window = fileWindow(file, view.width, room);
	if (window.lines.length === 0) {
		if (file.failure !== null) return drawAbsent(view, file, 'the file');
		const empty = file.isComplete ? 'The file is empty.' : 'The file is empty so far.';
		const text = file.isAtEnd ? empty : 'Loading the file…';
		return [view.paint('dim', cutText(text, view.width))];
	}
	const rows = window.rows.map(row => drawRow(view, file, row, search, window.lines[row.line]!));
	return file.failure === null ? rows : [...rows.slice(0, Math.max(0, room - 1)), drawTrouble(view, file)];
}

function drawMissing(view: View, file: OpenFile): readonly string[] {
	if (hasNeverRun(view)) return paragraph(view, 'dim', wroteNothing);
	const job = shownJob(view);
	if (file.isComplete || (job !== undefined && hasEnded(job.status))) {
		const more = file.isComplete
			? []
			: paragraph(view, 'dim', 'It is looked for again: it may be on its way to the archive.');
		return [
			...paragraph(view, 'text', 'There is no such file.'),
			...paragraph(view, 'dim', file.failure?.message ?? ''),
			...more,
		];
	}
	const isRunning = job !== undefined && statusRow(job.status).phase === 'running';
	const text = isRunning
		? 'The job has not written this file yet. It is looked for again by itself.'
		: 'There is no such file yet: it appears when the job runs.';
	return paragraph(view, 'dim', text);
}

function drawTrouble(view: View, {failure}: OpenFile): string {
	const next = failure?.canRetry ? ' It is tried again.' : '';
	return view.paint('warn', cutText(`Not read on: ${failure?.message ?? ''}${next}`, view.width));
}

/** A row of text; places of what is searched for stand out, those in the line found the most. */
function drawRow(view: View, file: OpenFile, row: FileRow, search: FileSearch | null, whole: string): string {
	const {paint} = view;
	const {text, start} = row;
	if (search === null || search.text === '') return text;
	const role = search.line === row.line + file.text.dropped ? 'selected' : 'marked';
	let painted = '';
	let at = 0;
	// A place may be broken over two rows: each row paints its part.
	for (const match of matchesIn(whole, search.text)) {
		const from = Math.max(at, match.start - start);
		const to = Math.min(text.length, match.end - start);
		if (to <= from) continue;
		painted += text.slice(at, from) + paint(role, text.slice(from, to));
		at = to;
	}
	return painted + text.slice(at);
}

function drawSearch(view: View, file: OpenFile, search: FileSearch): string {
	const {paint, width} = view;
	const found =
		search.text === '' || !search.isSought
			? ''
			: search.line === null
				? 'not in what has been read'
				: search.line < file.text.dropped
					? 'no longer kept'
					: `line ${search.line - file.text.dropped + 1} of ${shownLines(file.text).length}`;
	const room = Math.max(4, width - 3 - displayWidth(found) - 2);
	const {field} = search;
	if (field === null) {
		return paint('key', `${view.glyphs.find} `) + fitText(search.text, room) + paint('dim', `  ${found}`);
	}
	const {text, used} = drawField(view, field, room);
	const role = search.text !== '' && search.isSought && search.line === null ? 'danger' : 'dim';
	return paint('key', `${view.glyphs.find} `) + text + ' '.repeat(room - used) + paint(role, `  ${found}`);
}
