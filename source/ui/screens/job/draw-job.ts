import {formatBytes} from '../../../domain/byte-size.ts';
import {statusRow} from '../../../domain/status.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutMiddle, cutText, fitText} from '../../../terminal/fit-text.ts';
import {cancelSign} from '../../facts/pending-cancel.ts';
import {shownJob} from '../../facts/shown-job.ts';
import {isStale} from '../../facts/stale.ts';
import {type ScrolledLines, scrolled} from '../../layout/scrolled.ts';
import {barOf} from '../../layout/styled.ts';
import {type JobTab, jobTabRows} from '../../state/job-screen-state.ts';
import type {View} from '../../view.ts';
import {drawFile} from './draw-file.ts';
import {drawFiles} from './draw-files.ts';
import {overviewLines} from './draw-overview.ts';
import {drawRequest} from './draw-request.ts';
import {timelineLines} from './draw-timeline.ts';

/** The screen of one job: exactly `height` lines. */
export function drawJob(view: View, height: number): readonly string[] {
	if (view.ui.job === null) return [];
	const foot = drawSaving(view);
	const room = Math.max(0, height - headHeight(height) - foot.length);
	const {lines, below} = drawTab(view, room);
	const body = lines.slice(0, room);
	while (body.length < room) body.push('');
	return [...drawHead(view, height, below), ...body, ...foot].slice(0, height);
}

/** How many lines a tab has for itself on a job screen of this height. */
export function rowsInTab(view: View, height: number): number {
	return Math.max(1, height - headHeight(height) - drawSaving(view).length);
}

/** How far a tab that is only scrolled can be scrolled. */
export function lastTop(view: View, tab: JobTab, rows: number): number {
	const lines = tab === 'overview' ? overviewLines(view) : tab === 'timeline' ? timelineLines(view) : [];
	return Math.max(0, lines.length - rows);
}

function headHeight(height: number): number {
	return height >= 10 ? 3 : 2;
}

function drawTab(view: View, rows: number): ScrolledLines {
	const {tab, top, file} = view.ui.job!;
	switch (tab) {
		case 'overview':
			return scrolled(overviewLines(view), top, rows);
		case 'timeline':
			return scrolled(timelineLines(view), top, rows);
		case 'output':
			// It says itself how much there is.
			return {lines: file === null ? drawFiles(view, rows) : drawFile(view, rows), below: 0};
		case 'request':
			return drawRequest(view, rows);
	}
}

function drawHead(view: View, height: number, below: number): readonly string[] {
	const head = [drawTitle(view), drawTabs(view)];
	return headHeight(height) > head.length ? [...head, drawRule(view, below)] : head;
}

/** The line under the tabs; it says when there is more than the screen shows. */
function drawRule({paint, glyphs, width}: View, below: number): string {
	if (below === 0) return paint('border', glyphs.line.repeat(width));
	const more = ` ${below} more below ${glyphs.down} `;
	const left = Math.max(0, width - displayWidth(more) - 1);
	return `${paint('border', glyphs.line.repeat(left))}${paint('accent', more)}${paint('border', glyphs.line)}`;
}

/** Which job it is, what the service says of it, and whether its cancel was asked for. */
function drawTitle(view: View): string {
	const {paint, glyphs, width} = view;
	const {uuid, isReloading} = view.ui.job!;
	const job = shownJob(view);
	if (job === undefined) return paint('title', cutText(uuid, width));
	const asked = cancelSign(view, uuid);
	const status = cutText(`${glyphs.status(job.status)} ${job.status}`, width);
	const pending = asked !== null ? `  ${asked.sign} ${asked.word}` : isReloading ? '  reloading' : '';
	const room = width - displayWidth(status) - displayWidth(pending) - 2;
	const hasUuid = room >= uuid.length + 2 + 14;
	const name = room < 4 ? '' : `  ${cutMiddle(job.name, hasUuid ? room - uuid.length - 2 : room)}`;
	const place = hasUuid ? paint('dim', cutText(`  ${uuid}`, uuid.length + 2)) : '';
	return (
		paint(isStale(view) ? 'stale' : statusRow(job.status).tone, status) +
		paint(asked?.role ?? 'pending', cutText(pending, width - displayWidth(status))) +
		paint('title', name) +
		place
	);
}

function drawTabs(view: View): string {
	const {paint, width, keyWords} = view;
	// Each title with its key, a blank at both ends of it and between the two; a blank between the tabs.
	const isShort = jobTabRows.reduce((sum, {title}) => sum + title.length + 5, -1) > width;
	const parts = jobTabRows.map(({tab, title}) => {
		const key = keyWords.one(`job.${tab}`);
		const isOpen = tab === view.ui.job!.tab;
		if (isShort && !isOpen) return paint('key', key);
		return isOpen ? paint('selected', ` ${key} ${title} `) : ` ${paint('key', key)} ${title} `;
	});
	return parts.join(' ');
}

/** The download under way, wherever it was begun. */
function drawSaving(view: View): readonly string[] {
	const {saving} = view.ui;
	if (saving === null) return [];
	const {bytes, size, path} = saving;
	if (size === null || size <= 0)
		return [view.paint('accent', cutText(`Saving ${path}: ${formatBytes(bytes)}`, view.width))];
	const share = Math.min(1, bytes / size);
	const bar = barOf(share, 10, view.glyphs.full, view.glyphs.empty);
	const done = `${bar} ${Math.floor(share * 100)}%  ${formatBytes(bytes)} of ${formatBytes(size)}`;
	const name = fitText(
		`Saving ${path}`,
		Math.max(8, Math.min(displayWidth(path) + 9, view.width - displayWidth(done) - 1)),
	);
	return [view.paint('accent', cutText(`${name} ${done}`, view.width))];
}
