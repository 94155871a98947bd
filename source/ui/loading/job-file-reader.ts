import {isFailure} from '../../domain/failure.ts';
import type {JobDetail, JobUuid} from '../../domain/job.ts';
import type {OutputFile} from '../../domain/output.ts';
import {isNoSuchFile} from '../../domain/output.ts';
import {hasEnded, statusRow} from '../../domain/status.ts';
import {SECOND} from '../../domain/time.ts';
import {backoffMs} from '../../monitor/polling/backoff.ts';
import type {Acts} from '../acts.ts';
import {isPaused} from '../facts/paused.ts';
import {type OpenFile, takeText, wantsMore} from '../state/job-file-state.ts';
import {folderAbove, type JobScreenState, showFile, withFile, withJob} from '../state/job-screen-state.ts';
import type {View} from '../view.ts';
import {retryPolicy} from './job-lane.ts';

/** Bytes asked for in one request. Small, since some systems hand files out byte by byte. */
export const bytesAtOnce = 256 * 1024;
/** A longer file is begun this far from its end. */
const tailBytes = 256 * 1024;
/** The pause between two looks for more; grows while nothing comes. */
const followPauseMs = 5 * SECOND;
const idleCeilingMs = 30 * SECOND;
/** A file that has grown by more than so many reads while it is followed is begun anew near its end. */
const mostReadsAtOnce = 8;
/** A listing younger than this tells a file's size well enough. */
const freshListingMs = 30 * SECOND;
/** After its end a job's files may be on their way to the archive: so often is a missing one looked for. */
const looksAfterEnd = 3;

export type FileReader = {
	/** Reads on if more of the open file is wanted and it is time. */
	readonly look: (view: View) => void;
	/** Tries at once what had failed or was waiting. */
	readonly reset: () => void;
	readonly isBusy: () => boolean;
	readonly stop: () => void;
};

/** What is under way for one opening of a file. */
type Reading = {
	readonly opening: number;
	readonly controller: AbortController;
	/** Keeps the bytes of a character that is cut between two reads. */
	readonly decoder: InstanceType<typeof TextDecoder>;
	isBusy: boolean;
	stopTimer: (() => void) | null;
	/** No read before the job's status changes from this one, or the person asks. */
	restsAt: string | null;
	/** The person asked for more, which is read also while polling is paused. */
	isAsked: boolean;
	idle: number;
	/** Full reads, one straight after the other. */
	fullReads: number;
	failures: number;
	missing: number;
};

/**
 * Reads the open file by byte offsets, in bounded pieces, one request at a time; looks for more while the job runs, a last time
 * after its end, and not at all while nobody looks.
 */
export function createFileReader(acts: Acts, uuid: JobUuid, look: () => void): FileReader {
	const {api, clock} = acts;
	let reading: Reading | null = null;

	const close = (): void => {
		reading?.controller.abort();
		reading?.stopTimer?.();
		reading = null;
	};

	const change = ({opening}: Reading, one: (file: OpenFile) => OpenFile): void =>
		acts.update(withJob(withFile(one, opening), uuid));

	const wait = (mine: Reading, ms: number): void => {
		mine.stopTimer = clock.after(ms, () => {
			mine.stopTimer = null;
			look();
		});
	};

	/** Where reading begins: at the first byte, or near the end of a long file. */
	const beginning = async (mine: Reading, job: JobScreenState, detail: JobDetail): Promise<number> => {
		const {path, begin, size: known} = job.file!;
		if (begin === 'head') return 0;
		const folder = folderAbove(path);
		const isFresh =
			job.folder === folder && job.files.at !== null && clock.now() - job.files.at < freshListingMs;
		const isThere = (one: OutputFile): boolean => one.path === path && one.size > (known ?? -1);
		let listed = isFresh && job.files.value?.some(isThere) ? job.files.value : null;
		try {
			listed ??= await api.getJobOutputList(detail, folder, {signal: mine.controller.signal});
		} catch (error) {
			// The file itself may be readable where its directory is not; reading it tells.
			if (!isFailure(error) || error.canRetry || error.kind === 'aborted') throw error;
		}
		const size = listed?.find(one => one.path === path)?.size ?? null;
		change(mine, file => ({...file, size}));
		return size === null ? 0 : Math.max(0, size - tailBytes);
	};

	const readOn = async (mine: Reading, job: JobScreenState, detail: JobDetail): Promise<void> => {
		const file = job.file!;
		const isFirst = file.start === null;
		const offset = file.start === null ? await beginning(mine, job, detail) : file.offset;
		const {bytes} = await api.readOutput(
			detail,
			file.path,
			{offset, maxBytes: bytesAtOnce},
			{signal: mine.controller.signal},
		);
		if (reading !== mine) return;
		mine.failures = 0;
		const isEnded = hasEnded(detail.status);
		if (bytes.length === 0) {
			mine.idle++;
			change(mine, one => ({
				...one,
				start: one.start ?? offset,
				offset,
				isAtEnd: true,
				isComplete: isEnded,
				isMissing: false,
				failure: null,
			}));
			rest(mine, detail);
			return;
		}
		mine.idle = 0;
		mine.fullReads = bytes.length < bytesAtOnce ? 0 : mine.fullReads + 1;
		if (isFirst && isBinary(bytes)) {
			change(mine, one => ({...one, start: offset, offset: offset + bytes.length, isBinary: true}));
			return;
		}
		const skipped = isFirst && offset > 0 ? firstLineStart(bytes) : 0;
		const text = mine.decoder.decode(bytes.subarray(skipped), {stream: true});
		const end = offset + bytes.length;
		change(mine, one => takeText({...one, start: one.start ?? offset + skipped}, text, end));
		if (mine.fullReads < mostReadsAtOnce) return;
		mine.fullReads = 0;
		if (file.isFollowing) acts.update(withJob(one => showFile(one, file.path), uuid));
		else wait(mine, followPauseMs);
	};

	/** Nothing more for now: looked for again while the job writes, else not before something happens to the job. */
	const rest = (mine: Reading, {status}: JobDetail): void => {
		if (statusRow(status).phase === 'running') {
			wait(mine, Math.min(idleCeilingMs, followPauseMs * 1.5 ** Math.max(0, mine.idle - 1)));
		} else {
			mine.restsAt = status;
		}
	};

	const take = (mine: Reading, detail: JobDetail, error: unknown): void => {
		if (!isFailure(error)) throw error;
		if (isNoSuchFile(error)) {
			mine.missing++;
			const isGivenUp = hasEnded(detail.status) && mine.missing >= looksAfterEnd;
			change(mine, file => ({...file, isMissing: true, isComplete: isGivenUp, failure: error}));
			if (isGivenUp) return;
			if (hasEnded(detail.status)) wait(mine, followPauseMs);
			else rest(mine, detail);
			return;
		}
		mine.failures++;
		change(mine, file => ({...file, failure: error}));
		if (error.canRetry) wait(mine, backoffMs(mine.failures, error, retryPolicy, Math.random));
		else mine.restsAt = detail.status;
	};

	const start = async (mine: Reading, job: JobScreenState, detail: JobDetail): Promise<void> => {
		mine.isBusy = true;
		mine.isAsked = false;
		try {
			await readOn(mine, job, detail);
		} catch (error) {
			if (reading === mine) take(mine, detail, error);
		} finally {
			mine.isBusy = false;
		}
		// The state was changed while this still counted as busy.
		if (reading === mine) look();
	};

	return {
		look: view => {
			const job = view.ui.job!;
			const {file, detail} = job;
			if (file === null || file.opening !== reading?.opening) close();
			if (file === null || detail.value === null || job.tab !== 'output') return;
			reading ??= newReading(file.opening);
			const {status} = detail.value;
			if (reading.restsAt !== null && reading.restsAt !== status) reading.restsAt = null;
			if (hasEnded(status) && file.isAtEnd) {
				// The last read need not wait for its turn.
				reading.stopTimer?.();
				reading.stopTimer = null;
			}
			if (!wantsMore(file)) reading.fullReads = 0;
			const isWaiting = reading.isBusy || reading.stopTimer !== null || reading.restsAt !== null;
			if (isWaiting || !wantsMore(file)) return;
			// What an ended job wrote last is read in any case: it often says why.
			if (isPaused(view) && file.isAtEnd && !reading.isAsked && !hasEnded(status)) return;
			void start(reading, job, detail.value);
		},
		reset: () => {
			if (reading === null) return;
			reading.stopTimer?.();
			Object.assign(reading, {stopTimer: null, restsAt: null, isAsked: true, idle: 0, missing: 0});
			change(reading, file => (file.isMissing ? {...file, isComplete: false, failure: null} : file));
		},
		isBusy: () => reading?.isBusy ?? false,
		stop: close,
	};
}

function newReading(opening: number): Reading {
	return {
		opening,
		controller: new AbortController(),
		decoder: new TextDecoder(),
		isBusy: false,
		stopTimer: null,
		restsAt: null,
		isAsked: false,
		idle: 0,
		fullReads: 0,
		failures: 0,
		missing: 0,
	};
}

/** As git judges it: a zero byte near the beginning. */
function isBinary(bytes: Uint8Array): boolean {
	return bytes.subarray(0, 8000).includes(0);
}

/** The place after the first line break, so that text read from the middle of a file begins with a whole line. */
function firstLineStart(bytes: Uint8Array): number {
	const lineBreak = bytes.indexOf(10);
	if (lineBreak !== -1 && lineBreak < bytes.length - 1) return lineBreak + 1;
	// No line break: at least not in the middle of a character.
	let at = 0;
	while (at < 3 && at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at++;
	return at;
}
