import {
	CANCELLED_BY_USER,
	type ConditionCode,
	JOB_ARCHIVING_FAILED,
	JOB_INTERNAL_ERROR,
	NORMAL_COMPLETION,
} from '../../domain/condition.ts';
import type {Instant} from '../../domain/job.ts';
import {failedAndNotArchived} from '../../domain/output-place.ts';
import {CANCELLED, FAILED, FINISHED, type KnownStatus} from '../../domain/status.ts';
import {message} from '../http/messages.ts';
import type {JobRecord, RemoteOutcome} from './job-record.ts';
import {failureCases} from './sample-data.ts';

type Ending = Pick<JobRecord, 'status' | 'condition' | 'lastMessage' | 'ended' | 'lastUpdated'>;

/** Whether outputs are archived although the application failed, as its request asked. */
export function archivesFailures(
	job: Pick<JobRecord, 'seed'> & Partial<Pick<JobRecord, 'request'>>,
): boolean {
	// The sample jobs do both; a request that does not say wants it.
	if (!job.request) return job.seed % 4 !== 0;
	const {archiveMode, archiveOnAppError = true} = job.request;
	return archiveMode === undefined ? archiveOnAppError : archiveMode === 'ALWAYS';
}

/** What the service notes of the application's own end, before archiving. */
export function remoteOutcome(
	job: Pick<JobRecord, 'seed' | 'fate'> & Partial<Pick<JobRecord, 'request'>>,
): RemoteOutcome {
	if (job.fate.end === FINISHED || job.fate.condition === JOB_ARCHIVING_FAILED) return FINISHED;
	return archivesFailures(job) ? FAILED : failedAndNotArchived;
}

/** Whether outputs are copied to the archive, once a job is ARCHIVING: all jobs come through that status, with or without. */
export function archivesOutputs(job: Pick<JobRecord, 'remoteOutcome' | 'request'>): boolean {
	return job.request?.archiveMode !== 'NEVER' && job.remoteOutcome !== failedAndNotArchived;
}

/** What the last move writes into a job's record. */
export function endFields(job: Pick<JobRecord, 'uuid' | 'fate'>, status: KnownStatus, at: Instant): Ending {
	return {
		status,
		condition: endCondition(job, status),
		lastMessage: endMessage(job, status),
		ended: at,
		lastUpdated: at,
	};
}

function endCondition(job: Pick<JobRecord, 'fate'>, status: KnownStatus): ConditionCode {
	if (status === CANCELLED) return CANCELLED_BY_USER;
	if (status === FINISHED) return NORMAL_COMPLETION;
	return job.fate.end === FAILED ? job.fate.condition : JOB_INTERNAL_ERROR;
}

function endMessage(job: Pick<JobRecord, 'uuid' | 'fate'>, status: KnownStatus): string {
	if (status === CANCELLED) {
		return message('JOBS_CMD_MSG_RECEIVED', job.uuid, 'JOB_CANCEL', 'JobsImpl-cancelCmdStatus', job.uuid);
	}
	if (status === FINISHED) return 'Job completed successfully';
	const failure = failureCases.find(one => one.condition === job.fate.condition);
	return (
		failure?.message.replace('{exitCode}', job.fate.exitCode ?? '') ??
		'The job failed for a reason of the service.'
	);
}
