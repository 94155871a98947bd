import {tallyRows} from '../../../domain/status.ts';
import {formatAge, formatClockTime, formatDuration, MINUTE} from '../../../domain/time.ts';
import {cutText, displayWidth} from '../../../terminal/fit-text.ts';
import {countJobs} from '../../count-jobs.ts';
import {quickFilters} from '../../state/ui-state.ts';
import type {Role} from '../../theme.ts';
import type {View} from '../../view.ts';
import {isStale} from './draw-rows.ts';

/** Who and where, the state of the line, the counts, and the filter: two to four lines by the height there is. */
export function drawHeader(view: View): readonly string[] {
	return linesOf(view).map(draw => draw(view));
}

/** How many lines the header takes; asked at every key, without drawing them. */
export function headerHeight(view: View): number {
	return linesOf(view).length;
}

function linesOf({ui, height}: View): readonly ((view: View) => string)[] {
	const lines = [drawTitle];
	if (ui.job !== null) return lines;
	if (height >= 12) lines.push(drawCounts);
	if (ui.list.field !== null || ui.list.filterText !== '' || height >= 16) lines.push(drawFilter);
	if (height >= 20) lines.push(() => '');
	return lines;
}

function drawTitle(view: View): string {
	const {paint, identity, width} = view;
	const demo = view.isDemo ? ' (demo)' : '';
	const who = identity === null ? 'not signed in' : `${identity.user} @ ${identity.host}${demo}`;
	const link = describeLink(view);
	const left = `tapis-jobs  ${who}`;
	const room = width - displayWidth(link.text) - 2;
	if (room < 12) return paint(link.role, cutText(link.text, width));
	const shown = cutText(left, room);
	const gap = ' '.repeat(Math.max(2, width - displayWidth(shown) - displayWidth(link.text)));
	const title = shown.slice(0, 10);
	return `${paint('title', title)}${shown.slice(10)}${gap}${paint(link.role, link.text)}`;
}

/** The state of the line to the service, and as of when the rows are. */
export function describeLink(view: View): {readonly text: string; readonly role: Role} {
	const {monitor, glyphs, now, width} = view;
	const {link, asOf, intervalMs, loading} = monitor;
	const seen = asOf === null ? 'nothing received yet' : `as of ${formatClockTime(asOf)}`;
	switch (link.kind) {
		case 'connecting':
			return {text: `${glyphs.paused} connecting`, role: 'warn'};
		case 'paused':
			return {text: `${glyphs.paused} paused  ${seen}`, role: 'warn'};
		case 'signed-out':
			return {text: `${glyphs.lost} signed out  ${seen}`, role: 'danger'};
		case 'failing': {
			const wait = monitor.nextPollAt === null ? '' : `, again in ${formatAge(monitor.nextPollAt - now)}`;
			return {text: `${glyphs.lost} no answer${wait}  ${seen}`, role: 'danger'};
		}
		case 'live': {
			if (loading !== null) {
				const total = loading.total === null ? '' : ` of ${loading.total}`;
				return {text: `${glyphs.live} loading ${loading.loaded}${total}`, role: 'accent'};
			}
			if (isStale(view)) return {text: `${glyphs.paused} old  ${seen}`, role: 'warn'};
			const every = width < 80 ? '' : `, every ${formatDuration(intervalMs)}`;
			return {text: `${glyphs.live} live  ${seen}${every}${expiry(view)}`, role: 'good'};
		}
	}
}

function expiry({tokenExpiresAt, now}: View): string {
	if (tokenExpiresAt === null || tokenExpiresAt - now > 10 * MINUTE) return '';
	return `  token ends in ${formatAge(tokenExpiresAt - now)}`;
}

function drawCounts(view: View): string {
	const {paint, glyphs, width} = view;
	const counts = countJobs(view);
	const parts: string[] = [];
	let used = 0;
	for (const {tally, tone, status} of tallyRows) {
		const count = counts[tally] ?? 0;
		if (count === 0) continue;
		const text = `${glyphs.status(status)} ${count} ${tally}`;
		if (used + displayWidth(text) > width) break;
		used += displayWidth(text) + 3;
		parts.push(paint(tone, text));
	}
	return parts.join('   ');
}

function drawFilter(view: View): string {
	const {paint, width, jobs, monitor, ui} = view;
	const {list} = ui;
	const marked = list.marked.size === 0 ? '' : `, ${list.marked.size} marked`;
	const total = monitor.jobs.size;
	const right =
		jobs.length === total
			? `${total} ${total === 1 ? 'job' : 'jobs'}${marked}`
			: `${jobs.length} of ${total}${marked}`;
	const problem = list.problem;
	const room = Math.max(8, width - displayWidth(right) - 2);
	const left = drawFilterText(view, room);
	const gap = ' '.repeat(Math.max(2, width - left.width - displayWidth(right)));
	if (problem !== null && list.field !== null && !problem.isUnfinished) {
		const message = cutText(problem.message, Math.max(0, width - left.width - 3));
		return `${left.text}   ${paint('danger', message)}`;
	}
	return `${left.text}${gap}${paint('dim', right)}`;
}

function drawFilterText(view: View, room: number): {readonly text: string; readonly width: number} {
	const {paint, glyphs, ui} = view;
	const {field, filterText, problem} = ui.list;
	if (field === null) {
		const quick = quickFilters.find(one => one.filterText === filterText && filterText !== '');
		const text =
			filterText === '' ? 'all jobs' : `${glyphs.find} ${filterText}${quick ? `  (${quick.name})` : ''}`;
		const shown = cutText(text, room);
		return {text: paint(filterText === '' ? 'dim' : 'accent', shown), width: displayWidth(shown)};
	}
	// What is wrong is underlined where it is wrong; the cursor is a cell turned round.
	const cursorAt = field.cursor;
	const from = Math.max(0, cursorAt - room + 4);
	let offset = field.points.slice(0, from).join('').length;
	let text = paint('key', `${glyphs.find} `);
	let used = 2;
	for (const [place, point] of [...field.points, ' '].entries()) {
		if (place < from) continue;
		const cell = cutText(point, 2);
		if (used + displayWidth(cell) > room) break;
		const isWrong =
			problem !== null && !problem.isUnfinished && offset >= problem.start && offset < problem.end;
		text += place === cursorAt ? paint('selected', cell) : isWrong ? paint('danger', cell) : cell;
		used += displayWidth(cell);
		offset += point.length;
	}
	return {text, width: used};
}
