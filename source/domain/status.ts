/**
 * The one table of job statuses: everything the program knows about a status stands in its row.
 * Values and order are those of the service's JobStatusType; a status that is not in the table is shown as
 * the server spelt it and counts as not ended, so that a newer server never breaks an older program.
 */

/** How people group statuses; `other` holds statuses this program has never heard of. */
export type Phase = 'waiting' | 'running' | 'held' | 'ended' | 'other';

/** What the header counts together, in its order. Finer than a phase: the three ways to end are told apart. */
const tallies = ['running', 'queued', 'staging', 'held', 'finished', 'failed', 'cancelled', 'other'] as const;
export type Tally = (typeof tallies)[number];

/** The semantic role a theme turns into a colour. Never a colour itself. */
export type Tone = 'active' | 'waiting' | 'staging' | 'held' | 'good' | 'bad' | 'stopped' | 'plain';

export type StatusRow = {
	readonly status: string;
	readonly phase: Phase;
	readonly tally: Tally;
	readonly tone: Tone;
	/** One terminal cell wide everywhere; shape alone tells the statuses' groups apart. */
	readonly glyph: string;
	readonly asciiGlyph: string;
	/** What the service is doing with the job, for people. */
	readonly meaning: string;
};

const rows = [
	{
		status: 'PENDING',
		phase: 'waiting',
		tally: 'staging',
		tone: 'staging',
		glyph: '◌',
		asciiGlyph: 'o',
		meaning: 'Accepted; processing is about to start.',
	},
	{
		status: 'PROCESSING_INPUTS',
		phase: 'waiting',
		tally: 'staging',
		tone: 'staging',
		glyph: '◌',
		asciiGlyph: 'o',
		meaning: 'Working out the inputs and creating directories.',
	},
	{
		status: 'STAGING_INPUTS',
		phase: 'waiting',
		tally: 'staging',
		tone: 'staging',
		glyph: '◌',
		asciiGlyph: 'o',
		meaning: 'Copying the inputs to the execution system.',
	},
	{
		status: 'STAGING_JOB',
		phase: 'waiting',
		tally: 'staging',
		tone: 'staging',
		glyph: '◌',
		asciiGlyph: 'o',
		meaning: 'Putting what the launch needs on the execution system.',
	},
	{
		status: 'SUBMITTING_JOB',
		phase: 'waiting',
		tally: 'staging',
		tone: 'staging',
		glyph: '◌',
		asciiGlyph: 'o',
		meaning: 'Launching the job, or handing it to the scheduler.',
	},
	{
		status: 'QUEUED',
		phase: 'waiting',
		tally: 'queued',
		tone: 'waiting',
		glyph: '◷',
		asciiGlyph: '.',
		meaning: 'Waiting in the queue of the execution system.',
	},
	{
		status: 'RUNNING',
		phase: 'running',
		tally: 'running',
		tone: 'active',
		glyph: '▶',
		asciiGlyph: 'R',
		meaning: 'The application is running.',
	},
	{
		status: 'ARCHIVING',
		phase: 'running',
		tally: 'running',
		tone: 'active',
		glyph: '▷',
		asciiGlyph: 'R',
		meaning: 'The application has ended; its outputs are being copied to the archive system.',
	},
	{
		status: 'BLOCKED',
		phase: 'held',
		tally: 'held',
		tone: 'held',
		glyph: '▲',
		asciiGlyph: '!',
		meaning: 'Held back by a passing problem or a quota; it goes on by itself.',
	},
	{
		status: 'PAUSED',
		phase: 'held',
		tally: 'held',
		tone: 'held',
		glyph: '‖',
		asciiGlyph: '=',
		meaning: 'Suspended by the service.',
	},
	{
		status: 'FINISHED',
		phase: 'ended',
		tally: 'finished',
		tone: 'good',
		glyph: '✓',
		asciiGlyph: 'F',
		meaning: 'Ended well.',
	},
	{
		status: 'FAILED',
		phase: 'ended',
		tally: 'failed',
		tone: 'bad',
		glyph: '✗',
		asciiGlyph: 'x',
		meaning: 'Ended with a failure.',
	},
	{
		status: 'CANCELLED',
		phase: 'ended',
		tally: 'cancelled',
		tone: 'stopped',
		glyph: '⊘',
		asciiGlyph: '-',
		meaning: 'Stopped on request.',
	},
] as const satisfies readonly StatusRow[];

/** The 13 statuses of the service. */
export type KnownStatus = (typeof rows)[number]['status'];

/** A status as the server spelt it. The known ones are offered by the editor; any other text is legal. */
export type JobStatus = KnownStatus | (string & {});

/** All known statuses, in the order a job usually passes through them. */
export const statusRows: readonly StatusRow[] = rows;

const byStatus = new Map<string, StatusRow>(rows.map(row => [row.status, row]));
const order = new Map<string, number>(rows.map((row, index) => [row.status, index]));

/** The row of a status; for an unknown one a row that claims nothing. */
export function statusRow(status: JobStatus): StatusRow {
	return (
		byStatus.get(status) ?? {
			status,
			phase: 'other',
			tally: 'other',
			tone: 'plain',
			glyph: '?',
			asciiGlyph: '?',
			meaning: 'A status this version does not know.',
		}
	);
}

/** True for FINISHED, FAILED and CANCELLED: nothing follows them. An unknown status counts as not ended. */
export function hasEnded(status: JobStatus): boolean {
	return statusRow(status).phase === 'ended';
}

/** The place of a status on a job's usual way, for sorting; unknown ones come last. */
export function statusOrder(status: JobStatus): number {
	return order.get(status) ?? rows.length;
}

export function isKnownStatus(status: string): status is KnownStatus {
	return byStatus.has(status);
}

/** What is counted together. `isKept`: it matters most, and stays in sight where there is no room for all. */
export type TallyRow = Pick<StatusRow, 'tally' | 'tone' | 'status'> & {readonly isKept: boolean};

const kept: readonly Tally[] = ['running', 'held', 'failed'];

/** What is counted together, in the order it is shown, each with a status that stands for it. */
export const tallyRows: readonly TallyRow[] = tallies.map(tally => ({
	...(rows.find(row => row.tally === tally) ?? statusRow('')),
	tally,
	isKept: kept.includes(tally),
}));

/** Names for the statuses that rules speak of, so that no other file spells a status. */
export const PENDING = 'PENDING' as const satisfies KnownStatus;
export const PROCESSING_INPUTS = 'PROCESSING_INPUTS' as const satisfies KnownStatus;
export const STAGING_INPUTS = 'STAGING_INPUTS' as const satisfies KnownStatus;
export const STAGING_JOB = 'STAGING_JOB' as const satisfies KnownStatus;
export const SUBMITTING_JOB = 'SUBMITTING_JOB' as const satisfies KnownStatus;
export const QUEUED = 'QUEUED' as const satisfies KnownStatus;
export const RUNNING = 'RUNNING' as const satisfies KnownStatus;
export const ARCHIVING = 'ARCHIVING' as const satisfies KnownStatus;
export const BLOCKED = 'BLOCKED' as const satisfies KnownStatus;
export const PAUSED = 'PAUSED' as const satisfies KnownStatus;
export const FINISHED = 'FINISHED' as const satisfies KnownStatus;
export const FAILED = 'FAILED' as const satisfies KnownStatus;
export const CANCELLED = 'CANCELLED' as const satisfies KnownStatus;

/** Letters of the longest status there is, so that none moves what stands beside it. */
export const widestStatus = Math.max(...statusRows.map(({status}) => status.length));
