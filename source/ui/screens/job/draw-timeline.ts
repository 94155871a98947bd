import {formatBytes} from '../../../domain/byte-size.ts';
import type {Instant} from '../../../domain/job.ts';
import {hasEnded, statusRow, widestStatus} from '../../../domain/status.ts';
import type {StatusSpan} from '../../../domain/status-spans.ts';
import {formatDuration, formatInstant} from '../../../domain/time.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import {shownJob} from '../../facts/shown-job.ts';
import {knownUntil} from '../../facts/stale.ts';
import {barOf, oneLine, unstyled, wrapWords} from '../../layout/styled.ts';
import {narrowWidth, usualWidth, wideWidth} from '../../layout/widths.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {drawAbsent, drawAge, drawOld} from './draw-loading.ts';
import {type TimelineEntry, timelineEntries} from './timeline-entries.ts';

const statusWidth = widestStatus + 2;
const durationWidth = 8;
const shortTime = 15;
const longTime = 20;

type Scale = {
	readonly from: Instant;
	readonly to: Instant;
	readonly cells: number;
	readonly timeWidth: number;
};

/** The job's way through its statuses, to scale, and what happened on it. All lines; the screen shows a part of them. */
export function timelineLines(view: View): readonly string[] {
	const {history} = view.ui.job!;
	if (history.value === null) return drawAbsent(view, history, 'the history');
	const entries = timelineEntries(history.value, shownJob(view));
	if (entries.length === 0) {
		return [
			...drawOld(view, history),
			view.paint('dim', cutText('The service has no history of this job yet.', view.width)),
		];
	}
	const scale = scaleOf(view, entries);
	const whole = `From ${formatInstant(scale.from)}, ${formatDuration(scale.to - scale.from)} in all.`;
	return [
		...drawAge(view, history),
		view.paint('dim', cutText(whole, view.width)),
		'',
		...entries.flatMap(entry => drawEntry(view, scale, entry)),
	];
}

function scaleOf(view: View, entries: readonly TimelineEntry[]): Scale {
	const spans = entries.flatMap(entry => (entry.kind === 'span' ? [entry.span] : []));
	const from = spans[0]?.from ?? entries[0]!.at ?? view.now;
	const last = spans.at(-1);
	const to = last === undefined ? from : (last.to ?? Math.max(knownUntil(view), last.from));
	const timeWidth = view.width >= wideWidth ? longTime : view.width >= narrowWidth ? shortTime : 0;
	const taken = statusWidth + 1 + (timeWidth === 0 ? 0 : timeWidth + 1) + durationWidth + 1;
	return {from, to, cells: Math.max(0, view.width - taken), timeWidth};
}

function drawEntry(view: View, scale: Scale, entry: TimelineEntry): readonly string[] {
	switch (entry.kind) {
		case 'span':
			return [drawSpan(view, scale, entry.span)];
		case 'transfer':
			return [drawTransfer(view, scale, entry)];
		case 'note':
			return drawNote(view, scale, entry);
	}
}

/** The name of something that happened, and when; in columns where there is room for them. */
function drawLead(view: View, {timeWidth}: Scale, role: Role, title: string, at: Instant | null): string {
	const indented = `  ${title}  `;
	if (view.width < usualWidth) return view.paint(role, cutText(indented, view.width));
	const time = fitText(at === null ? '' : timeOf(at, timeWidth), timeWidth);
	return `${view.paint(role, fitText(indented, statusWidth))} ${view.paint('dim', time)}  `;
}

function drawNote(
	view: View,
	scale: Scale,
	{title, at, text, isError}: Extract<TimelineEntry, {kind: 'note'}>,
): readonly string[] {
	const lead = drawLead(view, scale, isError ? 'danger' : 'accent', title, at);
	const indent = displayWidth(unstyled(lead));
	const room = Math.max(8, view.width - indent);
	const [first = '', ...more] = wrapWords(oneLine(text), room);
	return [lead + cutText(first, room), ...more.map(line => ' '.repeat(indent) + line)];
}

function drawSpan(view: View, scale: Scale, span: StatusSpan): string {
	const {glyphs, paint} = view;
	const now = knownUntil(view);
	const {tone} = statusRow(span.status);
	const word = paint(tone, fitText(`${glyphs.status(span.status)} ${span.status}`, statusWidth));
	const time = scale.timeWidth === 0 ? '' : `${paint('dim', timeOf(span.from, scale.timeWidth))} `;
	const length = hasEnded(span.status) ? '' : formatDuration((span.to ?? now) - span.from);
	const duration = fitText(span.to === null ? `${length}+` : length, durationWidth, 'right');
	return `${word} ${time}${duration} ${paint(tone, placeBar(view, scale, span))}`.trimEnd();
}

/** A bar where the span stands in the whole; a short one still has one cell. */
function placeBar(view: View, {from, to, cells}: Scale, span: StatusSpan): string {
	if (cells < 4) return '';
	const {glyphs} = view;
	const whole = Math.max(1, to - from);
	const cellAt = (instant: Instant): number => Math.round(((instant - from) / whole) * cells);
	const start = Math.min(cells - 1, cellAt(span.from));
	const end = Math.min(cells, Math.max(start + 1, cellAt(span.to ?? knownUntil(view))));
	if (hasEnded(span.status)) return ' '.repeat(start) + glyphs.status(span.status);
	return ' '.repeat(start) + glyphs.full.repeat(end - start);
}

function timeOf(instant: Instant, width: number): string {
	const text = formatInstant(instant);
	// Without its year; the Z stays, since the clock times of the header and the log are local ones.
	return width >= longTime ? text : text.slice(5);
}

function drawTransfer(
	view: View,
	scale: Scale,
	{title, at, status, summary}: Extract<TimelineEntry, {kind: 'transfer'}>,
): string {
	const lead = drawLead(view, scale, 'staging', title, at);
	const room = Math.max(0, view.width - displayWidth(unstyled(lead)));
	const bytes = summary?.totalBytesTransferred ?? null;
	const wholeBytes = summary?.estimatedTotalBytes ?? null;
	const files = summary?.completeTransfers ?? null;
	const allFiles = summary?.totalTransfers ?? null;
	// The service may give the bytes done as the estimate too: then the files are what can be counted.
	const hasEstimate = bytes !== null && wholeBytes !== null && wholeBytes > bytes;
	const hasFiles = allFiles !== null && allFiles > 0;
	const parts = [status ?? ''];
	if (bytes !== null)
		parts.push(hasEstimate ? `${formatBytes(bytes)} of ${formatBytes(wholeBytes)}` : formatBytes(bytes));
	if (hasFiles) parts.push(`${files ?? 0} of ${allFiles} files`);
	if (summary?.errorMessage) parts.push(summary.errorMessage);
	const text = parts.filter(Boolean).join('  ');
	const share = hasEstimate ? bytes / wholeBytes : hasFiles ? (files ?? 0) / allFiles : null;
	const barWidth = view.width >= usualWidth ? 8 : 16;
	if (share === null || displayWidth(oneLine(text)) > room - barWidth - 2) return lead + cutText(text, room);
	const bar = barOf(share, barWidth, view.glyphs.full, view.glyphs.empty);
	return `${lead}${cutText(text, room)}  ${bar}`;
}
