import {formatBytes} from '../../../domain/byte-size.ts';
import type {OutputFile} from '../../../domain/output.ts';
import {isNoSuchFile} from '../../../domain/output.ts';
import {hasEnded, statusRow} from '../../../domain/status.ts';
import {formatAge, formatInstant} from '../../../domain/time.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import {hasNeverRun, shownJob, wroteNothing} from '../../facts/shown-job.ts';
import {windowTop} from '../../layout/scrolled.ts';
import {narrowWidth, wideWidth} from '../../layout/widths.ts';
import type {View} from '../../view.ts';
import {drawAbsent, drawAge, paragraph} from './draw-loading.ts';

const sizeWidth = 8;

/** A directory of the job's output, with a cursor. */
export function drawFiles(view: View, height: number): readonly string[] {
	const {files, detail, fileIndex, top} = view.ui.job!;
	if (detail.value === null) return drawUnknownPlace(view);
	const title = drawPlace(view);
	if (files.value === null) return [title, ...drawNoListing(view)];
	const old = drawAge(view, files);
	if (files.value.length === 0) return [title, ...old, ...paragraph(view, 'dim', whyEmpty(view))];
	const room = Math.max(1, height - 1 - old.length);
	const first = windowTop(top, fileIndex, room, files.value.length);
	const shown = files.value.slice(first, first + room);
	return [title, ...old, ...shown.map((file, index) => drawFile(view, file, first + index === fileIndex))];
}

/** Without the details nothing of the output can be asked for. */
function drawUnknownPlace(view: View): readonly string[] {
	const {detail} = view.ui.job!;
	const lines = drawAbsent(view, detail, 'the output');
	if (detail.failure === null) return lines;
	const [title = '', ...more] = lines;
	const why = paragraph(view, 'text', 'Where it is stands in the details of the job, which have not come.');
	return [title, ...why, ...more];
}

function drawPlace(view: View): string {
	const {folder, files} = view.ui.job!;
	const count =
		files.value === null ? '' : `${files.value.length} ${files.value.length === 1 ? 'entry' : 'entries'}`;
	const age = files.at === null ? '' : `, ${formatAge(view.now - files.at)} ago`;
	const right = `${count}${age}`;
	const left = fitText(
		folder === '' ? 'output of the job' : folder,
		Math.max(4, view.width - displayWidth(right) - 2),
	);
	return (
		view.paint('accent', left) +
		view.paint('dim', cutText(`  ${right}`, Math.max(0, view.width - displayWidth(left))))
	);
}

function drawNoListing(view: View): readonly string[] {
	const {files} = view.ui.job!;
	const job = shownJob(view);
	if (isNoSuchFile(files.failure) && job !== undefined && (!hasEnded(job.status) || hasNeverRun(view)))
		return paragraph(view, 'dim', whyEmpty(view));
	return drawAbsent(view, files, 'the directory');
}

function whyEmpty(view: View): string {
	const job = shownJob(view);
	if (view.ui.job!.folder !== '') return 'This directory is empty.';
	if (hasNeverRun(view)) return wroteNothing;
	if (job === undefined || hasEnded(job.status)) return 'There are no files: the job has left none here.';
	return statusRow(job.status).phase === 'running'
		? 'There are no files yet; a reload looks again.'
		: 'There are no files yet: they appear when the job runs.';
}

function drawFile(view: View, file: OutputFile, isSelected: boolean): string {
	const {paint, glyphs, width, now} = view;
	const time = width >= wideWidth ? 21 : width >= narrowWidth ? 7 : 0;
	const nameWidth = Math.max(4, width - 2 - sizeWidth - 1 - time);
	const isStdout = file.path === view.ui.job!.detail.value?.stdoutName;
	const name = fitText(file.kind === 'dir' ? `${file.name}/` : file.name, nameWidth);
	const size = fitText(file.kind === 'dir' ? '' : formatBytes(file.size), sizeWidth, 'right');
	const when =
		time === 0 || file.lastModified === null
			? ' '.repeat(time)
			: fitText(
					time > 10 ? formatInstant(file.lastModified) : formatAge(now - file.lastModified),
					time,
					'right',
				);
	const row = `${name} ${size}${when}`;
	const role = isSelected ? 'selected' : isStdout ? 'active' : file.kind === 'dir' ? 'accent' : 'text';
	return `${isSelected ? paint('accent', glyphs.selected) : ' '} ${paint(role, row)}`;
}
