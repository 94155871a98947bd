import {nameOf} from '../../domain/describe-job.ts';
import type {Instant} from '../../domain/job.ts';
import {statusRow} from '../../domain/status.ts';
import {formatClockTime, formatLocalDayTime, isSameLocalDay} from '../../domain/time.ts';
import {outcomeWords} from '../../monitor/cancel/cancel-words.ts';
import {eventText} from '../../monitor/event-text.ts';
import type {LogEntry, MonitorEvent} from '../../monitor/monitor-state.ts';
import {cleanText} from '../../terminal/clean-text.ts';
import type {Acts} from '../acts.ts';
import {sheetRows} from '../layout/heights.ts';
import {wrapWords} from '../layout/styled.ts';
import {overlayOf, showOverlay, withOverlay} from '../state/overlay-changes.ts';
import type {LogOverlay} from '../state/overlay-state.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';
import {drawSheet, textLine} from './sheet.ts';

export function openLog(acts: Acts): void {
	acts.update(showOverlay({kind: 'log', lowest: null}));
}

/** Scrolls by some entries; at the newest it follows again. */
export function scrollLog(acts: Acts, by: number | 'first' | 'last'): void {
	const view = acts.getView();
	const {log} = view.monitor;
	const last = log.length - 1;
	acts.update(
		withOverlay('log', overlay => {
			const wanted = by === 'first' ? 0 : by === 'last' ? last : lowestIndex(log, overlay) + by;
			const index = Math.max(lowestWithOldest(view, sheetRows(view)), wanted);
			return {...overlay, lowest: index >= last ? null : (log[index] ?? null)};
		}),
	);
}

/** Where the lowest entry stands while the oldest is at the top: scrolling further back would show nothing more. */
function lowestWithOldest(view: View, rows: number): number {
	const {log} = view.monitor;
	const timeOf = timeFormat(view, log);
	let used = 0;
	const beyond = log.findIndex(entry => {
		used += entryLines(view, entry, timeOf).length;
		return used > rows;
	});
	return Math.max(0, (beyond < 0 ? log.length : beyond) - 1);
}

/** Entries in sight but one: so many as a page goes on by, without leaving one out. */
export function pageOfLog(acts: Acts): number {
	const view = acts.getView();
	const overlay = overlayOf(view.ui, 'log');
	if (overlay === null) return 1;
	const {log} = view.monitor;
	return Math.max(1, window(view, log, lowestIndex(log, overlay), sheetRows(view)).entries - 1);
}

/** Where the lowest entry shown stands; the oldest there is when it has gone out of the log. */
function lowestIndex(log: readonly LogEntry[], {lowest}: LogOverlay): number {
	return lowest === null ? log.length - 1 : Math.max(0, log.lastIndexOf(lowest));
}

export function drawLog(view: View, height: number): readonly string[] {
	const overlay = overlayOf(view.ui, 'log');
	if (overlay === null) return [];
	const {log} = view.monitor;
	const lowest = lowestIndex(log, overlay);
	const {lines, below} = window(view, log, lowest, Math.max(0, height - 1));
	const note = overlay.lowest === null ? `following; ${log.length} in all` : `${below} newer below`;
	const nothing = textLine(view, 'Nothing has changed since the start.', 'dim');
	return drawSheet(view, 'Log', lines.length === 0 ? [nothing] : lines, height, note);
}

/** Lines up to and with the lowest entry; near the start of the log, entries below it fill the room that is left. */
function window(
	view: View,
	log: readonly LogEntry[],
	lowest: number,
	rows: number,
): {readonly lines: readonly string[]; readonly entries: number; readonly below: number} {
	const timeOf = timeFormat(view, log);
	let lines: readonly string[] = [];
	let first = lowest + 1;
	while (first > 0 && lines.length < rows) {
		first -= 1;
		lines = [...entryLines(view, log[first]!, timeOf), ...lines];
	}
	lines = lines.slice(Math.max(0, lines.length - rows));
	let next = lowest + 1;
	while (next < log.length) {
		const more = entryLines(view, log[next]!, timeOf);
		if (lines.length + more.length > rows) break;
		lines = [...lines, ...more];
		next += 1;
	}
	return {lines, entries: next - first, below: log.length - next};
}

/** A clock time alone says when something was only where all of it was today. The oldest entry comes first. */
function timeFormat({now}: View, log: readonly LogEntry[]): (at: Instant) => string {
	return log[0] === undefined || isSameLocalDay(log[0].at, now) ? formatClockTime : formatLocalDayTime;
}

/** The time and what happened, over as many lines as it needs. */
function entryLines(
	{paint, width}: View,
	{at, event}: LogEntry,
	timeOf: (at: Instant) => string,
): readonly string[] {
	const time = timeOf(at);
	const indent = time.length + 1;
	const text = cleanText(eventText(event, nameOf));
	const [first = '', ...rest] = wrapWords(text, Math.max(8, width - indent));
	const role = roleOf(event);
	return [
		`${paint('dim', time)} ${paint(role, first)}`,
		...rest.map(part => ' '.repeat(indent) + paint(role, part)),
	];
}

function roleOf(event: MonitorEvent): Role {
	switch (event.kind) {
		case 'job-ended':
			return statusRow(event.job.status).tone;
		case 'cancel-asked':
		case 'cancel-sent':
			return 'pending';
		case 'cancel-ended':
			return outcomeWords(event.cancellation).tone;
		case 'link-lost':
		case 'signed-out':
			return 'danger';
		case 'note':
			return 'warn';
		case 'link-back':
			return 'good';
		case 'job-added':
		case 'status-changed':
		case 'job-gone':
			return 'text';
	}
}
