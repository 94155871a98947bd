/**
 * Condition codes: why a job ended, as the service writes them once, at the end (JobConditionCode).
 * The set is open: a newer server may send others, which are shown as they are.
 */

export type ConditionRow = {
	readonly code: string;
	/** In plain words, as the end of "This job ended because …" would read. */
	readonly meaning: string;
	/** What the person can do next. */
	readonly advice: string;
};

const rows = [
	{
		code: 'NORMAL_COMPLETION',
		meaning: 'It ran to its end.',
		advice: 'Its outputs are on the archive system.',
	},
	{
		code: 'CANCELLED_BY_USER',
		meaning: 'It was cancelled on request.',
		advice: 'Its outputs so far stay on the execution system.',
	},
	{
		code: 'SCHEDULER_TIMEOUT',
		meaning: 'It reached its time limit and the scheduler stopped it.',
		advice: 'Resubmit with a larger maxMinutes, or continue from a checkpoint.',
	},
	{
		code: 'SCHEDULER_DEADLINE',
		meaning: 'The scheduler could not end it before its deadline.',
		advice: 'Ask for less time or fewer nodes, then resubmit.',
	},
	{
		code: 'SCHEDULER_OUT_OF_MEMORY',
		meaning: 'It needed more memory than it had asked for.',
		advice: 'Resubmit with a larger memoryMB, or with more nodes.',
	},
	{
		code: 'SCHEDULER_CANCELLED',
		meaning: 'It was cancelled in the scheduler itself, not through Tapis.',
		advice: 'Ask who ran scancel; resubmit when that is clear.',
	},
	{
		code: 'SCHEDULER_STOPPED',
		meaning: 'The scheduler stopped it.',
		advice: 'Look at the scheduler’s own messages for the job id.',
	},
	{
		code: 'SCHEDULER_TERMINATED',
		meaning: 'The scheduler ended it, often because a node failed.',
		advice: 'Resubmit; if it happens again, report the job id to the system’s support.',
	},
	{
		code: 'JOB_REMOTE_OUTCOME_ERROR',
		meaning: 'The application ended with an exit code other than 0.',
		advice: 'Read the end of its output; the exit code is in the overview.',
	},
	{
		code: 'JOB_ARCHIVING_FAILED',
		meaning: 'It ran, but its outputs could not be archived.',
		advice: 'The outputs are still on the execution system; check quota and rights on the archive system.',
	},
	{
		code: 'JOB_UNABLE_TO_STAGE_INPUTS',
		meaning: 'Its inputs could not be copied to the execution system.',
		advice: 'Check the input paths and your rights on them.',
	},
	{
		code: 'JOB_UNABLE_TO_STAGE_JOB',
		meaning: 'The files for its launch could not be put on the execution system.',
		advice: 'Check the app’s container image and the quota on the execution system.',
	},
	{
		code: 'JOB_TRANSFER_FAILED_OR_CANCELLED',
		meaning: 'A file transfer failed or was cancelled.',
		advice: 'The timeline names the transfer; check both systems, then resubmit.',
	},
	{
		code: 'JOB_TRANSFER_MONITORING_TIMEOUT',
		meaning: 'A file transfer took longer than the service waits.',
		advice: 'Resubmit, with smaller inputs if they are very large.',
	},
	{
		code: 'JOB_LAUNCH_FAILURE',
		meaning: 'It could not be launched.',
		advice: 'Check queue, allocation and node count; the last message says more.',
	},
	{
		code: 'JOB_QUEUE_MONITORING_ERROR',
		meaning: 'The service lost sight of it in the queue.',
		advice: 'Look for the scheduler’s job id on the system; it may still run.',
	},
	{
		code: 'JOB_EXECUTION_MONITORING_ERROR',
		meaning: 'The service lost sight of it while it ran.',
		advice: 'Look for the scheduler’s job id on the system; it may still run.',
	},
	{
		code: 'JOB_EXECUTION_MONITORING_TIMEOUT',
		meaning: 'It ran longer than the service watches.',
		advice: 'Look for the scheduler’s job id on the system; resubmit with a larger maxMinutes.',
	},
	{
		code: 'JOB_EXECUTION_MONITORING_ERROR_TIMEOUT',
		meaning: 'The service could not check on it for too long.',
		advice: 'Look for the scheduler’s job id on the system; it may still run.',
	},
	{
		code: 'JOB_REMOTE_ACCESS_ERROR',
		meaning: 'The service could not reach the execution system.',
		advice: 'Check that your credentials for the system are registered, then resubmit.',
	},
	{
		code: 'JOB_FILES_SERVICE_ERROR',
		meaning: 'The Files service failed.',
		advice: 'Resubmit later; if it happens again, report it to the tenant’s support.',
	},
	{
		code: 'JOB_DATABASE_ERROR',
		meaning: 'The service’s database failed.',
		advice: 'Resubmit later; if it happens again, report it to the tenant’s support.',
	},
	{
		code: 'JOB_INTERNAL_ERROR',
		meaning: 'The service failed for a reason of its own.',
		advice: 'The last message says more; report it with the uuid to the tenant’s support.',
	},
	{
		code: 'JOB_INVALID_DEFINITION',
		meaning: 'The request is not valid for this app or system.',
		advice: 'Look at the request; edit it and resubmit.',
	},
	{
		code: 'JOB_RECOVERY_FAILURE',
		meaning: 'It was held back, and could not be taken up again.',
		advice: 'The last message says what held it back; resubmit when that is gone.',
	},
	{
		code: 'JOB_RECOVERY_TIMEOUT',
		meaning: 'It was held back for too long.',
		advice: 'The last message says what held it back; resubmit when that is gone.',
	},
] as const satisfies readonly ConditionRow[];

/** The codes this version knows. */
export type ConditionCode = (typeof rows)[number]['code'];

/** All known codes. */
export const conditionRows: readonly ConditionRow[] = rows;

const byCode = new Map<string, ConditionRow>(rows.map(row => [row.code, row]));

/** The row of a condition code, or undefined for one this version does not know. */
export function conditionRow(code: string): ConditionRow | undefined {
	return byCode.get(code);
}

/** Names for the conditions that code speaks of, so that no other file spells one. */
export const NORMAL_COMPLETION = 'NORMAL_COMPLETION' as const satisfies ConditionCode;
export const CANCELLED_BY_USER = 'CANCELLED_BY_USER' as const satisfies ConditionCode;
export const SCHEDULER_TIMEOUT = 'SCHEDULER_TIMEOUT' as const satisfies ConditionCode;
export const SCHEDULER_OUT_OF_MEMORY = 'SCHEDULER_OUT_OF_MEMORY' as const satisfies ConditionCode;
export const SCHEDULER_CANCELLED = 'SCHEDULER_CANCELLED' as const satisfies ConditionCode;
export const JOB_REMOTE_OUTCOME_ERROR = 'JOB_REMOTE_OUTCOME_ERROR' as const satisfies ConditionCode;
export const JOB_ARCHIVING_FAILED = 'JOB_ARCHIVING_FAILED' as const satisfies ConditionCode;
export const JOB_UNABLE_TO_STAGE_INPUTS = 'JOB_UNABLE_TO_STAGE_INPUTS' as const satisfies ConditionCode;
export const JOB_LAUNCH_FAILURE = 'JOB_LAUNCH_FAILURE' as const satisfies ConditionCode;
export const JOB_QUEUE_MONITORING_ERROR = 'JOB_QUEUE_MONITORING_ERROR' as const satisfies ConditionCode;
export const JOB_INTERNAL_ERROR = 'JOB_INTERNAL_ERROR' as const satisfies ConditionCode;
