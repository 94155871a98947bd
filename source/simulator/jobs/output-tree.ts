import {
	JOB_REMOTE_OUTCOME_ERROR,
	SCHEDULER_CANCELLED,
	SCHEDULER_OUT_OF_MEMORY,
	SCHEDULER_TIMEOUT,
} from '../../domain/condition.ts';
import type {Instant} from '../../domain/job.ts';
import {defaultStdoutName} from '../../domain/output.ts';
import {CANCELLED, STAGING_JOB} from '../../domain/status.ts';
import {SECOND} from '../../domain/time.ts';
import type {ServiceTime} from '../service-time.ts';
import type {JobRecord} from './job-record.ts';
import {type Content, fixedContent, meshContent, resultContent, solverOutput} from './solver-output.ts';
import {isoSeconds} from './stamps.ts';

export type Entry = {
	/** Relative to the output directory, without slashes at its ends; '' is the directory itself. */
	readonly path: string;
	readonly content: Content | null;
	readonly modified: Instant;
};

/** What the service launches a job with. */
export const launchFiles: readonly string[] = ['tapisjob.env', 'tapisjob.sh'];

/** Steps of a solver between two result files. */
const stepsPerResult = 200;
const mostResults = 12;

/** Everything in a job's output directory now, sorted by path; entries without content are directories. */
export function outputTree(job: JobRecord, time: ServiceTime): readonly Entry[] {
	const staged = job.spans.find(span => span.status === STAGING_JOB)?.from;
	if (staged === undefined) return [];
	const root: Entry = {path: '', content: null, modified: staged};
	const launch: Entry[] = [
		{path: 'tapisjob.env', content: fixedContent(environmentOf(job)), modified: staged},
		{path: 'tapisjob.sh', content: fixedContent(launchScriptOf(job)), modified: staged},
	];
	if (job.remoteStarted === null) return [root, ...launch];

	const until = job.remoteEnded ?? job.ended ?? time.now();
	const steps = Math.max(
		0,
		Math.floor((time.at(until) - time.at(job.remoteStarted)) / (job.app.stepSeconds * SECOND)),
	);
	const results = Array.from(
		{length: Math.min(mostResults, Math.floor(steps / stepsPerResult))},
		(_, index): Entry => {
			const step = (index + 1) * stepsPerResult;
			return {
				path: `results/fields/step-${String(step).padStart(6, '0')}.vtu`,
				content: resultContent(job, step),
				modified: until,
			};
		},
	);
	const isOver = job.remoteEnded !== null;
	const entries: Entry[] = [
		root,
		...launch,
		{path: 'checkpoints', content: null, modified: job.remoteStarted},
		{path: 'mesh.dat', content: meshContent(job), modified: job.remoteStarted},
		{path: 'results', content: null, modified: job.remoteStarted},
		{path: 'results/fields', content: null, modified: until},
		...results,
		...logs(job, steps, until),
		...(job.app.jobType === 'FORK'
			? [
					{
						path: 'tapisjob.pid',
						content: fixedContent(`${job.remoteJobId ?? ''}\n`),
						modified: job.remoteStarted,
					},
				]
			: []),
		...(isOver
			? [
					{
						path: 'results/summary.json',
						content: fixedContent(
							`${JSON.stringify({case: job.name, steps, exit: job.remoteResultInfo}, null, 2)}\n`,
						),
						modified: until,
					},
					{
						path: 'tapisjob.exitcode',
						content: fixedContent(`${job.remoteResultInfo ?? ''}\n`),
						modified: until,
					},
				]
			: []),
	];
	return [...foldersOf(entries), ...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The directories that entries stand in, the topmost among them, where they are not entries themselves. */
export function foldersOf(entries: readonly Entry[]): readonly Entry[] {
	const known = new Set(entries.map(({path}) => path));
	const folders = new Map<string, Entry>();
	for (const {path, modified} of entries) {
		const names = path === '' ? [] : path.split('/');
		for (let count = 0; count < names.length; count++) {
			const folder = names.slice(0, count).join('/');
			if (!known.has(folder)) folders.set(folder, {path: folder, content: null, modified});
		}
	}
	return [...folders.values()];
}

/** Standard output and error, together in one file or in two. What went wrong stands in that of the errors. */
function logs(job: JobRecord, steps: number, until: Instant): readonly Entry[] {
	const path = job.stdoutName ?? defaultStdoutName;
	const tail = tailOf(job);
	if (job.stderrName === null) return [{path, content: solverOutput(job, steps, tail), modified: until}];
	return [
		{path, content: solverOutput(job, steps, ''), modified: until},
		{path: job.stderrName, content: fixedContent(tail), modified: until},
	];
}

/** What the standard output ends with, by what became of the job. */
function tailOf(job: JobRecord): string {
	const host = 'c301-101';
	const slurm = `slurmstepd: error: *** STEP ${job.remoteJobId ?? '-'}.0 ON ${host} CANCELLED AT ${isoSeconds(job.remoteEnded ?? job.ended ?? 0).slice(0, 19)}`;
	if (job.status === CANCELLED) return job.app.jobType === 'FORK' ? 'Terminated\n' : `${slurm} ***\n`;
	if (job.remoteEnded === null) return '';
	switch (job.fate.condition) {
		case SCHEDULER_TIMEOUT:
			return `${slurm} DUE TO TIME LIMIT ***\n`;
		case SCHEDULER_OUT_OF_MEMORY:
			return `slurmstepd: error: Detected 1 oom_kill event in StepId=${job.remoteJobId ?? '-'}.0. Some of the step tasks have been OOM Killed.\n`;
		case SCHEDULER_CANCELLED:
			return `${slurm} ***\n`;
		case JOB_REMOTE_OUTCOME_ERROR:
			return 'ERROR: the solution did not converge after 40 iterations; stopping.\nTACC: MPI job exited with code: 1\n';
		default:
			return 'TACC: Shutdown complete. Exiting.\n';
	}
}

function environmentOf(job: JobRecord): string {
	return `_tapisJobName=${job.name}\n_tapisJobUUID=${job.uuid}\n_tapisJobOwner=${job.owner}\n_tapisAppId=${job.app.id}\n_tapisMaxMinutes=${job.maxMinutes}\n`;
}

function launchScriptOf(job: JobRecord): string {
	return `#!/bin/bash\n#SBATCH --job-name=${job.name}\n#SBATCH --nodes=${job.app.nodeCount}\n#SBATCH --time=${job.maxMinutes}\n\napptainer run --env-file tapisjob.env ${job.app.id}.sif inputs/${job.name}.in\n`;
}

const mimeTypes: ReadonlyMap<string, string> = new Map([
	['json', 'application/json'],
	['sh', 'application/x-sh'],
	['out', 'text/plain'],
	['log', 'text/plain'],
]);

/** A row of a file listing, as both Jobs and Files give it. */
export function fileInfo(
	{
		owner,
		systemId,
		directory,
	}: {readonly owner: string; readonly systemId: string; readonly directory: string},
	entry: Entry,
): Readonly<Record<string, unknown>> {
	const path = entry.path === '' && directory !== '' ? directory : `${directory}/${entry.path}`;
	const isDirectory = entry.content === null;
	return {
		mimeType: isDirectory ? null : (mimeTypes.get(path.split('.').at(-1) ?? '') ?? null),
		type: isDirectory ? 'dir' : 'file',
		owner,
		group: 'G-820001',
		nativePermissions: isDirectory ? 'rwxr-x---' : 'rw-r-----',
		url: `tapis://${systemId}${path}`,
		lastModified: isoSeconds(entry.modified),
		name: path.split('/').at(-1) ?? '',
		path,
		size: entry.content?.size ?? 4096,
	};
}

/** Entries below a directory: all of them, or only its own. */
export function entriesBelow(tree: readonly Entry[], path: string, isRecursive: boolean): readonly Entry[] {
	const prefix = path === '' ? '' : `${path}/`;
	return tree.filter(entry => {
		if (entry.path === '' || entry.path === path || !entry.path.startsWith(prefix)) return false;
		return isRecursive || !entry.path.slice(prefix.length).includes('/');
	});
}
