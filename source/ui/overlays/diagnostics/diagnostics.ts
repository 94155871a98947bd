import {formatBytes} from '../../../domain/byte-size.ts';
import {formatDuration} from '../../../domain/time.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import {describePending, pendingCancels} from '../../facts/pending-cancel.ts';
import {sheetRows} from '../../layout/heights.ts';
import {firstShown, outOfSightText} from '../../layout/scrolled.ts';
import {narrowWidth} from '../../layout/widths.ts';
import {movedIndex} from '../../state/moved-index.ts';
import {overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import type {MeterSample} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';
import {drawSheet} from '../sheet.ts';
import {ratesOf} from './measuring.ts';

type Fact = readonly [term: string, text: string];

export function openDiagnostics(acts: Acts): void {
	acts.update(showOverlay({kind: 'diagnostics', samples: [], top: 0}));
}

export function scrollDiagnostics(acts: Acts, by: number): void {
	const view = acts.getView();
	const hidden = diagnosticFacts(view, []).length - sheetRows(view);
	acts.update(
		withOverlay('diagnostics', overlay => ({
			...overlay,
			top: movedIndex(overlay.top, by, Math.max(1, hidden + 1)),
		})),
	);
}

export function drawDiagnostics(view: View, height: number): readonly string[] {
	const overlay = overlayOf(view.ui, 'diagnostics');
	if (overlay === null) return [];
	const facts = diagnosticFacts(view, overlay.samples);
	const termWidth = view.width >= narrowWidth ? 20 : 14;
	const all = facts.map(
		([term, text]) =>
			view.paint('dim', fitText(term, termWidth)) + cutText(text, Math.max(0, view.width - termWidth)),
	);
	const rows = Math.max(0, height - 1);
	const first = firstShown(overlay.top, all.length, rows);
	const note = outOfSightText(first, all.length - first - rows);
	return drawSheet(view, 'Diagnostics', all.slice(first, first + rows), height, note);
}

/** What the line, the machine and the terminal are asked for, so that the cost of leaving it open can be seen. */
function diagnosticFacts(view: View, samples: readonly MeterSample[]): readonly Fact[] {
	const {monitor, now} = view;
	const {traffic} = monitor;
	const rate = ratesOf(samples);
	const meter = view.meter();
	const perMinute = (value: number | null, show: (amount: number) => string): string =>
		value === null ? '' : `, ${show(value)} a minute`;
	const pending = pendingCancels(view);
	const next = monitor.nextPollAt;
	return [
		['Line', linkText(view)],
		['Polling', `${traffic.requests} requests in the last minutes, ${traffic.failures} failed`],
		...optional(
			'Requests',
			meter.requests,
			total =>
				`${total}${perMinute(
					rate(one => one.requests),
					count,
				)}`,
		),
		...optional(
			'From the service',
			meter.bytesFromService,
			total =>
				`${formatBytes(total)}${perMinute(
					rate(one => one.bytesFromService),
					formatBytes,
				)}`,
		),
		[
			'Round trip',
			traffic.roundTripMs === null ? 'not measured yet' : `${Math.round(traffic.roundTripMs)} ms`,
		],
		['Next poll', next === null ? 'none is planned' : `in ${formatDuration(Math.max(0, next - now))}`],
		['Interval', formatDuration(monitor.intervalMs)],
		[
			'To the terminal',
			`${formatBytes(meter.bytesToTerminal)}${perMinute(
				rate(one => one.bytesToTerminal),
				formatBytes,
			)}`,
		],
		[
			'Frames',
			`${meter.frames}${perMinute(
				rate(one => one.frames),
				count,
			)}`,
		],
		['Memory', formatBytes(meter.memoryBytes)],
		['Jobs', `${monitor.jobs.size}, ${monitor.watched.size} watched`],
		['Rows set aside', monitor.setAside === 0 ? 'none' : `${monitor.setAside} that could not be read`],
		['Pending cancels', pending.length === 0 ? 'none' : String(pending.length)],
		...pending.slice(0, 20).map((one): Fact => [`  ${one.name}`, describePending(one, view)]),
		['Terminal', `${view.ui.columns} columns, ${view.ui.rows} rows`],
	];
}

function optional(term: string, value: number | null, show: (value: number) => string): readonly Fact[] {
	return value === null ? [] : [[term, show(value)]];
}

function linkText({monitor: {link, asOf}, now}: View): string {
	const seen = asOf === null ? '' : `; rows of ${formatDuration(now - asOf)} ago`;
	switch (link.kind) {
		case 'connecting':
			return 'connecting';
		case 'live':
			return `live${seen}`;
		case 'paused':
			return `paused for ${formatDuration(now - link.since)}${seen}`;
		case 'failing':
			return `no answer for ${formatDuration(now - link.since)}, ${link.attempts} tries: ${link.failure.message}`;
		case 'signed-out':
			return `signed out for ${formatDuration(now - link.since)}: ${link.failure.message}`;
	}
}

function count(value: number): string {
	return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
