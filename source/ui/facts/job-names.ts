import {nameOf} from '../../domain/describe-job.ts';
import type {Job} from '../../domain/job.ts';
import {cutMiddle} from '../../terminal/fit-text.ts';

/** So much of a name is told in a sentence. */
const mostOfName = 40;

/** One job by its name, several by their number. */
export function nameJobs(jobs: readonly Pick<Job, 'name' | 'uuid'>[]): string {
	const [first] = jobs;
	return first !== undefined && jobs.length === 1
		? cutMiddle(nameOf(first), mostOfName)
		: `${jobs.length} jobs`;
}
