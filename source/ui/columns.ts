import type {Instant, Job} from '../domain/job.ts';
import {type JobColumn, type JobColumnRow, jobColumns} from '../domain/job-columns.ts';
import {statusRow} from '../domain/status.ts';
import {cancelSign} from './facts/pending-cancel.ts';
import {runShare} from './facts/run-progress.ts';
import {knownUntil} from './facts/stale.ts';
import {narrowWidth} from './layout/widths.ts';
import type {Role} from './theme.ts';
import {isForeign, type View} from './view.ts';

/** How a column looks in the job list. */
type ColumnLook = {
	/** Cells, without the gap behind it. */
	readonly width: number | ((view: View) => number);
	/** Cells it may grow to when there is room left over; columns that do not say keep their width. */
	readonly growsTo?: number;
	/** When the terminal is narrow the highest rank goes first, equal ones together; rank 0 always stays. */
	readonly rank: number;
	readonly align?: 'right';
	/** Its colour; that of usual text when it does not say. */
	readonly role?: Role | ((job: Job, view: View) => Role);
	/** What is written, where that is more than the text of the column. */
	readonly text?: (job: Job, view: View) => string;
	/** The time it is told for; the present when it does not say. */
	readonly until?: (view: View) => Instant;
	/** Whether it is there when the person has chosen no columns. */
	readonly isUsual?: boolean | ((view: View) => boolean);
};

export type ColumnRow = JobColumnRow & ColumnLook & {readonly column: JobColumn};

/** The share of its time limit from which on a job is pointed out: the scheduler is about to stop it. */
const nearLimit = 0.9;

/** Room for `ARCHIVING` with its sign and the word of a pending cancel, so that nothing moves when one is asked. */
const statusWidth = (view: View): number => (view.width < narrowWidth ? 17 : 21);

const looks: Readonly<Record<JobColumn, ColumnLook>> = {
	status: {width: statusWidth, rank: 0, text: statusText, role: statusRole, isUsual: true},
	name: {width: 12, growsTo: 40, rank: 0, isUsual: true},
	owner: {width: 10, rank: 5, role: 'dim', isUsual: hasForeignJobs},
	app: {width: 16, growsTo: 28, rank: 4, isUsual: true},
	system: {width: 10, growsTo: 16, rank: 3, isUsual: true},
	runtime: {
		width: 6,
		rank: 6,
		align: 'right',
		until: knownUntil,
		role: (job, view) => (isNearLimit(job, view) ? 'warn' : 'text'),
		isUsual: true,
	},
	age: {width: 6, rank: 1, align: 'right', isUsual: true},
	updated: {width: 7, rank: 2, align: 'right', role: 'dim', isUsual: true},
	uuid: {width: 8, growsTo: 40, rank: 7, role: 'dim'},
	limit: {width: 6, rank: 8, align: 'right'},
	remote: {width: 10, growsTo: 16, rank: 9},
	condition: {width: 18, growsTo: 32, rank: 10},
	created: {width: 20, rank: 11},
	ended: {width: 20, rank: 12},
	tags: {width: 12, growsTo: 24, rank: 13},
	message: {width: 20, growsTo: 60, rank: 14, role: 'dim'},
	archive: {width: 10, growsTo: 16, rank: 15},
	tenant: {width: 8, rank: 16, role: 'dim'},
};

/** The columns of the monitor, from left to right. */
export const columnRows: readonly ColumnRow[] = jobColumns.map(row => ({...row, ...looks[row.column]}));

/** A running job within a tenth of its limit, or past it. */
function isNearLimit(job: Job, view: View): boolean {
	return (runShare(job, view) ?? 0) > nearLimit;
}

/** The server's own status and, beside it, that a cancel was asked: the one never stands for the other. */
function statusText(job: Job, view: View): string {
	const word = `${view.glyphs.status(job.status)} ${job.status}`;
	const asked = cancelSign(view, job.uuid);
	if (asked === null) return word;
	const whole = `${word} ${asked.sign} ${asked.word}`;
	return whole.length <= statusWidth(view) ? whole : `${word} ${asked.sign}`;
}

function statusRole(job: Job, view: View): Role {
	return cancelSign(view, job.uuid)?.role ?? statusRow(job.status).tone;
}

/**
 * Rows of others come only with shared jobs; the column would say the same in every row otherwise. All the jobs shown count, not
 * those in sight, so that no column moves while one scrolls.
 */
function hasForeignJobs(view: View): boolean {
	let known = foreignIn.get(view.jobs);
	if (known?.identity !== view.identity) {
		known = {identity: view.identity, isSo: view.jobs.some(job => isForeign(view, job))};
		foreignIn.set(view.jobs, known);
	}
	return known.isSo;
}

/** Looked for once in each list of jobs: a hundred thousand of them at every key would be felt. */
const foreignIn = new WeakMap<View['jobs'], {readonly identity: View['identity']; readonly isSo: boolean}>();
