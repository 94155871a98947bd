import {describe, expect, it} from 'vitest';
import {repeatsStatus} from '../../source/domain/describe-job.ts';

describe('a last message that says no more than the status beside it', () => {
	it.each([
		['Setting job status to RUNNING.', 'RUNNING'],
		['Job created', 'PENDING'],
		[' Job created. ', 'PENDING'],
	])('%o at %s', (message, status) => {
		expect(repeatsStatus(message, status)).toBe(true);
	});

	it.each([
		['Setting job status to QUEUED.', 'RUNNING'],
		['Setting job status to FAILED: no space left.', 'FAILED'],
		['The scheduler holds the job back.', 'QUEUED'],
		['', 'QUEUED'],
	])('%o at %s says more', (message, status) => {
		expect(repeatsStatus(message, status)).toBe(false);
	});
});
