import {eventText} from '../../monitor/event-text.ts';
import type {MonitorEvent} from '../../monitor/monitor-state.ts';
import {instantJson} from '../command-line/instant-json.ts';
import {jobJson} from './job-json.ts';

/** An event as one object of the `--json` stream. */
export function eventJson(at: number, event: MonitorEvent): Readonly<Record<string, unknown>> {
	const time = instantJson(at);
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
