import type {Job, JobDetail, JobUuid} from '../../domain/job.ts';
import {hasEnded} from '../../domain/status.ts';
import {cutListText} from '../../domain/tapis-api.ts';
import {SECOND} from '../../domain/time.ts';
import type {Acts} from '../acts.ts';
import {isPaused} from '../facts/paused.ts';
import {type JobScreenState, loaded, showFile, takeFiles, withJob} from '../state/job-screen-state.ts';
import {openJob, type View} from '../view.ts';
import {createFileReader} from './job-file-reader.ts';
import {createLane, type Lane} from './job-lane.ts';

/** The output of a job that runs is listed anew this often while it is looked at. */
const listingPauseMs = 30 * SECOND;

/** A job that is not in the list is looked at this often until it has ended, since nobody else tells of its changes. */
const lonelyPauseMs = 15 * SECOND;

/**
 * Fetches what the open job screen shows, whichever job that is: details and history again when the job's row has changed, never
 * by a timer of their own; the rest when it is looked at. Leaving the screen gives up every request. Returns what stops it.
 */
export function startJobLoader(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let session: Session | null = null;
	let isLooking = false;
	let isAskedAgain = false;

	const look = (): void => {
		// What is fetched changes the state, which calls back at once: one look at a time, then one more.
		isAskedAgain = true;
		if (isLooking) return;
		isLooking = true;
		while (isAskedAgain) {
			isAskedAgain = false;
			const view = acts.getView();
			const uuid = view.ui.job?.uuid ?? null;
			if (session !== null && session.uuid !== uuid) {
				session.stop();
				session = null;
			}
			if (uuid !== null) {
				session ??= startSession(acts, uuid, look);
				session.look(view);
			}
		}
		isLooking = false;
	};

	const unsubscribe = subscribe(look);
	look();
	return () => {
		unsubscribe();
		session?.stop();
		session = null;
	};
}

type Session = {readonly uuid: JobUuid; readonly look: (view: View) => void; readonly stop: () => void};

/** Everything under way for one job. */
function startSession(acts: Acts, uuid: JobUuid, look: () => void): Session {
	const {api, clock} = acts;
	const change = (one: (job: JobScreenState) => JobScreenState): void => acts.update(withJob(one, uuid));
	const laneFor = <T>(
		kind: 'detail' | 'history' | 'files' | 'request',
		load: (job: JobScreenState, signal: AbortSignal) => Promise<T>,
		take: (job: JobScreenState, value: T) => JobScreenState,
	): Lane =>
		createLane({
			clock,
			again: look,
			load: signal => load(acts.getView().ui.job!, signal),
			take: value => {
				change(job => take(job, value));
				// The list waits for its next try while this answer shows that the line is back.
				if (acts.getView().monitor.link.kind === 'failing') acts.monitor.refresh();
			},
			fail: failure => change(job => ({...job, [kind]: {...job[kind], failure}})),
		});

	let isCutTold = false;
	/** Once, though a list is read again and again. */
	const onCut = (count: number): void => {
		if (!isCutTold) acts.toast(cutListText(count), 'warn');
		isCutTold = true;
	};

	const detail = laneFor(
		'detail',
		(_, signal) => api.getJob(uuid, {signal}),
		(job, value) => {
			const next = {...job, detail: loaded(value, clock.now())};
			return next.wantsStdout ? showFile(next, value.stdoutName) : next;
		},
	);
	const history = laneFor(
		'history',
		(_, signal) => api.getJobHistory(uuid, {signal, onCut}),
		(job, value) => ({...job, history: loaded(value, clock.now())}),
	);
	const files = laneFor(
		'files',
		(job, signal) => api.getJobOutputList(job.detail.value!, job.folder, {signal, onCut}),
		(job, value) => takeFiles(job, value, clock.now()),
	);
	const request = laneFor(
		'request',
		(_, signal) => api.getResubmitRequest(uuid, {signal}),
		(job, value) => ({...job, request: loaded(value, clock.now())}),
	);
	const lanes = [detail, history, files, request];
	const reader = createFileReader(acts, uuid, look);

	let beat = 0;
	let stopBeat: (() => void) | null = null;
	let reloads = 0;
	let wasSignedOut = false;

	const keepBeat = (view: View, job: Job | undefined): void => {
		const isLonely = !view.monitor.jobs.has(uuid) && job !== undefined && !hasEnded(job.status);
		if (!isLonely || isPaused(view)) {
			stopBeat?.();
			stopBeat = null;
			return;
		}
		stopBeat ??= clock.after(Math.max(lonelyPauseMs, view.monitor.intervalMs), () => {
			stopBeat = null;
			beat++;
			look();
		});
	};

	return {
		uuid,
		look: view => {
			const job = view.ui.job!;
			const isSignedOut = view.monitor.link.kind === 'signed-out';
			if (job.reloads !== reloads || (wasSignedOut && !isSignedOut)) {
				reloads = job.reloads;
				for (const lane of lanes) lane.reset();
				reader.reset();
			}
			wasSignedOut = isSignedOut;

			const known = openJob(view);
			keepBeat(view, known);
			const row = view.monitor.jobs.get(uuid);
			detail.want(row === undefined ? `beat ${beat}` : stamp(row));
			history.want(job.tab === 'timeline' && known !== undefined ? stamp(known) : null);
			const listed = job.tab === 'output' && job.file === null && !job.wantsStdout ? job.detail.value : null;
			files.want(
				listed === null ? null : `${listed.status} ${foldersOf(listed)} ${turnOf(listed, view)}`,
				job.folder,
			);
			request.want(job.tab === 'request' ? 'request' : null);
			reader.look(view);
			if (job.isReloading && !lanes.some(lane => lane.isBusy()) && !reader.isBusy()) {
				change(one => ({...one, isReloading: false}));
			}
		},
		stop: () => {
			stopBeat?.();
			for (const lane of lanes) lane.stop();
			reader.stop();
		},
	};
}

/** Differs whenever the service has looked at the job anew. */
function stamp({status, lastUpdated}: Job): string {
	return `${status} ${lastUpdated}`;
}

/** Moves on as long as the job may still write files. */
function turnOf({status}: JobDetail, view: View): number {
	return hasEnded(status) || isPaused(view) ? 0 : Math.floor(view.now / listingPauseMs);
}

/** The outputs move to the archive when the job ends. */
function foldersOf({execSystemOutputDir, archiveSystemDir}: JobDetail): string {
	return `${execSystemOutputDir} ${archiveSystemDir}`;
}
