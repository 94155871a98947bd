import type {JobStatus} from './status.ts';

declare const uuidBrand: unique symbol;

/** A job's uuid: a version 4 UUID and the suffix `-007`, 40 characters. Branded, so that no other text passes for one. */
export type JobUuid = string & {readonly [uuidBrand]: 'JobUuid'};

/** Milliseconds since 1970, UTC. */
export type Instant = number;

/**
 * What the program knows of a job from a listing. Texts are as the server sent them, not yet safe for a terminal.
 * Anything the server left out or sent as null is null (texts: empty), never a guess.
 */
export type Job = {
	readonly uuid: JobUuid;
	readonly name: string;
	readonly owner: string;
	readonly tenant: string;
	readonly appId: string;
	readonly appVersion: string;
	readonly execSystemId: string;
	readonly archiveSystemId: string;
	readonly status: JobStatus;
	/** Null until the job has ended; and always null in the summary rows of Jobs 1.7. */
	readonly condition: string | null;
	readonly created: Instant | null;
	readonly remoteStarted: Instant | null;
	/** When the application ended; the outputs are archived after that. Null in summary rows, and mostly after a cancel. */
	readonly remoteEnded: Instant | null;
	readonly ended: Instant | null;
	/** Moves with every status check of the service, so it is a heartbeat and not the time of the last change. */
	readonly lastUpdated: Instant | null;
	/** The scheduler's id (a Slurm job id, or a process or container id for FORK jobs). */
	readonly remoteJobId: string | null;
	/** Cut to its first 400 characters in rows; whole in JobDetail. */
	readonly lastMessage: string | null;
	/** The limit of the run, in minutes. */
	readonly maxMinutes: number | null;
	readonly tags: readonly string[];
};

/** Every field of a job has its place here, which the compiler holds. */
const fields: Readonly<Record<keyof Job, true>> = {
	uuid: true,
	name: true,
	owner: true,
	tenant: true,
	appId: true,
	appVersion: true,
	execSystemId: true,
	archiveSystemId: true,
	status: true,
	condition: true,
	created: true,
	remoteStarted: true,
	remoteEnded: true,
	ended: true,
	lastUpdated: true,
	remoteJobId: true,
	lastMessage: true,
	maxMinutes: true,
	tags: true,
};

/** The fields of a job, in the order in which they are asked for and written. */
export const jobFields = Object.keys(fields) as readonly (keyof Job)[];

/** Everything getJob tells, read defensively: JSON inside strings is parsed, both 1.7 and 1.9 shapes are taken. */
export type JobDetail = Job & {
	readonly description: string | null;
	readonly jobType: string | null;
	readonly nodeCount: number | null;
	readonly coresPerNode: number | null;
	readonly memoryMB: number | null;
	readonly execSystemExecDir: string | null;
	readonly execSystemInputDir: string | null;
	readonly execSystemOutputDir: string | null;
	readonly execSystemLogicalQueue: string | null;
	readonly archiveSystemDir: string | null;
	readonly remoteOutcome: string | null;
	/** The exit code, as text. */
	readonly remoteResultInfo: string | null;
	readonly remoteQueue: string | null;
	readonly remoteSubmitted: Instant | null;
	readonly blockedCount: number | null;
	readonly visible: boolean | null;
	readonly notes: unknown;
	/** Name of the file that holds the application's standard output, from parameterSet.logConfig, else `defaultStdoutName`. */
	readonly stdoutName: string;
	/** Name of the file for standard error where it is a file of its own; null when it goes into `stdoutName`. */
	readonly stderrName: string | null;
	/** The reply's result as received, for `--json` and the Request tab. */
	readonly raw: Readonly<Record<string, unknown>>;
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(-[0-9a-z]{3})?$/;
const uuidSuffix = '-007';

/** What is said where text is no uuid. */
export const uuidLooks = `A uuid looks like 6b6a0f0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b${uuidSuffix}`;

/**
 * Reads text a person typed into the usual form, in letters of either size: a UUID with its `-007`, or the 36 characters before that, which other
 * tools sometimes show and which are completed. Undefined when it is not one.
 */
export function parseJobUuid(text: string): JobUuid | undefined {
	const [uuid, suffix] = uuidPattern.exec(text.trim().toLowerCase()) ?? [];
	return uuid === undefined ? undefined : (`${uuid}${suffix === undefined ? uuidSuffix : ''}` as JobUuid);
}

/**
 * Takes a uuid that came from the service. Any non-empty text is kept, because the read endpoints do not check its
 * shape either.
 */
export function jobUuidFromService(text: string): JobUuid {
	return text as JobUuid;
}

/** Id and version of the app, as people name it. */
export function appOf({appId, appVersion}: Pick<Job, 'appId' | 'appVersion'>): string {
	return `${appId} ${appVersion}`.trim();
}

/** How long the application has run, in milliseconds, without the archiving after it, or null when it never started. */
export function runTime(job: Job, now: Instant): number | null {
	if (job.remoteStarted === null) return null;
	return Math.max(0, (job.remoteEnded ?? job.ended ?? now) - job.remoteStarted);
}
