import {defaultStdoutName} from '../../domain/output.ts';
import {archivesFailures} from './job-ending.ts';
import type {JobRecord} from './job-record.ts';
import {remoteQueues} from './sample-data.ts';
import type {ArchiveFilter, LogConfig, SubmitRequest} from './submit-request.ts';

/** Where a job's files stand, relative to the root of their systems: where its request says, or at the service's usual places. */
export function jobDirectories({uuid, owner, request}: Pick<JobRecord, 'uuid' | 'owner' | 'request'>): {
	readonly exec: string;
	readonly input: string;
	readonly output: string;
	readonly archive: string;
} {
	const usual = `/scratch/tapis/${owner}/jobs/${uuid}`;
	return {
		exec: absolute(request?.execSystemExecDir ?? usual),
		input: absolute(request?.execSystemInputDir ?? usual),
		output: absolute(request?.execSystemOutputDir ?? `${usual}/output`),
		archive: absolute(request?.archiveSystemDir ?? `/jobs/${uuid}/archive`),
	};
}

function absolute(directory: string): string {
	return `/${directory.replace(/^\/+|\/+$/g, '')}`;
}

/** The queue of a batch job: the one it asks for, or one of the system's. */
export function queueOf({request, app, seed}: JobRecord): string | null {
	if (app.jobType === 'FORK') return null;
	return request?.execSystemLogicalQueue ?? remoteQueues[seed % remoteQueues.length]!;
}

/** Whether a job is started by an MPI launcher, and by which: a request that names none gets that of the system. */
export function mpiOf({request, app}: JobRecord): {readonly isMpi: boolean; readonly mpiCmd: string | null} {
	const isMpi = request ? (request.isMpi ?? false) : app.nodeCount > 1;
	return {isMpi, mpiCmd: request?.mpiCmd ?? (isMpi ? 'ibrun' : null)};
}

/** The inputs as the service keeps them: everything spelt out. */
export function fileInputsOf(job: JobRecord): readonly object[] {
	const asked = job.request ? (job.request.fileInputs ?? []) : [sampleInput(job)];
	return asked.map(input => ({...noInput, ...input}));
}

const noInput = {
	name: null,
	description: null,
	envKey: null,
	autoMountLocal: true,
	sourceUrl: null,
	targetPath: null,
	optional: false,
	srcSharedAppCtx: '',
	destSharedAppCtx: '',
	notes: null,
};

/** The input that every sample job asks for. */
function sampleInput(job: JobRecord): object {
	return {
		name: 'inputs',
		sourceUrl: `tapis://${job.archiveSystemId}/projects/${job.name}/inputs`,
		targetPath: 'inputs',
	};
}

export function descriptionOf(job: JobRecord): string {
	return job.request?.description ?? `${job.app.id} ${job.app.version} submitted by ${job.owner}`;
}

/** Memory in MB: the service takes 100 for a request that names none; sample jobs have what their work needs. */
export function memoryOf(job: JobRecord): number {
	return job.request ? (job.request.memoryMB ?? 100) : job.app.coresPerNode * 2000;
}

/** The names of the files that standard output and error go to, where they are not the usual ones. */
function logConfigOf({stdoutName, stderrName}: JobRecord): LogConfig | null {
	if (stdoutName === null && stderrName === null) return null;
	const stdoutFilename = stdoutName ?? defaultStdoutName;
	return {stdoutFilename, stderrFilename: stderrName ?? stdoutFilename};
}

/** Which of a job's output is archived: all of it, unless its request says otherwise. */
export function archiveFilterOf({request}: Pick<JobRecord, 'request'>): ArchiveFilter {
	return {includes: [], excludes: [], includeLaunchFiles: true, ...request?.parameterSet?.archiveFilter};
}

/** The parameters as the service keeps them: everything spelt out, with nulls. */
export function parameterSetOf(job: JobRecord): Readonly<Record<string, unknown>> {
	const {appArgs, containerArgs, schedulerOptions, envVariables} = job.request
		? (job.request.parameterSet ?? {})
		: sampleParameters(job);
	const spelt = (entries: readonly object[] | undefined, empty: object): readonly object[] =>
		(entries ?? []).map(entry => ({...empty, ...entry}));
	return {
		appArgs: spelt(appArgs, noArgument),
		containerArgs: spelt(containerArgs, noArgument),
		schedulerOptions: spelt(schedulerOptions, noArgument),
		envVariables: spelt(envVariables, noVariable),
		archiveFilter: archiveFilterOf(job),
		logConfig: logConfigOf(job),
	};
}

const noArgument = {name: null, description: null, include: null, arg: null, notes: null};
const noVariable = {key: null, value: null, description: null, include: null, notes: null};

/** The parameters that every sample job asks for. */
function sampleParameters(job: JobRecord): NonNullable<SubmitRequest['parameterSet']> {
	return {
		appArgs: [{name: 'input', arg: `inputs/${job.name}.in`}],
		schedulerOptions: [{name: 'profile', arg: '--tapis-profile tacc-apptainer'}],
		envVariables: [{key: 'OMP_NUM_THREADS', value: '2'}],
	};
}

/** The request behind a job, in the shape `submit` takes. */
export function requestOf(job: JobRecord): SubmitRequest {
	if (job.request) return job.request;
	const logConfig = logConfigOf(job);
	const queue = queueOf(job);
	return {
		name: job.name,
		appId: job.app.id,
		appVersion: job.app.version,
		description: descriptionOf(job),
		jobType: job.app.jobType,
		execSystemId: job.execSystemId,
		...(queue === null ? {} : {execSystemLogicalQueue: queue}),
		archiveSystemId: job.archiveSystemId,
		archiveOnAppError: archivesFailures(job),
		isMpi: mpiOf(job).isMpi,
		nodeCount: job.app.nodeCount,
		coresPerNode: job.app.coresPerNode,
		memoryMB: memoryOf(job),
		maxMinutes: job.maxMinutes,
		fileInputs: [sampleInput(job)],
		parameterSet: {...sampleParameters(job), ...(logConfig === null ? {} : {logConfig})},
		tags: [...job.tags],
		notes: job.notes,
	};
}
