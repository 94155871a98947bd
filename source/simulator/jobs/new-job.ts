import {defaultStdoutName} from '../../domain/output.ts';
import {PENDING} from '../../domain/status.ts';
import {MINUTE} from '../../domain/time.ts';
import {share} from '../random.ts';
import type {ServiceTime} from '../service-time.ts';
import {fateOf} from './job-fate.ts';
import type {JobRecord, SampleApp} from './job-record.ts';
import type {JobStore} from './job-store.ts';
import type {Lifecycle} from './lifecycle.ts';
import {sampleApps} from './sample-data.ts';
import {type Draft, freshDraft} from './sample-jobs.ts';
import type {SubmitRequest} from './submit-request.ts';

type Parts = {
	readonly seed: number;
	readonly store: JobStore;
	readonly lifecycle: Lifecycle;
	readonly time: ServiceTime;
};

/** Numbers of jobs that come after the start, apart from those of the sample. */
const firstNewIndex = 1_000_000;
/** Mean service time between two jobs that appear by themselves. */
const arrivalMs = 12 * MINUTE;

const usualLogs = {stdoutFilename: defaultStdoutName, stderrFilename: defaultStdoutName};

/** A new job of `owner` from a request; it lives at once. */
export function submitJob(parts: Parts, owner: string, request: SubmitRequest): JobRecord {
	const draft = newDraft(parts);
	const app = appOf(request);
	const {stdoutFilename, stderrFilename} = request.parameterSet?.logConfig ?? usualLogs;
	return addJob(parts, owner, request, {
		...draft,
		name: request.name,
		app,
		fate: fateOf(draft.seed, app),
		execSystemId: request.execSystemId ?? draft.execSystemId,
		archiveSystemId: request.archiveSystemId ?? request.execSystemId ?? draft.archiveSystemId,
		tags: request.tags ?? [],
		maxMinutes: request.maxMinutes ?? 10,
		stdoutName: stdoutFilename === defaultStdoutName ? null : stdoutFilename,
		stderrName: stderrFilename === stdoutFilename ? null : stderrFilename,
		notes: request.notes ?? {},
	});
}

/** Lets jobs of `owner` appear now and then, as from another session of theirs. Returns what stops it. */
export function startArrivals(parts: Parts, owner: string): () => void {
	let stop = (): void => undefined;
	const next = (count: number): void => {
		stop = parts.time.after(arrivalMs * (0.5 + share(parts.seed, `arrival ${count}`)), () => {
			// Drawn only now: jobs submitted while it was awaited have taken the numbers before its own.
			addJob(parts, owner, null, newDraft(parts));
			next(count + 1);
		});
	};
	next(0);
	return () => stop();
}

/** The next job that no one has yet. It must be added before another is drawn. */
function newDraft({seed, store}: Parts): Draft {
	return freshDraft(seed, firstNewIndex + store.all().length, uuid => store.find(uuid) !== undefined);
}

function addJob(
	{store, lifecycle, time}: Parts,
	owner: string,
	request: SubmitRequest | null,
	draft: Draft,
): JobRecord {
	const now = time.now();
	const job = store.add({
		...draft,
		owner,
		createdby: owner,
		request,
		status: PENDING,
		condition: null,
		lastMessage: 'Job created',
		created: now,
		remoteSubmitted: null,
		remoteStarted: null,
		remoteEnded: null,
		ended: null,
		lastUpdated: now,
		visible: true,
		remoteOutcome: null,
		remoteResultInfo: null,
		remoteJobId: null,
		blockedCount: 0,
		resumesIn: null,
		remoteChecksSuccess: 0,
		remoteLastStatusCheck: null,
		spans: [{status: PENDING, from: now}],
		extraEvents: [],
	});
	lifecycle.live(job);
	return job;
}

/** The application of a request, with the service's defaults for what it does not say, whatever the sample jobs of that have. */
function appOf(request: SubmitRequest): SampleApp {
	const known = sampleApps.find(app => app.id === request.appId);
	return {
		id: request.appId,
		version: request.appVersion,
		jobType: request.jobType ?? known?.jobType ?? 'FORK',
		names: [],
		nodeCount: request.nodeCount ?? 1,
		coresPerNode: request.coresPerNode ?? 1,
		maxMinutes: [],
		stepSeconds: known?.stepSeconds ?? 2,
	};
}
