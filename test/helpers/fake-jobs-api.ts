import {Failure} from '../../source/domain/failure.ts';
import type {Instant, Job, JobUuid} from '../../source/domain/job.ts';
import {CANCELLED, hasEnded, type JobStatus} from '../../source/domain/status.ts';
import type {JobPage, JobQuery, JobsApi} from '../../source/domain/tapis-api.ts';
import type {FakeClock} from './fake-clock.ts';

export type FakeCall =
	| {readonly name: 'getJobList'; readonly at: number; readonly query: JobQuery}
	| {readonly name: 'getJobsByUuid'; readonly at: number; readonly uuids: readonly JobUuid[]}
	| {readonly name: 'getJobStatus' | 'cancelJob'; readonly at: number; readonly uuid: JobUuid};

export type FakeJobsApi = JobsApi & {
	/** Every request, in order. */
	readonly calls: readonly FakeCall[];
	readonly clearCalls: () => void;
	/** Requests that have not been answered. */
	readonly openCount: () => number;
	readonly mostOpen: () => number;
	readonly put: (...jobs: readonly Job[]) => void;
	readonly job: (uuid: JobUuid) => Job;
	readonly jobs: () => readonly Job[];
	/** Moves a job on, as the service does: `lastUpdated` with it. */
	readonly setStatus: (uuid: JobUuid, status: JobStatus, more?: Partial<Job>) => void;
	/** Hides a job: no list and no search shows it, itself and its status can still be read. */
	readonly hide: (uuid: JobUuid) => void;
	readonly show: (uuid: JobUuid) => void;
	/** Accepted cancels by uuid; what they do is up to the test. */
	readonly accepted: ReadonlyMap<JobUuid, number>;
	/** The answer to each request that matches is this failure, so many times, or until `heal`. */
	readonly fail: (
		failure: () => Failure,
		times?: number,
		matches?: (name: FakeCall['name']) => boolean,
	) => void;
	readonly heal: () => void;
	/** Milliseconds each answer takes; `null` and it never comes. */
	readonly setDelay: (ms: number | null) => void;
	readonly set: (behaviour: Partial<FakeBehaviour>) => void;
};

export type FakeBehaviour = {
	/** Whether a slow answer holds what was true when it was asked, so that it may be overtaken by a newer one. */
	readonly readsEarly: boolean;
	/** Whether the server applies `updatedSince` and `createdUntil`, or all rows are read for them. */
	readonly canFilter: boolean;
	readonly canCount: boolean;
	readonly hasServerTime: boolean;
	/** Milliseconds the service's clock is ahead of the right time. */
	readonly skewMs: number;
	/** What an accepted cancel does at once; nothing by default, as the service may lose it. */
	readonly onCancel: ((uuid: JobUuid) => void) | undefined;
	/** Changes a page before it is sent, for faults. */
	readonly onPage: ((page: JobPage, query: JobQuery) => JobPage) | undefined;
};

/** The service in memory, which keeps the facts of the port: order, filters, 409 for ended jobs, lost requests. */
export function createFakeJobsApi(clock: FakeClock): FakeJobsApi {
	const jobs = new Map<JobUuid, Job>();
	const hidden = new Set<JobUuid>();
	const accepted = new Map<JobUuid, number>();
	let calls: FakeCall[] = [];
	let faults: {failure: () => Failure; left: number; matches: (name: FakeCall['name']) => boolean}[] = [];
	let delayMs: number | null = 0;
	let open = 0;
	let mostOpen = 0;
	let behaviour: FakeBehaviour = {
		readsEarly: false,
		canFilter: true,
		canCount: true,
		hasServerTime: true,
		skewMs: 0,
		onCancel: undefined,
		onPage: undefined,
	};

	const serverNow = (): Instant => clock.trueNow() + behaviour.skewMs;
	const serverTime = (): Instant | null =>
		behaviour.hasServerTime ? Math.floor(serverNow() / 1000) * 1000 : null;

	const answer = <Answer>(
		call: FakeCall,
		signal: AbortSignal | undefined,
		read: () => Answer,
	): Promise<Answer> =>
		new Promise((resolve, reject) => {
			calls.push(call);
			open++;
			mostOpen = Math.max(mostOpen, open);
			let isOpen = true;
			const close = (run: () => void): void => {
				if (!isOpen) return;
				isOpen = false;
				open--;
				run();
			};
			signal?.addEventListener('abort', () => close(() => reject(new Failure('aborted', 'Given up.'))));
			const early = behaviour.readsEarly ? attempt(read) : undefined;
			const settle = (): void =>
				close(() => {
					const fault = faults.find(one => one.left > 0 && one.matches(call.name));
					if (fault !== undefined) {
						fault.left--;
						reject(fault.failure());
						return;
					}
					try {
						resolve(early === undefined ? read() : early());
					} catch (error) {
						reject(error);
					}
				});
			if (delayMs === 0) settle();
			else if (delayMs !== null) clock.after(delayMs, settle);
		});

	const select = (query: JobQuery): JobPage => {
		let rows = [...jobs.values()].filter(({uuid}) => !hidden.has(uuid));
		const total = rows.length;
		const {updatedSince, createdUntil} = query;
		if (updatedSince !== undefined)
			rows = rows.filter(
				job => job.lastUpdated !== null && job.lastUpdated >= Math.floor(updatedSince / 1000) * 1000,
			);
		if (createdUntil !== undefined)
			rows = rows.filter(job => job.created !== null && job.created <= Math.ceil(createdUntil / 1000) * 1000);
		const isConditioned = updatedSince !== undefined || createdUntil !== undefined;
		rows.sort((left, right) =>
			query.updatedSince === undefined
				? (right.created ?? 0) - (left.created ?? 0) || compare(left.uuid, right.uuid)
				: (left.lastUpdated ?? 0) - (right.lastUpdated ?? 0) || compare(left.uuid, right.uuid),
		);
		const skip = query.skip ?? 0;
		const page = rows.slice(skip, skip + query.limit);
		return {
			jobs: page,
			rowCount: page.length,
			setAside: 0,
			totalCount: query.computeTotal && behaviour.canCount && page.length > 0 ? total : null,
			serverTime: serverTime(),
			...(isConditioned && !behaviour.canFilter ? {rowsRead: total} : {}),
		};
	};

	const known = (uuid: JobUuid): Job => {
		const job = jobs.get(uuid);
		if (job === undefined) throw new Failure('not-found', `There is no job ${uuid}.`);
		return job;
	};

	const unused = (name: string) => (): Promise<never> =>
		Promise.reject(new Error(`${name} is not part of this fake`));

	return {
		getJobList: (query, options) =>
			answer({name: 'getJobList', at: clock.monotonic(), query}, options?.signal, () => {
				const page = select(query);
				return behaviour.onPage === undefined ? page : behaviour.onPage(page, query);
			}),
		getJobsByUuid: (uuids, options) =>
			answer({name: 'getJobsByUuid', at: clock.monotonic(), uuids}, options?.signal, () => {
				const found = uuids.flatMap(uuid => jobs.get(uuid) ?? []);
				const rows = found.filter(({uuid}) => !hidden.has(uuid));
				return {
					jobs: rows,
					hidden: found.filter(({uuid}) => hidden.has(uuid)),
					rowCount: rows.length,
					setAside: 0,
					totalCount: null,
					serverTime: serverTime(),
				};
			}),
		getJobStatus: (uuid, options) =>
			answer({name: 'getJobStatus', at: clock.monotonic(), uuid}, options?.signal, () => {
				const {status, condition} = known(uuid);
				return {status, condition};
			}),
		cancelJob: (uuid, options) =>
			answer({name: 'cancelJob', at: clock.monotonic(), uuid}, options?.signal, () => {
				const job = known(uuid);
				if (hasEnded(job.status)) throw new Failure('wrong-state', `${uuid} is already ${job.status}.`);
				accepted.set(uuid, (accepted.get(uuid) ?? 0) + 1);
				behaviour.onCancel?.(uuid);
			}),
		getJob: unused('getJob'),
		getJobHistory: unused('getJobHistory'),
		hideJob: unused('hideJob'),
		unhideJob: unused('unhideJob'),
		getResubmitRequest: unused('getResubmitRequest'),
		resubmitJob: unused('resubmitJob'),
		submitJob: unused('submitJob'),
		get calls() {
			return calls;
		},
		clearCalls: () => {
			calls = [];
		},
		openCount: () => open,
		mostOpen: () => mostOpen,
		put: (...added) => {
			for (const job of added) jobs.set(job.uuid, job);
		},
		job: known,
		jobs: () => [...jobs.values()],
		setStatus: (uuid, status, more = {}) => {
			const now = serverNow();
			const ends = hasEnded(status)
				? {ended: now, condition: status === CANCELLED ? 'CANCELLED_BY_USER' : null}
				: {};
			jobs.set(uuid, {...known(uuid), status, lastUpdated: now, ...ends, ...more});
		},
		hide: uuid => void hidden.add(uuid),
		show: uuid => {
			hidden.delete(uuid);
			jobs.set(uuid, {...known(uuid), lastUpdated: serverNow()});
		},
		accepted,
		fail: (failure, times = Number.POSITIVE_INFINITY, matches = () => true) => {
			faults = [...faults.filter(({left}) => left > 0), {failure, left: times, matches}];
		},
		heal: () => {
			faults = [];
		},
		setDelay: ms => {
			delayMs = ms;
		},
		set: different => {
			behaviour = {...behaviour, ...different};
		},
	};
}

/** Does it now, and gives what came of it later. */
function attempt<Answer>(read: () => Answer): () => Answer {
	try {
		const answer = read();
		return () => answer;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}

function compare(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
