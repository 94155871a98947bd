import {describeJob} from '../../domain/describe-job.ts';
import type {Job} from '../../domain/job.ts';
import {formatClockTime} from '../../domain/time.ts';
import {eventText, jobOf} from '../../monitor/event-text.ts';
import type {LogEntry} from '../../monitor/monitor-state.ts';
import type {CommandContext} from '../command-line/command.ts';
import {instantJson} from '../command-line/instant-json.ts';
import type {Printer} from '../command-line/printer.ts';
import {eventJson} from './event-json.ts';
import {jobJson} from './job-json.ts';

export type ChangeWriter = {
	/** Where a job stands at the start. */
	readonly writeFirst: (job: Job) => void;
	readonly write: (entry: LogEntry) => void;
};

/** Writes changes of jobs to stdout, one a line; news of the connection are words and go to stderr. */
export function createChangeWriter(
	{flags, clock}: Pick<CommandContext, 'flags' | 'clock'>,
	printer: Printer,
): ChangeWriter {
	return {
		writeFirst(job) {
			if (flags.json === true) {
				printer.json({
					at: instantJson(clock.now()),
					event: 'job-seen',
					uuid: job.uuid,
					from: null,
					job: jobJson(job),
					text: job.status,
				});
			} else if (flags.quiet !== true) {
				printer.line(`${formatClockTime(clock.now())}  ${describeJob(job)}: ${job.status}`);
			}
		},
		write({at, event}) {
			if (jobOf(event) === undefined) printer.say(eventText(event));
			else if (flags.json === true) printer.json(eventJson(at, event));
			else if (flags.quiet !== true) printer.line(`${formatClockTime(at)}  ${eventText(event)}`);
		},
	};
}
