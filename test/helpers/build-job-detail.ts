import type {HistoryEvent} from '../../source/domain/history.ts';
import type {Instant, JobDetail} from '../../source/domain/job.ts';
import {buildJob} from './build-job.ts';

/** Everything about the n-th job of a test, with whatever the test wants different. */
export function buildJobDetail(number: number, different: Partial<JobDetail> = {}): JobDetail {
	return {
		...buildJob(number),
		description: null,
		jobType: 'BATCH',
		nodeCount: 4,
		coresPerNode: 48,
		memoryMB: 96_000,
		execSystemExecDir: '/scratch/01234/jdoe/jobs/1',
		execSystemInputDir: '/scratch/01234/jdoe/jobs/1',
		execSystemOutputDir: '/scratch/01234/jdoe/jobs/1/output',
		execSystemLogicalQueue: 'normal',
		archiveSystemDir: '/work/01234/jdoe/archive/1',
		remoteOutcome: null,
		remoteResultInfo: null,
		remoteQueue: 'normal',
		remoteSubmitted: null,
		blockedCount: 0,
		visible: true,
		notes: {},
		stdoutName: 'tapisjob.out',
		stderrName: null,
		raw: {},
		...different,
	};
}

/** An event of a job's history that tells of a new status. */
export function statusEvent(
	status: string,
	created: Instant,
	different: Partial<HistoryEvent> = {},
): HistoryEvent {
	return {
		event: 'JOB_NEW_STATUS',
		created,
		eventDetail: status,
		message: `The job has transitioned to a new status: ${status}.`,
		transferTaskUuid: null,
		transfer: null,
		...different,
	};
}
