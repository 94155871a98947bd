import type {JobDetail} from './job.ts';
import {FAILED, FINISHED} from './status.ts';

/** A directory on a Tapis system where a job's output may stand. */
export type OutputPlace = {readonly systemId: string; readonly directory: string};

/** The service’s word for an application that failed and whose outputs stay on the execution system. */
export const failedAndNotArchived = `${FAILED}_SKIP_ARCHIVE` as const;

/**
 * Where to look for a job's output, likeliest place first. The service's own rule (Jobs 1.7.1, DataLocator): the archive when
 * the job FINISHED, or FAILED with its outputs archived; else the execution system. The other place comes second for ended
 * jobs, because an archive filter leaves files behind, and a job that FAILED before it ran has no archive at all.
 */
export function outputPlaces(job: JobDetail): readonly OutputPlace[] {
	const exec = placeOf(job.execSystemId, job.execSystemOutputDir);
	const archive = placeOf(job.archiveSystemId, job.archiveSystemDir);
	const isArchived =
		job.status === FINISHED ||
		(job.status === FAILED && job.remoteOutcome !== null && job.remoteOutcome !== failedAndNotArchived);
	const places = isArchived ? [archive, exec] : job.status === FAILED ? [exec, archive] : [exec];
	return places.filter(place => place !== null);
}

function placeOf(systemId: string, directory: string | null): OutputPlace | null {
	return systemId === '' || directory === null ? null : {systemId, directory};
}
