import type {CommandContext, Connected} from './command.ts';
import {createPrinter} from './printer.ts';
import {openMemory, openSession, reachTenant, warnOf} from './session.ts';

/** The way to the service for a one-shot command. */
export async function connect(context: CommandContext): Promise<Connected> {
	const session = openSession(context);
	warnOf(session, createPrinter(context));
	const reach = await reachTenant(session, context);
	return {api: reach.api, memory: openMemory(session, reach), close: session.close};
}
