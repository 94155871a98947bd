import {defaultStdoutName} from '../../domain/output.ts';
import type {JobRecord} from './job-record.ts';

/** Where a job's files stand, relative to the root of their systems. */
export function jobDirectories(job: Pick<JobRecord, 'uuid' | 'owner'>): {
	readonly exec: string;
	readonly input: string;
	readonly output: string;
	readonly archive: string;
} {
	const exec = `/scratch/tapis/${job.owner}/jobs/${job.uuid}`;
	return {exec, input: exec, output: `${exec}/output`, archive: `/jobs/${job.uuid}/archive`};
}

export function fileInputsOf(job: JobRecord): readonly unknown[] {
	const asked = job.request?.['fileInputs'];
	if (Array.isArray(asked)) return asked;
	return [
		{
			name: 'inputs',
			description: null,
			envKey: null,
			autoMountLocal: true,
			sourceUrl: inputsUrl(job),
			targetPath: 'inputs',
			optional: false,
			srcSharedAppCtx: '',
			destSharedAppCtx: '',
			notes: null,
		},
	];
}

/** Where the inputs of a sample job stand. */
function inputsUrl(job: JobRecord): string {
	return `tapis://${job.archiveSystemId}/projects/${job.name}/inputs`;
}

export function descriptionOf(job: JobRecord): string {
	return String(job.request?.['description'] ?? `${job.app.id} ${job.app.version} submitted by ${job.owner}`);
}

/** Memory in MB: the service takes 100 for a request that names none; sample jobs have what their work needs. */
export function memoryOf(job: JobRecord): number {
	return job.request ? Number(job.request['memoryMB'] ?? 100) : job.app.coresPerNode * 2000;
}

/** The names of the files that standard output and error go to, where they are not the usual ones. */
function logConfigOf({stdoutName, stderrName}: JobRecord): Readonly<Record<string, string>> | null {
	if (stdoutName === null && stderrName === null) return null;
	const stdoutFilename = stdoutName ?? defaultStdoutName;
	return {stdoutFilename, stderrFilename: stderrName ?? stdoutFilename};
}

/** The parameters as the service keeps them: everything spelt out, with nulls. */
export function parameterSetOf(job: JobRecord): Readonly<Record<string, unknown>> {
	const asked = job.request?.['parameterSet'];
	return {
		appArgs: [{name: 'input', description: null, include: null, arg: `inputs/${job.name}.in`, notes: null}],
		containerArgs: [],
		schedulerOptions: [
			{name: 'profile', description: null, include: null, arg: '--tapis-profile tacc-apptainer', notes: null},
		],
		envVariables: [{key: 'OMP_NUM_THREADS', value: '2', description: null, include: null, notes: null}],
		archiveFilter: {includes: [], excludes: [], includeLaunchFiles: true},
		...(typeof asked === 'object' ? asked : {}),
		logConfig: logConfigOf(job),
	};
}

/** The request behind a job, in the shape `submit` takes. */
export function requestOf(job: JobRecord): Readonly<Record<string, unknown>> {
	if (job.request) return job.request;
	const logConfig = logConfigOf(job);
	return {
		name: job.name,
		appId: job.app.id,
		appVersion: job.app.version,
		description: descriptionOf(job),
		jobType: job.app.jobType,
		execSystemId: job.execSystemId,
		archiveSystemId: job.archiveSystemId,
		nodeCount: job.app.nodeCount,
		coresPerNode: job.app.coresPerNode,
		memoryMB: memoryOf(job),
		maxMinutes: job.maxMinutes,
		fileInputs: [
			{
				name: 'inputs',
				sourceUrl: inputsUrl(job),
				targetPath: 'inputs',
			},
		],
		parameterSet: {
			appArgs: [{name: 'input', arg: `inputs/${job.name}.in`}],
			...(logConfig === null ? {} : {logConfig}),
		},
		tags: [...job.tags],
		notes: job.notes,
	};
}
