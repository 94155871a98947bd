import {appendFileSync, closeSync, constants, fchmodSync, openSync} from 'node:fs';
import {Failure} from '../../domain/failure.ts';
import {codeOf} from '../../domain/thrown.ts';
import type {Exchange} from './http-exchange.ts';
import {maskSecrets} from './mask.ts';

/** A log for `--debug FILE`: one JSON object a line, with every secret taken out before it is written. */
export type DebugLog = {
	readonly exchange: (exchange: Exchange) => void;
	/** Anything else worth a line: the version at the start, a note, a failure. */
	readonly note: (text: string) => void;
	readonly close: () => void;
};

/**
 * Opens the log to append to it. Only its owner may read it, since it tells what somebody runs even without secrets. Links are
 * not followed: a debug log in a shared folder must not overwrite what a stranger's link points to. Throws a Failure.
 */
export function openDebugLog(path: string, now: () => number = Date.now): DebugLog {
	let file: number | undefined;
	try {
		file = openSync(
			path,
			constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW,
			0o600,
		);
		fchmodSync(file, 0o600);
	} catch (error) {
		if (file !== undefined) closeSync(file);
		throw new Failure('usage', `The debug log ${path} cannot be written (${codeOf(error)}).`, {
			advice: 'Name a file in a folder of your own after --debug.',
		});
	}
	const write = (entry: Readonly<Record<string, unknown>>): void => {
		if (file === undefined) return;
		try {
			appendFileSync(file, `${JSON.stringify({at: new Date(now()).toISOString(), ...entry})}\n`);
		} catch {
			// A full disk must not stop the monitor; the log simply ends there.
			close();
		}
	};
	const close = (): void => {
		if (file !== undefined) closeSync(file);
		file = undefined;
	};
	return {
		exchange: exchange => write({exchange}),
		note: text => write({note: maskSecrets(text)}),
		close,
	};
}
