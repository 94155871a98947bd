import {
	ARCHIVING,
	BLOCKED,
	CANCELLED,
	hasEnded,
	type KnownStatus,
	PAUSED,
	PENDING,
	QUEUED,
	RUNNING,
	STAGING_INPUTS,
} from '../../domain/status.ts';
import {SECOND} from '../../domain/time.ts';
import type {ServiceTime} from '../service-time.ts';
import {endFields, remoteOutcome} from './job-ending.ts';
import {type JobRecord, moveMessage} from './job-record.ts';
import type {JobStore} from './job-store.ts';
import {remoteJobId} from './sample-jobs.ts';
import {canMove, nextStatus, remoteCheckMs, stayMs, transferCheckMs} from './state-machine.ts';

/** Text a job is left with when the service's recovery, not its worker, takes it out of BLOCKED. */
const recoveryCancelMessage = 'Recovery cancelled at the request of the user.';

/** How the service may deal with a cancel otherwise than it should. */
export type CancelQuirk = 'ignored' | 'overtaken';

export type Lifecycle = {
	/** Lets a job live: from now on it moves by itself. */
	readonly live: (job: JobRecord) => void;
	/** Notes a request to cancel. The record stays as it is; the effect comes at the worker's next look, or never. */
	readonly cancel: (job: JobRecord, quirk?: CancelQuirk) => void;
	/** Moves a job to a status at once, as far as the state machine allows. */
	readonly move: (job: JobRecord, status: KnownStatus, changes?: Partial<JobRecord>) => JobRecord;
	/** Moves a job to a status at once, allowed or not; for tests that need a job in a certain place. */
	readonly force: (job: JobRecord, status: KnownStatus, changes?: Partial<JobRecord>) => JobRecord;
	/** True while a request to cancel waits for the worker's next look. */
	readonly isCancelAsked: (uuid: string) => boolean;
	readonly stop: () => void;
};

/** Moves jobs through the state machine. Every living job has one timer: its worker's next look at it. */
export function createLifecycle(store: JobStore, time: ServiceTime): Lifecycle {
	const timers = new Map<string, () => void>();
	const cancelAsked = new Set<string>();
	const hurried = new Set<string>();

	function schedule(job: JobRecord, serviceMs: number, run: (job: JobRecord) => void): void {
		timers.get(job.uuid)?.();
		timers.set(
			job.uuid,
			time.after(serviceMs, () => {
				timers.delete(job.uuid);
				const current = store.find(job.uuid);
				if (current && !hasEnded(current.status)) run(current);
			}),
		);
	}

	/** Service milliseconds until the stay in the present status is over. */
	function leftMs(job: JobRecord): number {
		if (hurried.has(job.uuid)) return 0;
		return time.at(job.spans.at(-1)!.from) + stayMs(job, job.status) - time.at(time.now());
	}

	function pauseMs(job: JobRecord): number {
		if (job.status === QUEUED || job.status === RUNNING) return remoteCheckMs(job.remoteChecksSuccess);
		if (job.status === STAGING_INPUTS || job.status === ARCHIVING) {
			return transferCheckMs(
				Math.floor((time.at(time.now()) - time.at(job.spans.at(-1)!.from)) / (10 * SECOND)),
			);
		}
		return Number.POSITIVE_INFINITY;
	}

	function live(job: JobRecord): void {
		if (hasEnded(job.status)) return;
		const left = leftMs(job);
		const pause = pauseMs(job);
		// The end of a monitored stay is only seen at the worker's next look; other phases end by themselves.
		schedule(
			job,
			hurried.has(job.uuid) ? 0 : Number.isFinite(pause) ? Math.max(pause, 1) : Math.max(left, 0),
			look,
		);
	}

	function look(job: JobRecord): void {
		if (cancelAsked.has(job.uuid)) {
			move(job, CANCELLED);
			return;
		}
		if (leftMs(job) <= 0) {
			move(job, nextStatus(job));
			return;
		}
		const now = time.now();
		const isRemote = job.status === QUEUED || job.status === RUNNING;
		live(
			store.change(job.uuid, {
				lastUpdated: now,
				...(isRemote ? {remoteChecksSuccess: job.remoteChecksSuccess + 1, remoteLastStatusCheck: now} : {}),
			}),
		);
	}

	function move(job: JobRecord, status: KnownStatus, changes: Partial<JobRecord> = {}): JobRecord {
		return canMove(job.status, status) ? force(job, status, changes) : job;
	}

	function force(job: JobRecord, status: KnownStatus, changes: Partial<JobRecord> = {}): JobRecord {
		const now = time.now();
		const changed = store.change(job.uuid, {
			status,
			lastUpdated: now,
			lastMessage: moveMessage(status),
			spans: [...job.spans, {status, from: now}],
			...stampsOf(job, status, now),
			...(hasEnded(status) ? endFields(job, status, now) : {}),
			...changes,
		});
		if (hasEnded(status)) {
			timers.get(job.uuid)?.();
			timers.delete(job.uuid);
			cancelAsked.delete(job.uuid);
			hurried.delete(job.uuid);
		} else live(changed);
		return changed;
	}

	function stampsOf(job: JobRecord, status: KnownStatus, now: number): Partial<JobRecord> {
		if (status === QUEUED)
			return {remoteSubmitted: job.remoteSubmitted ?? now, remoteJobId: job.remoteJobId ?? remoteJobId(job)};
		if (status === RUNNING) return {remoteStarted: job.remoteStarted ?? now, remoteLastStatusCheck: now};
		if (status === ARCHIVING) {
			return {
				remoteEnded: job.remoteEnded ?? now,
				remoteLastStatusCheck: job.remoteEnded === null ? now : job.remoteLastStatusCheck,
				remoteOutcome: remoteOutcome(job),
				remoteResultInfo: job.fate.exitCode,
			};
		}
		if (status === BLOCKED) return {blockedCount: job.blockedCount + 1, resumesIn: job.status};
		return {};
	}

	return {
		live,
		move,
		force,
		isCancelAsked: uuid => cancelAsked.has(uuid),
		cancel(job, quirk) {
			if (quirk === 'overtaken') {
				hurried.add(job.uuid);
				live(job);
				return;
			}
			// Nobody listens to a job that no worker has taken up yet, nor to a paused one: the message is lost.
			if (quirk === 'ignored' || job.status === PENDING || job.status === PAUSED) return;
			cancelAsked.add(job.uuid);
			if (job.status === BLOCKED) {
				schedule(job, 2 * SECOND, current => {
					if (current.status === BLOCKED) move(current, CANCELLED, {lastMessage: recoveryCancelMessage});
				});
			}
		},
		stop() {
			for (const stop of timers.values()) stop();
			timers.clear();
		},
	};
}
