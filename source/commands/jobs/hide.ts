import {exitCodes} from '../../domain/exit-codes.ts';
import {isFailure} from '../../domain/failure.ts';
import type {CommandContext} from '../command-line/command.ts';
import {createPrinter} from '../command-line/printer.ts';
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
	const {api, close} = await context.connect();
	const request = act === 'hide' ? api.hideJob : api.unhideJob;
	const uuids = await resolveUuids(await wordsFrom(context.args, context.stdin), api, signal);
	let exitCode: number = exitCodes.done;
	for (const uuid of uuids) {
		try {
			await request(uuid, {signal});
		} catch (error) {
			if (!isFailure(error) || !error.isOfOneJob || uuids.length === 1) throw error;
			printer.warn(`${uuid}: ${error.message}`);
			if (exitCode === exitCodes.done) exitCode = error.exitCode;
			continue;
		}
		if (flags.quiet !== true) printer.line(uuid);
	}
	close();
	return exitCode;
}
