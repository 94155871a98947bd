import {type Job, runTime} from '../domain/job.ts';
import type {SortKey} from '../domain/order.ts';
import {hasEnded, statusRow} from '../domain/status.ts';
import {formatAge, MINUTE} from '../domain/time.ts';
import {isCancelPending} from './pending-cancel.ts';
import type {Role} from './theme.ts';
import type {View} from './view.ts';

export type Cell = {readonly text: string; readonly role: Role};

/** A column of the job list. */
export type ColumnRow = {
	readonly id: string;
	readonly title: string;
	/** Cells, without the gap behind it. */
	readonly width: (view: View) => number;
	/** Cells it may grow to when there is room left over; columns that do not say keep their width. */
	readonly growsTo?: number;
	/** Columns with a higher rank are dropped first when the terminal is narrow. */
	readonly rank: number;
	/** The sort key that this column shows. */
	readonly sortKey?: SortKey;
	readonly align?: 'right';
	readonly cell: (job: Job, view: View) => Cell;
	/** When it is shown at all. */
	readonly isShown?: (view: View) => boolean;
};

/** Below this width only status and name remain. */
export const narrowWidth = 60;

/** The one table of columns, from left to right. */
export const columnRows: readonly ColumnRow[] = [
	{
		id: 'status',
		title: 'STATUS',
		width: statusWidth,
		rank: 0,
		sortKey: 'status',
		cell: (job, view) => statusCell(job, view),
	},
	{
		id: 'name',
		title: 'NAME',
		width: () => 12,
		growsTo: 40,
		rank: 0,
		sortKey: 'name',
		cell: job => ({text: job.name, role: 'text'}),
	},
	{
		id: 'owner',
		title: 'OWNER',
		width: () => 10,
		rank: 5,
		sortKey: 'owner',
		cell: job => ({text: job.owner, role: 'dim'}),
		isShown: view => view.identity !== null && hasForeignJobs(view),
	},
	{
		id: 'app',
		title: 'APP',
		width: () => 16,
		growsTo: 28,
		rank: 4,
		sortKey: 'app',
		cell: job => ({text: `${job.appId} ${job.appVersion}`.trim(), role: 'text'}),
	},
	{
		id: 'system',
		title: 'SYSTEM',
		width: () => 10,
		growsTo: 16,
		rank: 3,
		sortKey: 'system',
		cell: job => ({text: job.execSystemId, role: 'text'}),
	},
	{
		id: 'runtime',
		title: 'RAN',
		width: () => 6,
		rank: 6,
		sortKey: 'runtime',
		align: 'right',
		cell: (job, view) => {
			const ran = runTime(job, view.now);
			return {text: ran === null ? '' : formatAge(ran), role: isOverLimit(job, ran) ? 'warn' : 'text'};
		},
	},
	{
		id: 'age',
		title: 'AGE',
		width: () => 6,
		rank: 1,
		sortKey: 'age',
		align: 'right',
		cell: (job, view) => ({text: ageOf(job.created, view.now), role: 'text'}),
	},
	{
		id: 'updated',
		title: 'UPDATED',
		width: () => 7,
		rank: 2,
		sortKey: 'updated',
		align: 'right',
		cell: (job, view) => ({text: ageOf(job.lastUpdated, view.now), role: 'dim'}),
	},
];

/** Within a tenth of its limit, or past it: the scheduler is about to stop it. */
function isOverLimit(job: Job, ran: number | null): boolean {
	return (
		ran !== null && !hasEnded(job.status) && job.maxMinutes !== null && ran > job.maxMinutes * MINUTE * 0.9
	);
}

function ageOf(instant: number | null, now: number): string {
	return instant === null ? '' : formatAge(now - instant);
}

/** Room for `ARCHIVING` with its sign and the word of a pending cancel, so that nothing moves when one is asked. */
function statusWidth(view: View): number {
	return view.width < narrowWidth ? 17 : 21;
}

/** The server's own status and, beside it, that a cancel was asked: the one never stands for the other. */
function statusCell(job: Job, view: View): Cell {
	const cancellation = view.monitor.cancels.get(job.uuid);
	const word = `${view.glyphs.status(job.status)} ${job.status}`;
	if (cancellation === undefined || !isCancelPending(cancellation)) {
		return {text: word, role: statusRow(job.status).tone};
	}
	const room = statusWidth(view);
	const asked = `${word} ${view.glyphs.pending} cancel`;
	return {text: asked.length <= room ? asked : `${word} ${view.glyphs.pending}`, role: 'pending'};
}

/** Rows of others come only with shared jobs; the column would say the same in every row otherwise. */
function hasForeignJobs(view: View): boolean {
	const {top} = view.ui.list;
	return view.jobs.slice(top, top + view.height).some(job => job.owner !== view.identity?.user);
}
