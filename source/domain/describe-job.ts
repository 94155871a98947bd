import {conditionRow} from './condition.ts';
import type {Failure} from './failure.ts';
import type {Job, JobUuid} from './job.ts';
import type {JobStatus} from './status.ts';

/** `FAILED: SCHEDULER_TIMEOUT: It reached its time limit …`: a status and, where known, why. */
export function describeStatus(status: JobStatus, condition: string | null): string {
	if (condition === null) return status;
	const row = conditionRow(condition);
	return row === undefined ? `${status}: ${condition}` : `${status}: ${condition}: ${row.meaning}`;
}

/** What a job is called: its name, or its uuid where it has none. */
export function nameOf({name, uuid}: Pick<Job, 'name' | 'uuid'>): string {
	return name === '' ? uuid : name;
}

/** `mesh-refine-12 (6b6a0f0e-…-007)`: a job in a sentence. */
export function describeJob(job: Pick<Job, 'name' | 'uuid'>): string {
	return job.name === '' ? job.uuid : `${job.name} (${job.uuid})`;
}

/** The sentence of a failure beside a job that is named there already: its 40 letters of uuid would push the reason off a narrow screen. */
export function failureOf(uuid: JobUuid, {message}: Failure): string {
	const named = `Job ${uuid} `;
	return message.startsWith(named) ? `it ${message.slice(named.length)}` : message;
}

/** Whether a job's last message says no more than the status beside it, as the service's own do at each step. */
export function repeatsStatus(message: string, status: JobStatus): boolean {
	const step = /^(?:Job created|Setting job status to (?<status>\w+))\.?$/.exec(message.trim());
	return step !== null && (step.groups?.['status'] ?? status) === status;
}
