import {describeJob} from '../../domain/describe-job.ts';
import {exitCodes} from '../../domain/exit-codes.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import {type JobRequest, parseJobRequest, writeJobRequest} from '../../domain/job-request.ts';
import {canAsk} from '../command-line/ask.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {jobJson} from '../lines/job-json.ts';
import {editText} from './edit-text.ts';
import {resolveUuids} from './resolve-uuids.ts';

export async function runResubmit(context: CommandContext): Promise<number> {
	const {flags, signal} = context;
	const printer = createPrinter(context);
	const {api} = await context.connect();
	const [uuid] = await resolveUuids(context.args, api, signal);
	if (flags.dryRun === true) {
		printer.document(await api.getResubmitRequest(uuid!, {signal}));
		return exitCodes.done;
	}
	let request: JobRequest | null = null;
	if (flags.edit === true) {
		const stored = await api.getResubmitRequest(uuid!, {signal});
		request = await edited(stored, context);
		if (request === null) {
			throw new Failure('refused', 'The request was left empty, so nothing was submitted.', {
				advice: 'Save it in the editor with its changes to submit it.',
			});
		}
	}
	const sending = request === null ? api.resubmitJob(uuid!, {signal}) : api.submitJob(request, {signal});
	const job = await sending.catch((error: unknown) => {
		// Whether the request had arrived when it was broken off, nobody can tell.
		if (isFailure(error, 'aborted'))
			printer.warn('The job may have been submitted all the same; look before you try again.');
		throw error;
	});
	if (flags.json === true) printer.json(jobJson(job));
	else printer.line(job.uuid);
	printer.say(`Submitted ${describeJob(job)}: ${job.status}`);
	return exitCodes.done;
}

/** Lets the person change the request in their editor; null when they emptied it. */
async function edited(request: JobRequest, context: CommandContext): Promise<JobRequest | null> {
	if (!canAsk(context)) {
		throw new Failure('usage', 'An editor needs a terminal.', {
			advice: '`resubmit --dry-run` writes the request, to be changed by other means.',
		});
	}
	const text = await editText(writeJobRequest(request), 'request.json', context.env);
	return text.trim() === '' ? null : readRequest(text);
}

function readRequest(text: string): JobRequest {
	const read = parseJobRequest(text);
	if (read.ok) return read.request;
	throw new Failure('usage', read.problem, {advice: 'Nothing was submitted; edit it again.'});
}
