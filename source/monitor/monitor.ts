import type {Clock} from '../domain/clock.ts';
import type {JobUuid} from '../domain/job.ts';
import type {MonitorMemory, PendingCancel} from '../domain/monitor-memory.ts';
import {hasEnded} from '../domain/status.ts';
import type {JobsApi} from '../domain/tapis-api.ts';
import {createCancelRunner} from './cancel/cancel-runner.ts';
import {isCancelPending, wasCancelAsked} from './cancel/cancel-standing.ts';
import {createTakeUp} from './cancel/take-up.ts';
import {initialState} from './initial-state.ts';
import {createInterests} from './interests.ts';
import {createJobStore} from './job-store.ts';
import {createLinkKeeper} from './link-keeper.ts';
import {type MonitorOptions, monitorSettings} from './monitor-options.ts';
import type {Monitor} from './monitor-port.ts';
import {createNestedPause} from './nested-pause.ts';
import {backoffMs} from './polling/backoff.ts';
import {createPollInterval} from './polling/poll-interval.ts';
import {createPoller} from './polling/poller.ts';
import {createPollingWork} from './polling/polling-work.ts';
import {createRowIntake} from './row-intake.ts';
import {watchSleep} from './sleep-watch.ts';
import {createStateHolder} from './state-holder.ts';
import {createTrafficCount} from './traffic.ts';

export type MonitorParts = {
	readonly api: JobsApi;
	readonly clock: Clock;
	readonly memory: MonitorMemory;
	/** From 0 to below 1, as Math.random. */
	readonly random: () => number;
	readonly options: MonitorOptions;
};

/**
 * Puts the parts together: rows and their differences (row-intake.ts), what to ask next (polling-work.ts), when (poller.ts,
 * cadence.ts, backoff.ts), cancellations (cancel-runner.ts) and interests (interests.ts), all told through one state.
 */
export function createMonitor({api, clock, memory, random, options}: MonitorParts): Monitor {
	const settings = monitorSettings(options);
	const backoff = {baseMs: settings.intervalMs, ceilingMs: settings.ceilingMs};
	const store = createJobStore();
	const traffic = createTrafficCount(clock);
	const holder = createStateHolder(initialState(store, settings), clock);
	const {batch, tell} = holder;
	let isStarted = false;
	let isStopped = false;
	/** A person waits for the answer, changed or not. */
	let isAnswerAwaited = false;
	let stopSleepWatch = (): void => {};

	const isPending = (uuid: JobUuid): boolean => {
		const cancellation = holder.get().cancels.get(uuid);
		return cancellation !== undefined && isCancelPending(cancellation);
	};

	const isInteresting = (uuid: JobUuid): boolean =>
		holder.get().watched.has(uuid) || holder.get().cancels.has(uuid);

	const interests = createInterests({
		memory,
		tell,
		isCancelledHere: uuid => wasCancelAsked(holder.get().cancels.get(uuid)),
		onChange: watched => holder.change({watched}),
	});

	const intake = createRowIntake({
		store,
		isLimited: settings.limit !== undefined,
		tell,
		isInteresting,
		onEnded: interests.jobEnded,
		onSeen: job => {
			if (holder.get().cancels.has(job.uuid)) cancels.jobSeen(job);
		},
		onChange: () => holder.change({jobsRevision: store.revision()}),
	});

	const cancels = createCancelRunner({
		api,
		clock,
		memory,
		random,
		backoff,
		requestTimeoutMs: settings.requestTimeoutMs,
		graceMs: settings.cancelGraceMs,
		onChange: views => {
			const cancels = new Map(holder.get().cancels);
			for (const view of views) cancels.set(view.uuid, view);
			batch(() => {
				holder.change({cancels});
				updateInterval();
			});
		},
		onLost: uuid =>
			holder.change({cancels: new Map([...holder.get().cancels].filter(([other]) => other !== uuid))}),
		onRow: job => batch(() => intake.take([job], 'elsewhere')),
		tell,
		watch: uuid => interests.watch(uuid, true),
	});

	const interval = createPollInterval({clock, store, holder, settings});
	const updateInterval = (): void => {
		if (interval.tell()) poller.replan();
	};

	const link = createLinkKeeper({holder, clock});

	const polling = createPollingWork({
		api,
		clock,
		settings,
		store,
		intake,
		interval,
		retryMs: (failure, attempts) => backoffMs(attempts, failure, backoff, random),
		change: holder.change,
		changeQuietly: holder.changeQuietly,
		batch,
		tell,
		onRequest: roundTripMs => holder.changeQuietly({traffic: traffic.add(roundTripMs)}),
		isInteresting,
		onLost: (uuid, wasTold) => {
			// One that has a row is told as gone.
			if (interests.watched().has(uuid) && !wasTold)
				tell({kind: 'note', text: `The watched job ${uuid} is no longer listed.`});
			interests.watch(uuid, false);
		},
		onLoaded: () => {
			for (const uuid of interests.watched()) intake.addStray(uuid);
			for (const uuid of holder.get().cancels.keys()) if (isPending(uuid)) intake.addStray(uuid);
		},
	});

	const poller = createPoller({
		clock,
		batch,
		work: polling.work,
		pauseMs: polling.pauseMs,
		retryMs: polling.retryMs,
		onPlan: inMs => holder.changeQuietly({nextPollAt: inMs === null ? null : clock.now() + inMs}),
		onSuccess: () => {
			const lostForMs = polling.hasFailed() ? null : link.isBack();
			if (lostForMs !== null) cancels.lineBack();
			if (lostForMs !== null && lostForMs > settings.reconcileMs) polling.wantReconcile();
			updateInterval();
			takeUp.sometimes();
			// What was asked before the wish is not its answer.
			if (polling.areChangesWanted()) return;
			if (isAnswerAwaited) holder.change({asOf: holder.get().asOf});
			isAnswerAwaited = false;
		},
		onFailure: (failure, attempts) => link.isLost(failure, Math.max(attempts, polling.attempts())),
	});

	const refresh = (): void => {
		polling.wantChanges();
		poller.poke();
	};

	const isKnown = ({uuid, askedAt}: PendingCancel): boolean => {
		const known = holder.get().cancels.get(uuid);
		return known !== undefined && (isCancelPending(known) || known.askedAt >= askedAt);
	};
	const takeUp = createTakeUp({clock, memory, isKnown, takeUp: cancels.takeUp, tell});

	const takeUpMemory = async (): Promise<void> => {
		await interests.load();
		await takeUp.now();
	};

	const pauses = createNestedPause({
		onPause: () => {
			batch(() => {
				cancels.hold();
				poller.pause();
				link.isPaused();
			});
		},
		onResume: () => {
			isAnswerAwaited = true;
			link.isResumed();
			cancels.release();
			polling.wantChanges();
			poller.resume();
		},
	});

	return {
		getState: holder.get,
		subscribe: holder.subscribe,
		onEvent: holder.onEvent,
		start: () => {
			if (isStarted || isStopped) return;
			isStarted = true;
			stopSleepWatch = watchSleep(clock, sleptMs => {
				if (sleptMs > settings.reconcileMs) polling.wantReconcile();
				refresh();
			});
			// The memory first: a row of the first page may be the end of a watched job.
			void takeUpMemory().then(() => {
				if (!isStopped) poller.start();
			});
		},
		sendCancels: cancels.sendNow,
		stop: async () => {
			isStopped = true;
			takeUp.stop();
			stopSleepWatch();
			await Promise.all([poller.stop(), cancels.stop()]);
			await interests.settled();
		},
		refresh: () => {
			isAnswerAwaited = true;
			refresh();
		},
		pause: pauses.pause,
		resume: pauses.resume,
		signedIn: () => {
			cancels.lineBack();
			// The first sign-in tells whose memory it is, and the memory comes before the rows.
			if (isStarted) void takeUpMemory().then(refresh);
			else refresh();
		},
		note: text => tell({kind: 'note', text}),
		cancel: jobs => {
			batch(() => {
				const asked = jobs.filter(({uuid, status}) => !hasEnded(status) && !isPending(uuid));
				intake.take(
					asked.filter(({uuid}) => !store.jobs.has(uuid)),
					'elsewhere',
				);
				const held = new Map(asked.map(({uuid}) => [uuid, store.jobs.get(uuid)!]));
				cancels.begin([...held.values()].filter(({status}) => !hasEnded(status)));
			});
		},
		withdrawCancels: () => cancels.withdraw(false),
		withdrawUnsent: () => cancels.withdraw(true),
		watch: (uuid, isWatched) => {
			const status = store.jobs.get(uuid)?.status;
			if (isWatched && status !== undefined && hasEnded(status)) return;
			if (isWatched) intake.addStray(uuid);
			interests.watch(uuid, isWatched);
		},
		putJob: job => batch(() => intake.take([job], 'elsewhere')),
		dropJob: uuid => batch(() => void intake.drop(uuid)),
	};
}
