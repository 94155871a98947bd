import {exitCodes} from '../../domain/exit-codes.ts';
import {eventWords, type HistoryEvent} from '../../domain/history.ts';
import {formatInstant} from '../../domain/time.ts';
import type {CommandContext} from '../command-line/command.ts';
import {instantJson} from '../command-line/instant-json.ts';
import {createPrinter} from '../command-line/printer.ts';
import {resolveUuids} from './resolve-uuids.ts';

export async function runHistory(context: CommandContext): Promise<number> {
	const {flags, signal} = context;
	const printer = createPrinter(context);
	const {api} = await context.connect();
	const [uuid] = await resolveUuids(context.args, api, signal);
	const events = await api.getJobHistory(uuid!, {signal, onCut: printer.tellCut});
	for (const event of events) {
		if (flags.json === true) printer.json({...event, created: instantJson(event.created)});
		else printer.line(eventLine(event));
	}
	return exitCodes.done;
}

function eventLine(event: HistoryEvent): string {
	const time = event.created === null ? '-'.padEnd(20) : formatInstant(event.created);
	const {title, text} = eventWords(event);
	return [time, title.padEnd(17), text.replace(/[\r\n]+/g, ' ')].join('  ').trimEnd();
}
