import type {Clock} from '../../domain/clock.ts';
import {Failure, isFailure} from '../../domain/failure.ts';
import type {JobDetail} from '../../domain/job.ts';
import {isNoSuchFile} from '../../domain/output.ts';
import {outputPlaces} from '../../domain/output-place.ts';
import {formatDuration, MINUTE} from '../../domain/time.ts';
import type {Found, Tail} from './tail.ts';

/** After the end of a job its files may be on their way to the archive for so long. */
const onTheWayMs = 5 * MINUTE;
/** So often is looked for what need not come any more, and for a file to stand still where it does not belong. */
const enoughLooks = 3;

export type EndOfOutputParts = {
	readonly tail: Tail;
	readonly clock: Pick<Clock, 'now' | 'monotonic'>;
	/** The job as it was when the following began. */
	readonly first: JobDetail;
	/** Words for the person, each of them once. */
	readonly tellOnce: (text: string) => void;
	readonly beginAnew: () => Promise<void>;
};

/**
 * Looks after the end of a job, each of which gives true when all of its output is written: the file stood at the place where it
 * belongs, and had not grown since the look before. They reject with a Failure when it has been looked for long enough.
 */
export function createEndOfOutput(parts: EndOfOutputParts): (job: JobDetail) => Promise<boolean> {
	const {tail, clock, first} = parts;
	/** Nothing is on its way any more. */
	const isOld = first.ended !== null && clock.now() - first.ended > onTheWayMs;
	let endedAt: number | undefined;
	let looksInVain = 0;
	let looksElsewhere = 0;

	const giveUpInTime = (job: JobDetail, missing: Failure | null): void => {
		if (missing !== null && !isNoSuchFile(missing)) throw missing;
		looksInVain++;
		// What has never run has written nothing.
		const mayCome = !isOld && (job.remoteStarted !== null || tail.written() > 0);
		const isOver = !mayCome || clock.monotonic() - (endedAt ?? 0) >= onTheWayMs;
		if (!isOver || looksInVain < enoughLooks) {
			if (mayCome)
				parts.tellOnce('The job has ended, but its output is not at its place yet. It is looked for again.');
			return;
		}
		if (missing !== null && tail.written() === 0) throw missing;
		const within = isOld ? '' : ` within ${formatDuration(onTheWayMs)}`;
		throw new Failure(
			'deadline',
			`The end of the output may be missing: the whole file did not come to its place${within}.`,
			{advice: `Look at it with \`tapis-jobs output ${job.uuid}\`.`},
		);
	};

	return async job => {
		endedAt ??= clock.monotonic();
		const hadLooked = tail.looks() > 0;
		const isAllOf = (found: Found): boolean => isOld || (found === 'quiet' && hadLooked);
		const {own, other, isArchive} = placesOf(job);
		const found = await unlessMissing(tail.look(own));
		if (found === 'other') {
			// What is being copied into an archive is shorter until it is whole; anywhere else the job itself has changed it.
			if (isArchive) giveUpInTime(job, null);
			else await parts.beginAnew();
			return false;
		}
		if (!isFailure(found)) return isAllOf(found);
		// A filter of the job may leave it out of the archive; then it stays where it was written.
		const elsewhere = other === null ? found : await unlessMissing(tail.look(other));
		if (isFailure(elsewhere) || elsewhere === 'other') {
			giveUpInTime(job, found);
			return false;
		}
		looksElsewhere = isAllOf(elsewhere) ? looksElsewhere + 1 : 0;
		return isOld || looksElsewhere >= enoughLooks;
	};
}

/** The job with one place of its output only: where it belongs, and where else it may stand. */
function placesOf(job: JobDetail): {
	readonly own: JobDetail;
	readonly other: JobDetail | null;
	readonly isArchive: boolean;
} {
	const [place, second] = outputPlaces(job);
	const isArchive = place?.systemId === job.archiveSystemId && place.directory === job.archiveSystemDir;
	const atExec: JobDetail = {...job, archiveSystemDir: null};
	const atArchive: JobDetail = {...job, execSystemOutputDir: null};
	if (second === undefined) return {own: job, other: null, isArchive};
	return isArchive ? {own: atArchive, other: atExec, isArchive} : {own: atExec, other: atArchive, isArchive};
}

/** The failure where the file cannot be had from there. */
async function unlessMissing(look: Promise<Found>): Promise<Found | Failure> {
	try {
		return await look;
	} catch (error) {
		if (isFailure(error) && (isNoSuchFile(error) || error.kind === 'not-yours' || error.kind === 'refused'))
			return error;
		throw error;
	}
}
