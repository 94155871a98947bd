import type {ServiceTime} from '../service-time.ts';
import type {ExtraEvent, JobRecord} from './job-record.ts';
import type {JobStore} from './job-store.ts';

/** What the description of an event by the service begins with. */
export function eventSubject(job: JobRecord): Readonly<Record<string, string>> {
	return {jobName: job.name, jobUuid: job.uuid, jobOwner: job.owner};
}

/** Notes events that are no changes of status in a job's history, as of now. */
export function noteEvents(
	{store, time}: {readonly store: JobStore; readonly time: ServiceTime},
	job: JobRecord,
	events: readonly Omit<ExtraEvent, 'created'>[],
): void {
	if (events.length === 0) return;
	const created = time.now();
	store.change(job.uuid, {extraEvents: [...job.extraEvents, ...events.map(event => ({...event, created}))]});
}
