import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
import {forEachJob} from './for-each-job.ts';
import {resolveUuids, wordsFrom} from './resolve-uuids.ts';

export function runHide(context: CommandContext): Promise<number> {
	return changeVisibility(context, 'hide');
}

export function runUnhide(context: CommandContext): Promise<number> {
	return changeVisibility(context, 'unhide');
}

/**
 * Asks for one job after the other and writes the uuid of each that was changed: one takes back what the other did, with those
 * uuids. A job that cannot be changed is named and the next one is asked for.
 */
async function changeVisibility(context: CommandContext, act: 'hide' | 'unhide'): Promise<number> {
	const {flags, signal} = context;
	const printer = createPrinter(context);
	const {api} = await context.connect();
	const request = act === 'hide' ? api.hideJob : api.unhideJob;
	const uuids = await resolveUuids(await wordsFrom(context.args, context.stdin), api, signal);
	return forEachJob(uuids, printer, async uuid => {
		await request(uuid, {signal});
		if (flags.quiet !== true) printer.line(uuid);
	});
}
