import {describeJob} from '../domain/describe-job.ts';
import type {Job} from '../domain/job.ts';
import {formatDuration} from '../domain/time.ts';
import {outcomeWords} from './cancel/cancel-words.ts';
import type {MonitorEvent} from './monitor-state.ts';

/** How a job is named in a sentence. */
export type DescribeJob = (job: Pick<Job, 'name' | 'uuid'>) => string;

/**
 * One change in words, as `watch`, `wait` and the log write it after the time. `describe` names the job; texts of the service
 * in it are not cleaned.
 */
export function eventText(event: MonitorEvent, describe: DescribeJob = describeJob): string {
	switch (event.kind) {
		case 'job-added':
			return `${describe(event.job)} is new: ${event.job.status}`;
		case 'status-changed':
			return `${describe(event.job)}: ${event.from} → ${event.job.status}`;
		case 'job-ended':
			return event.from === null
				? `${describe(event.job)} has ended: ${event.job.status}`
				: `${describe(event.job)}: ${event.from} → ${event.job.status}`;
		case 'job-gone':
			return `${describe(event.job)} is no longer listed: hidden, or no longer shared`;
		case 'cancel-asked':
			return `${describe(event.cancellation)}: cancel asked`;
		case 'cancel-sent':
			return `${describe(event.cancellation)}: cancel request ${event.cancellation.sendCount} accepted; it takes effect later`;
		case 'cancel-ended':
			return `${describe(event.cancellation)}: ${outcomeWords(event.cancellation).text}`;
		case 'link-lost':
			return `No answer from the service: ${event.failure.message} It is tried again.`;
		case 'link-back':
			return event.wasSignedOut
				? 'Signed in; polling goes on.'
				: `The service answers again, after ${formatDuration(event.lostForMs)}.`;
		case 'signed-out':
			return `Signed out: ${event.failure.message}`;
		case 'note':
			return event.text;
	}
}

/** The job an event is about, or undefined for news of the line. */
export function jobOf(event: MonitorEvent): Pick<Job, 'uuid' | 'name'> | undefined {
	if ('job' in event) return event.job;
	return 'cancellation' in event ? event.cancellation : undefined;
}
