import {conditionRow} from '../../domain/condition.ts';
import {describeStatus} from '../../domain/describe-job.ts';
import type {CommandContext} from '../command-line/command.ts';
import {instantJson} from '../command-line/instant-json.ts';
import {createPrinter} from '../command-line/printer.ts';
import {forEachJob} from './for-each-job.ts';
import {resolveUuids, wordsFrom} from './resolve-uuids.ts';

/** Writes the status of each job. One that cannot be read is named; the others are written all the same. */
export async function runStatus(context: CommandContext): Promise<number> {
	const {flags, signal} = context;
	const printer = createPrinter(context);
	const {api} = await context.connect();
	const uuids = await resolveUuids(await wordsFrom(context.args, context.stdin), api, signal);
	return forEachJob(uuids, printer, async uuid => {
		const job = await api.getJob(uuid, {signal});
		if (flags.json === true) {
			const {name, status, condition, lastMessage} = job;
			printer.json({
				uuid,
				name,
				status,
				condition,
				lastMessage,
				created: instantJson(job.created),
				ended: instantJson(job.ended),
			});
		} else if (flags.quiet === true) {
			printer.line(job.status);
		} else {
			printer.line(`${uuid}  ${job.name}  ${describeStatus(job.status, job.condition)}`);
			const advice = job.condition === null ? undefined : conditionRow(job.condition)?.advice;
			if (advice !== undefined) printer.say(advice);
		}
	});
}
