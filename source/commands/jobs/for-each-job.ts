import {exitCodes} from '../../domain/exit-codes.ts';
import {isFailure} from '../../domain/failure.ts';
import type {JobUuid} from '../../domain/job.ts';
import type {Printer} from '../command-line/printer.ts';

/**
 * Does something with one job after the other. One of several that it goes wrong with alone is named, and the next one is done; a
 * failure that would meet the next one too is thrown. Resolves to the exit code: that of the first job named, else 0.
 */
export async function forEachJob(
	uuids: readonly JobUuid[],
	printer: Printer,
	run: (uuid: JobUuid) => Promise<void>,
): Promise<number> {
	let exitCode: number = exitCodes.done;
	for (const uuid of uuids) {
		try {
			await run(uuid);
		} catch (error) {
			if (!isFailure(error) || !error.isOfOneJob || uuids.length === 1) throw error;
			printer.warn(`${uuid}: ${error.message}`);
			if (exitCode === exitCodes.done) exitCode = error.exitCode;
		}
	}
	return exitCode;
}
