import {conditionRow} from '../../../domain/condition.ts';
import {repeatsStatus} from '../../../domain/describe-job.ts';
import {appOf, type Job, runTime} from '../../../domain/job.ts';
import type {JobColumn} from '../../../domain/job-columns.ts';
import {statusRow} from '../../../domain/status.ts';
import {formatDuration, formatInstant} from '../../../domain/time.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutMiddle, cutText} from '../../../terminal/fit-text.ts';
import {cancelTold} from '../../facts/pending-cancel.ts';
import {runProgress} from '../../facts/run-progress.ts';
import {knownUntil} from '../../facts/stale.ts';
import type {PlacedColumn} from '../../layout/column-widths.ts';
import {oneLine, wrapWords} from '../../layout/styled.ts';
import {shortUuidWidth} from '../../layout/widths.ts';
import type {Role} from '../../theme.ts';
import {isForeign, selectedJob, type View} from '../../view.ts';

/** As many lines as the meaning of most statuses takes in the narrowest pane. */
const meaningLines = 2;

/**
 * Which job is selected exactly, and what is going on with it, under the list: two lines, and more only as far as `spare` lines are
 * blank above them, so that no row of the list moves for it.
 */
export function drawSelected(view: View, spare: number): readonly string[] {
	const job = selectedJob(view);
	if (job === undefined) return ['', ''];
	const {width, paint} = view;
	const which = whichJob(view, job);
	const room = width - displayWidth(which) - 3;
	const used =
		[20, 10, 0].map(cells => runProgress(view, job, cells)).find(text => displayWidth(text) <= room) ?? '';
	const {text, role} = whatIsNew(view, job);
	const first = used === '' ? which : `${which}   ${used}`;
	const lines = wrapWords(oneLine(text || statusRow(job.status).meaning), width);
	const shown = lines.slice(0, 1 + Math.max(0, Math.min(spare, mostMore)));
	const rest = lines.slice(shown.length);
	if (rest.length > 0) shown[shown.length - 1] = cutText(`${shown.at(-1)} ${rest[0]}`, width);
	return [cutText(first, width), ...shown.map(line => paint(role, line))];
}

/** So many lines more than one are given to what is going on. */
const mostMore = 2;

/** The whole name goes before the whole uuid, and both before the scheduler's id. */
function whichJob(view: View, job: Job): string {
	const {width} = view;
	const owner = isForeign(view, job) ? `of ${job.owner}` : '';
	const joined = (name: string, uuid: string): string =>
		[name, owner, uuid, scheduler(job)].filter(Boolean).join('   ');
	const whole = joined(job.name, job.uuid);
	if (displayWidth(whole) <= width) return cutText(whole, width);
	const isUuidWhole = displayWidth(job.name) + 3 + job.uuid.length <= width;
	const uuid = isUuidWhole ? job.uuid : cutText(job.uuid, shortUuidWidth);
	const name = cutMiddle(job.name, Math.max(8, width - displayWidth(uuid) - 3));
	return joined(name, uuid);
}

/**
 * The pane at the right of a wide terminal: what the columns beside it do not say of the selected job. Each fact has a line of
 * its own, known or not, so that the eye finds it there whatever job is selected, and little is drawn again at the next one.
 */
export function drawPreview(
	view: View,
	columns: readonly PlacedColumn[],
	width: number,
	height: number,
): readonly string[] {
	const job = selectedJob(view);
	if (job === undefined) return [];
	const {paint} = view;
	const row = statusRow(job.status);
	const news = whatIsNew(view, job);
	const meaning = wrapWords(`${view.glyphs.status(job.status)} ${row.meaning}`, width);
	const head: readonly string[] = [
		paint('title', cutMiddle(job.name, width)),
		paint('dim', cutText(job.uuid, width)),
		'',
		...meaning.map(line => paint(row.tone, line)),
		...Array.from({length: Math.max(0, meaningLines - meaning.length)}, () => ''),
		'',
	];
	const facts = factsOf(job, knownUntil(view))
		.filter(({column}) => !columns.some(({row: shown}) => shown.column === column))
		.map(({label, value}) => ({
			isKnown: value !== null,
			line: `${paint('dim', label.padEnd(10))}${value === null ? paint('dim', '-') : cutText(value, width - 10)}`,
		}));
	const bar = runProgress(view, job, Math.max(4, width - 24));
	const tail: readonly string[] = [
		...(bar === '' ? [] : [cutText(bar, width)]),
		...(news.text === ''
			? []
			: ['', ...wrapWords(oneLine(news.text), width).map(line => paint(news.role, line))]),
	];
	const hasRoom = head.length + facts.length + tail.length <= height;
	const shown = facts.filter(({isKnown}) => isKnown || hasRoom).map(({line}) => line);
	return [...head, ...shown, ...tail].slice(0, height);
}

/** A fact of the pane; left out where the list has the column that says it. */
type Fact = {readonly label: string; readonly column?: JobColumn; readonly value: string | null};

function factsOf(job: Job, now: number): readonly Fact[] {
	const instant = (at: number | null): string | null => (at === null ? null : formatInstant(at));
	return [
		{label: 'app', column: 'app', value: appOf(job) || null},
		{label: 'system', column: 'system', value: job.execSystemId || null},
		{label: 'owner', column: 'owner', value: job.owner || null},
		{label: 'scheduler', column: 'remote', value: job.remoteJobId || null},
		{label: 'created', column: 'created', value: instant(job.created)},
		{label: 'started', value: instant(job.remoteStarted)},
		{label: 'ended', column: 'ended', value: instant(job.ended)},
		{label: 'ran', column: 'runtime', value: ranOf(job, now)},
		{label: 'tags', column: 'tags', value: job.tags.join(', ') || null},
	];
}

function ranOf(job: Job, now: number): string | null {
	const ran = runTime(job, now);
	return ran === null ? null : formatDuration(ran);
}

function scheduler(job: Job): string {
	return job.remoteJobId === null ? '' : `scheduler id ${cutText(job.remoteJobId, 30)}`;
}

/** The one thing most worth saying about a job now; empty when there is no more than its status. */
function whatIsNew(view: View, job: Job): {readonly text: string; readonly role: Role} {
	const told = cancelTold(view, job.uuid);
	if (told !== null) return told;
	const condition = job.condition === null ? undefined : conditionRow(job.condition);
	if (condition !== undefined)
		return {text: `${condition.meaning} ${condition.advice}`, role: statusRow(job.status).tone};
	const text = job.lastMessage ?? job.condition ?? '';
	return {text: repeatsStatus(text, job.status) ? '' : text, role: 'dim'};
}
