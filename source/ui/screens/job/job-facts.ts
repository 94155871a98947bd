import type {Instant, Job, JobDetail} from '../../../domain/job.ts';
import {appOf, runTime} from '../../../domain/job.ts';
import {formatAge, formatDuration, formatInstant, MINUTE} from '../../../domain/time.ts';

/** A labelled value of the overview; what is not known is left out. */
export type Fact = {readonly label: string; readonly value: string};

/** What stands in two columns where there is room; until `knownUntil` it is known that a running job ran. */
export function jobFacts(
	job: Job,
	detail: JobDetail | null,
	now: Instant,
	knownUntil: Instant,
): readonly Fact[] {
	const ran = runTime(job, knownUntil);
	return present([
		['owner', job.owner],
		['tenant', job.tenant],
		['app', appOf(job)],
		['job type', detail?.jobType],
		['exec system', job.execSystemId],
		['queue', detail?.execSystemLogicalQueue ?? detail?.remoteQueue],
		['archive system', job.archiveSystemId],
		['size', size(detail)],
		['memory', detail?.memoryMB == null ? null : `${detail.memoryMB} MB a node`],
		['limit', job.maxMinutes === null ? null : formatDuration(job.maxMinutes * MINUTE)],
		['scheduler id', job.remoteJobId ?? detail?.remoteJobId],
		['exit code', detail?.remoteResultInfo],
		['outcome', detail?.remoteOutcome],
		['created', moment(job.created, now)],
		['submitted', moment(detail?.remoteSubmitted, now)],
		['started', moment(job.remoteStarted, now)],
		['run ended', moment(job.remoteEnded, now)],
		['ended', moment(job.ended, now)],
		['ran', ran === null ? null : formatDuration(ran)],
		['looked at', moment(job.lastUpdated, now)],
		['times blocked', detail?.blockedCount ? String(detail.blockedCount) : null],
		['hidden', detail?.visible === false ? 'yes: no list shows this job' : null],
	]);
}

/** Long values, which get lines of their own. */
export function jobPaths(job: Job, detail: JobDetail | null): readonly Fact[] {
	return present([
		['name', job.name],
		['uuid', job.uuid],
		['tags', job.tags.join(', ')],
		['description', detail?.description],
		['exec dir', detail?.execSystemExecDir],
		['input dir', detail?.execSystemInputDir],
		['output dir', detail?.execSystemOutputDir],
		['archive dir', detail?.archiveSystemDir],
		['output file', detail?.stdoutName],
		['error file', detail?.stderrName],
	]);
}

function size(detail: JobDetail | null): string | null {
	if (detail?.nodeCount == null) return null;
	const nodes = detail.nodeCount === 1 ? '1 node' : `${detail.nodeCount} nodes`;
	return detail.coresPerNode === null ? nodes : `${nodes} of ${detail.coresPerNode} cores`;
}

function moment(instant: Instant | null | undefined, now: Instant): string | null {
	return instant == null ? null : `${formatInstant(instant)} (${formatAge(now - instant)} ago)`;
}

function present(rows: readonly (readonly [string, string | null | undefined])[]): readonly Fact[] {
	return rows.flatMap(([label, value]) => (value == null || value.trim() === '' ? [] : [{label, value}]));
}
