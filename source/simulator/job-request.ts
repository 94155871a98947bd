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
			sourceUrl: `tapis://${job.archiveSystemId}/projects/${job.name}/inputs`,
			targetPath: 'inputs',
			optional: false,
			srcSharedAppCtx: '',
			destSharedAppCtx: '',
			notes: null,
		},
	];
}

/** The parameters as the service keeps them: everything spelt out, with nulls. */
export function parameterSetOf(job: JobRecord): Readonly<Record<string, unknown>> {
	const asked = job.request?.['parameterSet'];
	const logConfig =
		job.stdoutName === null ? null : {stdoutFilename: job.stdoutName, stderrFilename: job.stdoutName};
	return {
		appArgs: [{name: 'input', description: null, include: null, arg: `inputs/${job.name}.in`, notes: null}],
		containerArgs: [],
		schedulerOptions: [
			{name: 'profile', description: null, include: null, arg: '--tapis-profile tacc-apptainer', notes: null},
		],
		envVariables: [{key: 'OMP_NUM_THREADS', value: '2', description: null, include: null, notes: null}],
		archiveFilter: {includes: [], excludes: [], includeLaunchFiles: true},
		...(typeof asked === 'object' ? asked : {}),
		logConfig,
	};
}

/** The request behind a job, in the shape `submit` takes. */
export function requestOf(job: JobRecord): Readonly<Record<string, unknown>> {
	if (job.request) return job.request;
	return {
		name: job.name,
		appId: job.app.id,
		appVersion: job.app.version,
		description: `${job.app.id} ${job.app.version} submitted by ${job.owner}`,
		jobType: job.app.jobType,
		execSystemId: job.execSystemId,
		archiveSystemId: job.archiveSystemId,
		nodeCount: job.app.nodeCount,
		coresPerNode: job.app.coresPerNode,
		memoryMB: job.app.coresPerNode * 2000,
		maxMinutes: job.maxMinutes,
		fileInputs: [
			{
				name: 'inputs',
				sourceUrl: `tapis://${job.archiveSystemId}/projects/${job.name}/inputs`,
				targetPath: 'inputs',
			},
		],
		parameterSet: {
			appArgs: [{name: 'input', arg: `inputs/${job.name}.in`}],
			...(job.stdoutName === null
				? {}
				: {logConfig: {stdoutFilename: job.stdoutName, stderrFilename: job.stdoutName}}),
		},
		tags: [...job.tags],
		notes: job.notes,
	};
}
