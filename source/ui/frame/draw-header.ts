import {tallyRows} from '../../domain/status.ts';
import {formatAge, formatClockTime, formatPause, MINUTE} from '../../domain/time.ts';
import {isStuck} from '../../monitor/cancel/cancel-standing.ts';
import {displayWidth} from '../../terminal/display-width.ts';
import {cutText} from '../../terminal/fit-text.ts';
import {countJobs, countUnlisted} from '../facts/count-jobs.ts';
import {pendingCancels} from '../facts/pending-cancel.ts';
import {isStale} from '../facts/stale.ts';
import {drawField} from '../layout/draw-field.ts';
import {type HeaderLine, headerLines} from '../layout/heights.ts';
import {windowTop} from '../layout/scrolled.ts';
import {usualWidth} from '../layout/widths.ts';
import {columnsInList, rowsInList} from '../screens/list/draw-list.ts';
import {quickFilters} from '../state/ui-state.ts';
import type {Role} from '../theme.ts';
import type {View} from '../view.ts';

/**
 * Who and where, the state of the line, the counts, and the filter, as far as there is height for them. `below` is how many lines the
 * screen under it has, which tells what is in sight.
 */
export function drawHeader(view: View, below: number): readonly string[] {
	return headerLines(view).map(line => drawLine[line](view, below));
}

const drawLine: Readonly<Record<HeaderLine, (view: View, below: number) => string>> = {
	title: drawTitle,
	counts: drawCounts,
	filter: drawFilter,
	blank: () => '',
};

function drawTitle(view: View): string {
	const {paint, identity, width} = view;
	const demo = view.isDemo ? ' (demo)' : '';
	const who = identity === null ? 'not signed in' : `${identity.user} @ ${identity.host}${demo}`;
	const link = describeLink(view);
	const left = `tapis-jobs${view.ui.isReadOnly ? ' read-only' : ''}  ${who}`;
	const room = width - displayWidth(link.text) - 2;
	if (room < 12) return paint(link.role, cutText(link.text, width));
	const shown = cutText(left, room);
	const between = ' '.repeat(Math.max(2, width - displayWidth(shown) - displayWidth(link.text)));
	const title = shown.slice(0, 10);
	return `${paint('title', title)}${shown.slice(10)}${between}${paint(link.role, link.text)}`;
}

/** The state of the line to the service, and as of when the rows are. */
function describeLink(view: View): {readonly text: string; readonly role: Role} {
	const {monitor, glyphs, now, width} = view;
	const {link, asOf, intervalMs, loading} = monitor;
	const seen = asOf === null ? 'nothing received yet' : `as of ${formatClockTime(asOf)}`;
	switch (link.kind) {
		case 'connecting':
			return {text: `${glyphs.waiting} connecting`, role: 'warn'};
		case 'paused':
			return {text: `${glyphs.paused} paused  ${seen}`, role: 'warn'};
		case 'signed-out':
			return {text: `${glyphs.lost} signed out  ${seen}`, role: 'danger'};
		case 'failing': {
			const {nextPollAt} = monitor;
			const isAsking = nextPollAt === null || nextPollAt <= now;
			const wait = isAsking ? ', asking' : `, again in ${formatAge(nextPollAt - now)}`;
			return {text: `${glyphs.lost} ${link.failure.heading}${wait}  ${seen}`, role: 'danger'};
		}
		case 'live': {
			if (loading !== null) {
				const total = loading.total === null ? '' : ` of ${loading.total}`;
				return {text: `${glyphs.live} loading ${loading.loaded}${total}`, role: 'accent'};
			}
			if (isStale(view)) return {text: `${glyphs.waiting} old  ${seen}`, role: 'warn'};
			const every = width < usualWidth ? '' : `, every ${formatPause(intervalMs)}`;
			return {text: `${glyphs.live} live  ${seen}${every}${expiry(view)}`, role: 'good'};
		}
	}
}

function expiry({tokenExpiresAt, now}: View): string {
	if (tokenExpiresAt === null || tokenExpiresAt - now > 10 * MINUTE) return '';
	return `  token ends in ${formatAge(tokenExpiresAt - now)}`;
}

type Part = {readonly tone: Role; readonly text: string; readonly sign: string; readonly isKept: boolean};

const gap = '   ';

/** How many jobs there are of each kind. */
function drawCounts(view: View): string {
	const {paint, glyphs, width} = view;
	const counts = countJobs(view);
	const cancels = cancelParts(view);
	const marked = headerLines(view).includes('filter') ? '' : markedText(view);
	const tallies = tallyRows.flatMap(({tally, tone, status, isKept}): readonly Part[] => {
		const count = counts[tally] ?? 0;
		const sign = `${glyphs.status(status)} ${count}`;
		return count === 0 ? [] : [{tone, isKept, sign, text: `${sign} ${tally}`}];
	});
	const shown = partsThatFit(
		[...cancels, ...tallies],
		width - (marked === '' ? 0 : displayWidth(marked) + 2),
	);
	const line = shown.map(({tone, text}) => paint(tone, text)).join(gap);
	if (marked === '') return line;
	const between = ' '.repeat(Math.max(2, width - widthOf(shown) - displayWidth(marked)));
	return `${line}${between}${paint('marked', marked)}`;
}

/** Cancels that are not at their end stay in sight wherever their rows are. */
function cancelParts(view: View): readonly Part[] {
	const {glyphs} = view;
	const pending = pendingCancels(view);
	const stuck = pending.filter(isStuck).length;
	const going = pending.length - stuck;
	const part = (tone: Role, sign: string, words: string): Part => ({
		tone,
		sign,
		text: `${sign} ${words}`,
		isKept: true,
	});
	return [
		...(stuck === 0
			? []
			: [part('danger', `${glyphs.lost} ${stuck}`, stuck === 1 ? 'cancel not sent' : 'cancels not sent')]),
		...(going === 0
			? []
			: [part('pending', `${glyphs.pending} ${going}`, going === 1 ? 'cancel pending' : 'cancels pending')]),
	];
}

function widthOf(parts: readonly Part[]): number {
	return parts.reduce((sum, {text}) => sum + displayWidth(text) + gap.length, -gap.length);
}

/** What matters least loses its word first; where signs alone are too many, they go in the same order and `…` says so. */
function partsThatFit(parts: readonly Part[], room: number): readonly Part[] {
	const byWorth = [
		...parts.filter(one => !one.isKept).reverse(),
		...parts.filter(one => one.isKept).reverse(),
	];
	let left = parts;
	for (const worst of byWorth) {
		if (widthOf(left) <= room) return left;
		left = left.map(one => (one === worst ? {...one, text: one.sign} : one));
	}
	const more: Part = {tone: 'dim', text: '…', sign: '…', isKept: true};
	for (const worst of byWorth) {
		if (widthOf(left) <= room || left.length === 2) break;
		const isWorst = ({sign, tone}: Part): boolean => sign === worst.sign && tone === worst.tone;
		left = [...left.filter(one => one !== more && !isWorst(one)), more];
	}
	return left;
}

/** Whether older jobs are left out. */
function isCut({monitor}: View): boolean {
	return monitor.limit !== null && monitor.jobs.size >= monitor.limit;
}

/** What a key would act on may be out of the filter. */
function markedText(view: View): string {
	const {marked} = view.ui.list;
	if (marked.size === 0) return '';
	const hidden = countUnlisted(view, marked);
	return `${marked.size} marked${hidden === 0 ? '' : `, ${hidden} not shown`}`;
}

/** The rows on the screen, where there are more. */
function inSightText(view: View, below: number): string {
	const rows = rowsInList(view, below);
	const {list} = view.ui;
	const top = windowTop(list.top, list.index, rows, view.jobs.length);
	return view.jobs.length <= rows ? '' : `${top + 1}-${Math.min(top + rows, view.jobs.length)} of `;
}

/** How many jobs are listed, which of them are in sight where not all are, and how many are marked. */
function countText(view: View, below: number): string {
	const {jobs, monitor} = view;
	const total = monitor.jobs.size;
	if (monitor.asOf === null && total === 0) return '';
	const marked = markedText(view);
	const passing = jobs.length === total ? allText(view) : `${jobs.length} of ${total}${partText(view)}`;
	return `${inSightText(view, below)}${passing}${marked === '' ? '' : `, ${marked}`}`;
}

/** How many jobs are held; a first load that is under way, or has broken off, never looks like all there are. */
function allText(view: View): string {
	const {jobs, loading} = view.monitor;
	const inAll = isPart(view) && loading?.total ? `, ${loading.total} in all` : '';
	const newest = isCut(view) ? 'newest ' : '';
	return `${newest}${jobs.size} ${jobs.size === 1 ? 'job' : 'jobs'}${partText(view)}${inAll}`;
}

function partText(view: View): string {
	return isPart(view) ? ' so far' : '';
}

/** Whether older jobs have not come yet. */
function isPart({monitor}: View): boolean {
	return monitor.loading !== null && monitor.jobs.size > 0;
}

function drawFilter(view: View, below: number): string {
	const {paint, width, ui} = view;
	const {list} = ui;
	const right = countText(view, below);
	const problem = list.problem;
	const room = Math.max(8, width - displayWidth(right) - 2);
	const left = drawFilterText(view, room);
	if (problem !== null && list.field !== null && !problem.isUnfinished) {
		const message = cutText(problem.message, Math.max(0, width - left.width - 3));
		return `${left.text}   ${paint('danger', message)}`;
	}
	const between = ' '.repeat(Math.max(2, width - left.width - displayWidth(right)));
	return `${left.text}${between}${paint('dim', right)}`.trimEnd();
}

/** What the list is sorted by, where no title on the screen shows it. */
function orderText(view: View): string {
	const {key, isReversed} = view.ui.list.order;
	if (columnsInList(view).some(({row}) => row.sortKey === key)) return '';
	return `, by ${key} ${isReversed ? view.glyphs.up : view.glyphs.down}`;
}

function drawFilterText(view: View, room: number): {readonly text: string; readonly width: number} {
	const {paint, glyphs, ui} = view;
	const {field, filterText, problem} = ui.list;
	if (field === null) {
		const quick = quickFilters.find(one => one.filterText === filterText && filterText !== '');
		const order = orderText(view);
		const text =
			filterText === ''
				? `${isCut(view) || isPart(view) ? 'newest' : 'all'} jobs${order}`
				: `${glyphs.find} ${filterText}${quick ? `  (${quick.name})` : ''}${order}`;
		const shown = cutText(text, room);
		return {text: paint(filterText === '' ? 'dim' : 'accent', shown), width: displayWidth(shown)};
	}
	// What is wrong is underlined where it is wrong; the cursor is a cell turned round.
	const mistake = problem === null || problem.isUnfinished ? null : problem;
	const {text, used} = drawField(view, field, room - 2, offset =>
		mistake !== null && offset >= mistake.start && offset < mistake.end ? 'danger' : null,
	);
	return {text: `${paint('key', `${glyphs.find} `)}${text}`, width: used + 2};
}
