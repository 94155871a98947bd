import type {Job} from '../domain/job.ts';
import {formatDuration} from '../domain/time.ts';
import type {Cancellation, MonitorEvent} from '../monitor/monitor-state.ts';
import {describeJob} from './describe-job.ts';
import {jobJson} from './job-json.ts';

/** One change in words, as `watch` and `wait` write it after the time. */
export function eventText(event: MonitorEvent): string {
	switch (event.kind) {
		case 'job-added':
			return `${describeJob(event.job)} is new: ${event.job.status}`;
		case 'status-changed':
			return `${describeJob(event.job)}: ${event.from} → ${event.job.status}`;
		case 'job-ended':
			return event.from === null
				? `${describeJob(event.job)} has ended: ${event.job.status}`
				: `${describeJob(event.job)}: ${event.from} → ${event.job.status}`;
		case 'job-gone':
			return `${describeJob(event.job)} is no longer listed: hidden, or no longer shared`;
		case 'cancel-asked':
			return `${describeJob(event.cancellation)}: cancel asked`;
		case 'cancel-sent':
			return `${describeJob(event.cancellation)}: cancel request ${event.cancellation.sendCount} accepted; it takes effect later`;
		case 'cancel-ended':
			return `${describeJob(event.cancellation)}: ${outcomeText(event.cancellation)}`;
		case 'link-lost':
			return `No answer from the service: ${event.failure.message} It is tried again.`;
		case 'link-back':
			return `The service answers again, after ${formatDuration(event.lostForMs)}.`;
		case 'signed-out':
			return `Signed out: ${event.failure.message}`;
		case 'note':
			return event.text;
	}
}

/** How a cancellation ended, in words. */
export function outcomeText({outcome}: Pick<Cancellation, 'outcome'>): string {
	switch (outcome?.kind) {
		case undefined:
			return 'not ended yet';
		case 'cancelled':
			return outcome.remoteJobId === null
				? 'cancelled'
				: `cancelled (the scheduler’s id was ${outcome.remoteJobId}; some jobs go on there)`;
		case 'ended-otherwise':
			return `ended as ${outcome.status} before the cancel took effect`;
		case 'refused':
			return `not cancelled: ${outcome.failure.message}`;
		case 'unknown':
			return `still ${outcome.status ?? 'not ended'} long after the last request; ask the system’s support`;
		case 'withdrawn':
			return 'cancel taken back';
	}
}

/** The job an event is about, or undefined for news of the line. */
export function jobOf(event: MonitorEvent): Pick<Job, 'uuid' | 'name'> | undefined {
	if ('job' in event) return event.job;
	return 'cancellation' in event ? event.cancellation : undefined;
}

/** An event as one object of the `--json` stream. */
export function eventJson(at: number, event: MonitorEvent): Readonly<Record<string, unknown>> {
	const time = new Date(at).toISOString();
	const text = eventText(event);
	if ('job' in event) {
		const from = 'from' in event ? event.from : null;
		return {at: time, event: event.kind, uuid: event.job.uuid, from, job: jobJson(event.job), text};
	}
	if ('cancellation' in event) {
		const {uuid, name, sendCount, outcome} = event.cancellation;
		return {at: time, event: event.kind, uuid, name, sendCount, outcome: outcome?.kind ?? null, text};
	}
	return {at: time, event: event.kind, text};
}
