import {failedAndNotArchived} from '../../domain/output-place.ts';
import {CANCELLED, FAILED, FINISHED, hasEnded} from '../../domain/status.ts';
import type {ServiceTime} from '../service-time.ts';
import {archivedOnly} from './archive-filter.ts';
import {archivesOutputs} from './job-ending.ts';
import type {JobRecord} from './job-record.ts';
import {jobDirectories} from './job-request.ts';
import {type Entry, outputTree} from './output-tree.ts';

/** A directory on a system that holds a job's output, or is going to. */
export type OutputPlace = {
	readonly owner: string;
	readonly systemId: string;
	readonly directory: string;
	/** All that stands there now, with the directory itself; empty while that does not exist. */
	readonly entries: (time: ServiceTime) => readonly Entry[];
};

/** Where a job's application writes. */
export function execPlace(job: JobRecord): OutputPlace {
	return {
		owner: job.owner,
		systemId: job.execSystemId,
		directory: jobDirectories(job).output,
		entries: time => outputTree(job, time),
	};
}

export function archivePlace(job: JobRecord): OutputPlace {
	return {
		owner: job.owner,
		systemId: job.archiveSystemId,
		directory: jobDirectories(job).archive,
		entries: time => (hasArchive(job) ? archivedOnly(job, outputTree(job, time)) : []),
	};
}

/** Where the service looks for a job's output (DataLocator): the archive after a good or archived end, else the execution system. */
export function outputPlace(job: JobRecord): OutputPlace {
	const isArchived =
		job.status === FINISHED || (job.status === FAILED && job.remoteOutcome !== failedAndNotArchived);
	return isArchived ? archivePlace(job) : execPlace(job);
}

/** A job that failed before it ran has no archive, although the service looks there. */
function hasArchive(job: JobRecord): boolean {
	return (
		hasEnded(job.status) && job.remoteOutcome !== null && archivesOutputs(job) && job.status !== CANCELLED
	);
}
