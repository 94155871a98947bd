import type {Failure} from '../../domain/failure.ts';
import {appendText, emptyFileText, type FileText} from './job-file-text.ts';

/**
 * A file of the job's output being read, and followed while the job runs. What is kept of it is bounded (job-file-text.ts).
 * A big file is begun near its end; from its start it is read on as the person scrolls.
 */
export type OpenFile = {
	readonly path: string;
	/** Differs for every opening, so that what comes late for an earlier one is dropped. */
	readonly opening: number;
	/** Where reading began or is to begin: near the end, or at the first byte. */
	readonly begin: 'tail' | 'head';
	/** The byte the text begins with; null until that is known. */
	readonly start: number | null;
	/** The next byte to read. */
	readonly offset: number;
	/** The size when it was last seen, at least `offset`; null when unknown. */
	readonly size: number | null;
	readonly text: FileText;
	/** Holds bytes that are no text. */
	readonly isBinary: boolean;
	/** The last read found nothing more. */
	readonly isAtEnd: boolean;
	/** The job has ended and everything has been read: no more reads. */
	readonly isComplete: boolean;
	/** Not there (yet). */
	readonly isMissing: boolean;
	readonly isFollowing: boolean;
	readonly isWrapped: boolean;
	/** The first line shown; while following, the last lines are shown instead. */
	readonly top: number;
	/** Rows of that line that are above the screen, when it is broken into several. */
	readonly skip: number;
	readonly failure: Failure | null;
};

/** A file about to be read. */
export function openFile(
	path: string,
	opening: number,
	begin: OpenFile['begin'] = 'tail',
	isWrapped = true,
): OpenFile {
	return {
		path,
		opening,
		begin,
		start: null,
		offset: 0,
		size: null,
		text: emptyFileText,
		isBinary: false,
		isAtEnd: false,
		isComplete: false,
		isMissing: false,
		isFollowing: begin === 'tail',
		isWrapped,
		top: 0,
		skip: 0,
		failure: null,
	};
}

/** Takes text read, which ends at byte `offset` of the file. The line at the top of the screen stays there. */
export function takeText(file: OpenFile, added: string, offset: number): OpenFile {
	const text = appendText(file.text, added);
	const gone = text.dropped - file.text.dropped;
	return {
		...file,
		text,
		offset,
		size: Math.max(file.size ?? 0, offset),
		top: Math.max(0, file.top - gone),
		skip: gone > file.top ? 0 : file.skip,
		isAtEnd: false,
		isMissing: false,
		failure: null,
	};
}

/** How far below the lines on the screen text is read ahead. */
const readAhead = 400;

/** Whether more of the file is wanted now: the end is followed, or the person is coming near what has been read. */
export function wantsMore(file: OpenFile): boolean {
	if (file.isBinary || file.isComplete) return false;
	return file.isFollowing || file.text.lines.length - file.top < readAhead;
}

/** Whether the text begins with the first byte of the file. */
export function hasBeginning(file: OpenFile): boolean {
	return (file.start ?? 0) === 0 && file.text.dropped === 0;
}
