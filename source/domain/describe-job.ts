import {conditionRow} from './condition.ts';
import type {Job} from './job.ts';
import type {JobStatus} from './status.ts';

/** `FAILED: SCHEDULER_TIMEOUT: It reached its time limit …`: a status and, where known, why. */
export function describeStatus(status: JobStatus, condition: string | null): string {
	if (condition === null) return status;
	const row = conditionRow(condition);
	return row === undefined ? `${status}: ${condition}` : `${status}: ${condition}: ${row.meaning}`;
}

/** `mesh-refine-12 (6b6a0f0e-…-007)`: a job in a sentence. */
export function describeJob(job: Pick<Job, 'name' | 'uuid'>): string {
	return job.name === '' ? job.uuid : `${job.name} (${job.uuid})`;
}
