import type {Instant} from '../../domain/job.ts';
import {
	ARCHIVING,
	BLOCKED,
	CANCELLED,
	FAILED,
	FINISHED,
	hasEnded,
	type KnownStatus,
	PAUSED,
	PENDING,
	QUEUED,
	RUNNING,
	STAGING_INPUTS,
	STAGING_JOB,
} from '../../domain/status.ts';
import {DAY, HOUR, MINUTE, SECOND} from '../../domain/time.ts';
import {hash, pick, randomFrom, share, uuidFrom} from '../random.ts';
import {endFields, remoteOutcome} from './job-ending.ts';
import {failedFate, fateOf, finishedFate} from './job-fate.ts';
import {type Fate, type JobRecord, moveMessage, type SampleApp, type Span} from './job-record.ts';
import {archiveSystems, sampleApps, sampleSystems, sampleTags} from './sample-data.ts';
import {remoteChecksWithin, stayMs, usualWay} from './state-machine.ts';

/** Statuses of the youngest sample jobs, so that every set of a dozen shows what the service can be doing. */
const youngest: readonly KnownStatus[] = [
	RUNNING,
	QUEUED,
	RUNNING,
	STAGING_INPUTS,
	BLOCKED,
	QUEUED,
	ARCHIVING,
	RUNNING,
	QUEUED,
	RUNNING,
	STAGING_JOB,
	PENDING,
];
const oldest: readonly KnownStatus[] = [
	FINISHED,
	FAILED,
	FINISHED,
	CANCELLED,
	FINISHED,
	FAILED,
	FINISHED,
	FINISHED,
	FAILED,
	FINISHED,
];

/** The plain facts of a new or sample job that its seed decides. */
export type Draft = Pick<
	JobRecord,
	| 'uuid'
	| 'seed'
	| 'name'
	| 'app'
	| 'execSystemId'
	| 'archiveSystemId'
	| 'tags'
	| 'maxMinutes'
	| 'stdoutName'
	| 'stderrName'
	| 'fate'
	| 'notes'
>;

/** How far apart the numbers are under which a job is drawn again; all others are below. */
const redrawStep = 10_000_000;

/** Draws a job, again under another number as long as its uuid is taken: two of many numbers may come to the same one. */
export function freshDraft(seed: number, index: number, isTaken: (uuid: string) => boolean): Draft {
	let draft = draftJob(seed, index);
	for (let turn = 1; isTaken(draft.uuid); turn++) draft = draftJob(seed, index + turn * redrawStep);
	return draft;
}

/** Draws a job: which application, where, for how long, and what it will come to. */
function draftJob(seed: number, index: number): Draft {
	const own = hash(seed, index);
	const app = pick(sampleApps, share(own, 'app'));
	return {
		uuid: `${uuidFrom(randomFrom(own))}-007`,
		seed: own,
		name: jobName(own, app),
		app,
		execSystemId: pick(sampleSystems, share(own, 'exec')),
		archiveSystemId: pick(archiveSystems, share(own, 'archive')),
		tags: sampleTags.filter(tag => share(own, tag) < 0.2),
		maxMinutes: pick(app.maxMinutes, share(own, 'max')),
		stdoutName: share(own, 'stdout') < 0.15 ? `${app.id}.log` : null,
		stderrName: null,
		fate: fateOf(own, app),
		notes: share(own, 'notes') < 0.3 ? {study: pick(sampleTags, share(own, 'study')), run: own % 100} : {},
	};
}

function jobName(seed: number, app: SampleApp): string {
	const base = pick(app.names, share(seed, 'name'));
	const form = share(seed, 'form');
	const number = hash(seed, 'number');
	if (form < 0.2) return `${base}-${'abcdefgh'[number % 8]}`;
	return form < 0.5
		? `${base}-${String(number % 10_000).padStart(4, '0')}`
		: `${base}-${String(number % 100).padStart(2, '0')}`;
}

/** The sample jobs of one owner, oldest first, without ids. `firstIndex` keeps owners apart, `isTaken` knows the uuids of others. */
export function sampleJobs(
	options: {
		readonly seed: number;
		readonly owner: string;
		readonly count: number;
		readonly firstIndex: number;
		readonly isTaken?: (uuid: string) => boolean;
	},
	now: Instant,
): readonly Omit<JobRecord, 'id'>[] {
	const livingCount = Math.min(Math.ceil(options.count * 0.6), Math.floor(24 + options.count * 0.004));
	const gap = Math.min(3 * HOUR, (300 * DAY) / Math.max(1, options.count - livingCount));
	const drawn = new Set<string>();
	const isTaken = (uuid: string): boolean => drawn.has(uuid) || options.isTaken?.(uuid) === true;
	const jobs = Array.from({length: options.count}, (_, rank) => {
		const draft = freshDraft(options.seed, options.firstIndex + rank, isTaken);
		drawn.add(draft.uuid);
		const isLiving =
			rank % 5 < 3 && Math.floor(rank / 5) * 3 + (rank % 5) < livingCount && rank < livingCount * 2;
		const status = isLiving
			? youngest[(Math.floor(rank / 5) * 3 + (rank % 5)) % youngest.length]!
			: endedStatus(draft.seed, endedRank(rank, livingCount));
		const since = isLiving ? 0 : (endedRank(rank, livingCount) + share(draft.seed, 'gap')) * gap + 4 * MINUTE;
		return sampleJob(draft, options.owner, status, now - since);
	});
	return jobs.sort((a, b) => a.created - b.created);
}

/** The first ended jobs show every end; of the others most went well. */
function endedStatus(seed: number, rank: number): KnownStatus {
	const at = share(seed, 'ended');
	return oldest[rank] ?? (at < 0.86 ? FINISHED : at < 0.95 ? FAILED : CANCELLED);
}

function endedRank(rank: number, livingCount: number): number {
	const living = Math.min(livingCount, Math.floor(rank / 5) * 3 + Math.min(3, rank % 5));
	return rank - living;
}

function sampleJob(draft: Draft, owner: string, status: KnownStatus, at: Instant): Omit<JobRecord, 'id'> {
	const {seed} = draft;
	const fate = sampleFate(draft, status);
	const way = wayTo(status, {...draft, fate});
	// A living job is somewhere inside its last stay; an ended one has no stay to be inside of.
	const stays = way.map((step, index) => {
		const stay = stayMs({...draft, fate}, step);
		if (index < way.length - 1) return status === CANCELLED && index === way.length - 2 ? stay * 0.6 : stay;
		return hasEnded(status) ? 0 : stay * (0.15 + 0.6 * share(seed, 'inside'));
	});
	let from = Math.floor(at - stays.reduce((sum, stay) => sum + stay, 0));
	const spans: Span[] = way.map((step, index) => {
		const span = {status: step, from};
		from += Math.floor(stays[index]!);
		return span;
	});
	return {...draft, ...recordFields({...draft, fate}, owner, spans, at)};
}

/** A fate that fits a sample job's status: nobody who is running can still fail to stage inputs. */
function sampleFate(draft: Draft, status: KnownStatus): Fate {
	if (status === FAILED) return failedFate(draft.seed, draft.app);
	const isPast = usualWay.indexOf(draft.fate.endsIn) < usualWay.indexOf(status);
	return isPast || status === BLOCKED ? finishedFate(draft.app) : draft.fate;
}

/** The statuses a sample job has passed through to be where it is. */
function wayTo(status: KnownStatus, draft: Draft): readonly KnownStatus[] {
	const until = (last: KnownStatus): readonly KnownStatus[] => usualWay.slice(0, usualWay.indexOf(last) + 1);
	if (status === FAILED) return [...until(draft.fate.endsIn), FAILED];
	if (status === CANCELLED)
		return [...until(share(draft.seed, 'stopped') < 0.6 ? RUNNING : QUEUED), CANCELLED];
	if (status === BLOCKED || status === PAUSED) return [...until(STAGING_INPUTS), status];
	return until(status);
}

function recordFields(
	draft: Draft,
	owner: string,
	spans: readonly Span[],
	at: Instant,
): Omit<JobRecord, keyof Draft | 'id'> & {readonly fate: Fate} {
	const last = spans.at(-1)!;
	const startOf = (status: KnownStatus): Instant | null =>
		spans.find(span => span.status === status)?.from ?? null;
	const isWatched = last.status === QUEUED || last.status === RUNNING;
	const checks = isWatched ? remoteChecksWithin(at - (startOf(QUEUED) ?? at)) : 4;
	const lastUpdated = isWatched
		? Math.max(last.from, Math.floor(at - share(draft.seed, 'beat') * 40 * SECOND))
		: last.from;
	const base = {
		fate: draft.fate,
		owner,
		createdby: owner,
		request: null,
		status: last.status,
		condition: null,
		lastMessage: spans.length === 1 ? 'Job created' : moveMessage(last.status),
		created: spans[0]!.from,
		remoteSubmitted: startOf(QUEUED),
		remoteStarted: startOf(RUNNING),
		remoteEnded: startOf(ARCHIVING),
		ended: null,
		lastUpdated,
		visible: true,
		remoteOutcome: startOf(ARCHIVING) === null ? null : remoteOutcome(draft),
		remoteResultInfo: startOf(ARCHIVING) === null ? null : draft.fate.exitCode,
		remoteJobId: startOf(QUEUED) === null ? null : remoteJobId(draft),
		blockedCount: last.status === BLOCKED ? 1 : 0,
		resumesIn: last.status === BLOCKED ? STAGING_INPUTS : null,
		remoteChecksSuccess: checks,
		remoteLastStatusCheck: isWatched ? lastUpdated : (startOf(ARCHIVING) ?? startOf(RUNNING)),
		spans,
		extraEvents: [],
	};
	return hasEnded(last.status) ? {...base, ...endFields({...draft, ...base}, last.status, last.from)} : base;
}

/** What the host calls the job: a Slurm id, or a process id for FORK jobs. */
export function remoteJobId(draft: Pick<JobRecord, 'seed' | 'app'>): string {
	const number = hash(draft.seed, 'remote');
	return String(draft.app.jobType === 'FORK' ? 2000 + (number % 60_000) : 8_000_000 + (number % 1_900_000));
}
