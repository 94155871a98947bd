import {isFailure} from './failure.ts';

import type {Instant} from './job.ts';

/** What the service calls the file for standard output and error when the request does not name one. */
export const defaultStdoutName = 'tapisjob.out';

export type FileKind = 'file' | 'dir' | 'link' | 'other';

/** One entry of a job's output directory. */
export type OutputFile = {
	readonly name: string;
	/** Relative to the job's output directory, without a leading slash. */
	readonly path: string;
	readonly kind: FileKind;
	/** Bytes. */
	readonly size: number;
	readonly lastModified: Instant | null;
};

/** Part of a file, in bytes: `bytes` stood at `offset` in the file. Empty at the end of the file. */
export type FileChunk = {readonly offset: number; readonly bytes: Uint8Array};

/** How a file that is saved is to be called: `mark` is put before the extension of a name that is taken; where that is taken as well, a number follows. */
export type NewFileName = {readonly name: string; readonly mark: string};

/** Whether there is no such file, or none yet: before a job has run the service calls that a wrong state. */
export function isNoSuchFile(error: unknown): boolean {
	return isFailure(error, 'not-found') || isFailure(error, 'wrong-state');
}
