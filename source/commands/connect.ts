import type {CommandContext, Connected} from './command.ts';
import {openMemory, openSession, reachTenant, type SessionContext} from './session.ts';

/** The way to the service for a one-shot command. */
export async function connect(context: SessionContext & Pick<CommandContext, 'stderr'>): Promise<Connected> {
	const session = openSession(context);
	for (const warning of session.warnings) context.stderr.write(`${warning}\n`);
	const reach = await reachTenant(session, context);
	return {api: reach.api, memory: openMemory(session, reach), close: session.close};
}
