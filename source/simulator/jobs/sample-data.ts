import {
	type ConditionCode,
	JOB_ARCHIVING_FAILED,
	JOB_LAUNCH_FAILURE,
	JOB_QUEUE_MONITORING_ERROR,
	JOB_REMOTE_OUTCOME_ERROR,
	JOB_UNABLE_TO_STAGE_INPUTS,
	SCHEDULER_CANCELLED,
	SCHEDULER_OUT_OF_MEMORY,
	SCHEDULER_TIMEOUT,
} from '../../domain/condition.ts';
import {ARCHIVING, type KnownStatus, QUEUED, STAGING_INPUTS, SUBMITTING_JOB} from '../../domain/status.ts';
import type {SampleApp} from './job-record.ts';

/** What the sample jobs are made of: kinds of work that people run on TACC's machines. */
export const sampleApps: readonly SampleApp[] = [
	{
		id: 'opensees-mp',
		version: '3.6',
		jobType: 'BATCH',
		names: ['mesh-refine', 'sweep', 'pushover', 'frame-ida'],
		nodeCount: 4,
		coresPerNode: 48,
		maxMinutes: [240, 480, 720],
		stepSeconds: 2,
	},
	{
		id: 'adcirc',
		version: '55',
		jobType: 'BATCH',
		names: ['quake', 'surge-ike', 'tide', 'storm-track'],
		nodeCount: 8,
		coresPerNode: 48,
		maxMinutes: [360, 720, 1440],
		stepSeconds: 3,
	},
	{
		id: 'python-batch',
		version: '1.0',
		jobType: 'BATCH',
		names: ['calibrate', 'posterior', 'fit', 'train-unet'],
		nodeCount: 1,
		coresPerNode: 16,
		maxMinutes: [60, 120, 480],
		stepSeconds: 1,
	},
	{
		id: 'namd',
		version: '3.0',
		jobType: 'BATCH',
		names: ['membrane', 'fold-ubq', 'ligand', 'equil'],
		nodeCount: 2,
		coresPerNode: 56,
		maxMinutes: [480, 1440, 2880],
		stepSeconds: 2,
	},
	{
		id: 'wrf',
		version: '4.5',
		jobType: 'BATCH',
		names: ['wrf', 'hindcast', 'nest-3km'],
		nodeCount: 16,
		coresPerNode: 48,
		maxMinutes: [720, 1440],
		stepSeconds: 5,
	},
	{
		id: 'jupyter-fork',
		version: '2.1',
		jobType: 'FORK',
		names: ['notebook', 'explore'],
		nodeCount: 1,
		coresPerNode: 4,
		maxMinutes: [120, 240],
		stepSeconds: 10,
	},
];

export const sampleSystems: readonly string[] = ['stampede3', 'frontera', 'ls6'];
export const archiveSystems: readonly string[] = ['corral', 'stampede3', 'cloud.corral'];
export const sampleTags: readonly string[] = [
	'calibration',
	'draft',
	'paper-2',
	'production',
	'sweep',
	'validation',
];

export type FailureCase = {
	readonly condition: ConditionCode;
	/** The last status before the end. */
	readonly endsIn: KnownStatus;
	/** As a scheduler tells it, with a signal behind a colon. */
	readonly exitCode: string | null;
	/** With `{exitCode}` where that of the job stands. */
	readonly message: string;
	/** Only where a scheduler runs the job. */
	readonly isOfScheduler?: true;
};

/** The ways in which sample jobs fail, the most common ones first. */
export const failureCases: readonly FailureCase[] = [
	{
		condition: SCHEDULER_TIMEOUT,
		endsIn: ARCHIVING,
		exitCode: '0:15',
		message: 'The batch job reached its time limit and ended in state TIMEOUT.',
		isOfScheduler: true,
	},
	{
		condition: SCHEDULER_OUT_OF_MEMORY,
		endsIn: ARCHIVING,
		exitCode: '0:125',
		message: 'The batch job ended in state OUT_OF_MEMORY.',
		isOfScheduler: true,
	},
	{
		condition: JOB_REMOTE_OUTCOME_ERROR,
		endsIn: ARCHIVING,
		exitCode: '1:0',
		message: 'The application ended with the exit code {exitCode}.',
	},
	{
		condition: JOB_UNABLE_TO_STAGE_INPUTS,
		endsIn: STAGING_INPUTS,
		exitCode: null,
		message: 'FILES_PATH_NOT_FOUND An input path does not exist on its system.',
	},
	{
		condition: SCHEDULER_CANCELLED,
		endsIn: ARCHIVING,
		exitCode: '0:15',
		message: 'The batch job ended in state CANCELLED in the scheduler.',
		isOfScheduler: true,
	},
	{
		condition: JOB_LAUNCH_FAILURE,
		endsIn: SUBMITTING_JOB,
		exitCode: null,
		message:
			'sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified',
		isOfScheduler: true,
	},
	{
		condition: JOB_ARCHIVING_FAILED,
		endsIn: ARCHIVING,
		exitCode: '0:0',
		message: 'FILES_OPSC_ERR The transfer to the archive system failed: quota exceeded.',
	},
	{
		condition: JOB_QUEUE_MONITORING_ERROR,
		endsIn: QUEUED,
		exitCode: null,
		message: 'The scheduler could not be asked about the job: connection refused.',
		isOfScheduler: true,
	},
];

/** Queues of the execution systems. */
export const remoteQueues: readonly string[] = ['normal', 'skx', 'development', 'small'];
