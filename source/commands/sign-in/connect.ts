import type {CommandContext, Connected} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {readFilter, readOrder} from '../command-line/read-filter.ts';
import {openMemory, openSession, reachTenant, warnOf} from './session.ts';

/** The way to the service for a one-shot command. */
export async function connect(context: CommandContext): Promise<Connected> {
	// A mistake in them is told as one of a flag, with where it is; the settings, which take them too, would tell it as their own.
	readFilter(context.flags);
	readOrder(context.flags);
	const session = openSession(context);
	const printer = createPrinter(context);
	warnOf(session, printer);
	const reach = await reachTenant(session, context, printer.warn);
	const {settings, close} = session;
	return {api: reach.api, memory: openMemory(session, reach, printer.warn), settings, close};
}
