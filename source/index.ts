/**
 * The library: Tapis jobs for programs, with the operations named as the Tapis clients name them. It is made of the same parts as
 * the monitor, so it knows the service's odd answers, retries and renewals as well.
 *
 *     const tapis = new TapisJobs({baseUrl: 'https://tacc.tapis.io', token: process.env.TAPIS_TOKEN});
 *     await tapis.cancelJob(uuid);
 *     for await (const {job} of tapis.waitForJob(uuid)) console.log(job.status);
 */

import {systemClock} from './domain/clock.ts';
import {defaultListType} from './domain/defaults.ts';
import {Failure} from './domain/failure.ts';
import {parseFilter} from './domain/filter/filter.ts';
import {type Job, type JobDetail, type JobUuid, uuidLooks} from './domain/job.ts';
import {hasEnded, type JobStatus} from './domain/status.ts';
import type {CallOptions, ListType, StatusReply, TapisApi} from './domain/tapis-api.ts';
import {followJobs, usualIntervalMs} from './following/follow-jobs.ts';
import {newestJobs} from './following/newest-jobs.ts';
import {patientApi} from './following/patient-api.ts';
import {countDown} from './following/until.ts';
import {readGivenUuids} from './tapis/given-uuids.ts';
import {resolveBaseUrl} from './tapis/http/base-url.ts';
import {createHttpClient, type HttpClient} from './tapis/http/http.ts';
import {renewTokens, signInWithPassword} from './tapis/sign-in/sign-in.ts';
import {createTokenSource, type TokenSource, type Tokens} from './tapis/sign-in/token-source.ts';
import {createTapisApi} from './tapis/tapis-client.ts';

export {Failure, type FailureKind, isFailure} from './domain/failure.ts';
export type {Instant, Job, JobDetail, JobUuid} from './domain/job.ts';
export {hasEnded, type JobStatus, type KnownStatus} from './domain/status.ts';
export type {ListType, StatusReply} from './domain/tapis-api.ts';

declare const __VERSION__: string;

/** Where to reach Tapis, and as whom. */
export type TapisJobsOptions = {
	/** A tenant’s base URL, or its short name such as `tacc`. Plain http is taken for loopback only. */
	readonly baseUrl: string;
	/** An access token; or a function that gives one, which is asked again when the service calls a token expired. */
	readonly token?: string | (() => string | Promise<string>) | undefined;
	/** In place of a token: signs in at the first call, and again when the token has expired. */
	readonly username?: string | undefined;
	readonly password?: string | undefined;
	/** With an OAuth client, tokens are renewed without sending the password again. Both are needed. */
	readonly clientId?: string | undefined;
	readonly clientKey?: string | undefined;
};

export type ListOptions = CallOptions & {
	/** The caller’s own jobs when left out. */
	readonly listType?: ListType;
	/** At most so many, the newest. */
	readonly limit?: number;
	/** A filter as the monitor takes it, such as `status:active app:wrf age<2h`. */
	readonly filter?: string;
};

export type WaitOptions = CallOptions & {
	/** Pause between two looks, in milliseconds: 5000 when left out, 1000 at least. */
	readonly intervalMs?: number;
	/** Gives up with a `deadline` Failure after so many milliseconds. */
	readonly timeoutMs?: number;
};

/** A change of a job: `from` is the status before, null for the first one seen. */
export type JobChange = {readonly job: Job; readonly from: JobStatus | null};

/** Jobs of one tenant and user. Every method rejects with a `Failure`, whose `kind` tells what to do. */
export class TapisJobs {
	readonly baseUrl: string;
	readonly #http: HttpClient;
	readonly #api: TapisApi;

	constructor(options: TapisJobsOptions) {
		this.baseUrl = resolveBaseUrl(options.baseUrl);
		this.#http = createHttpClient({userAgent: `tapis-jobs/${__VERSION__}`, environment: process.env});
		const tokens = tokensFor(options, this.baseUrl, this.#http);
		this.#api = createTapisApi({baseUrl: this.baseUrl, tokens, http: this.#http, clock: systemClock});
	}

	/** Jobs, newest first, all of them unless a limit is given. */
	async getJobList({
		listType = defaultListType,
		limit,
		filter = '',
		signal,
	}: ListOptions = {}): Promise<Job[]> {
		const parsed = parseFilter(filter);
		if (!parsed.ok) throw new Failure('usage', `The filter cannot be read. ${parsed.problem.message}`);
		const now = systemClock.now();
		const {jobs} = await newestJobs(this.#api, {listType, filter: parsed.filter, limit, now, signal});
		return [...jobs];
	}

	/** Everything the service tells of a job. */
	async getJob(uuid: string, options?: CallOptions): Promise<JobDetail> {
		return this.#api.getJob(await this.#uuidOf(uuid, options), options);
	}

	async getJobStatus(uuid: string, options?: CallOptions): Promise<StatusReply> {
		return this.#api.getJobStatus(await this.#uuidOf(uuid, options), options);
	}

	/**
	 * Asks for a cancellation. It resolves when the service has taken the request, which it carries out later, and now and then
	 * not at all: `waitForJob` tells. Rejects with `wrong-state` when the job has ended already.
	 */
	async cancelJob(uuid: string, options?: CallOptions): Promise<void> {
		return this.#api.cancelJob(await this.#uuidOf(uuid, options), options);
	}

	/**
	 * Every change of a job: where it stands first, its end last. Lost connections are waited out, and a gateway that cannot
	 * check tokens is for ten minutes; an expired sign-in, a job that is not there, the time-out and the signal end it with a Failure.
	 */
	async *waitForJob(uuid: string, options: WaitOptions = {}): AsyncGenerator<JobChange, Job> {
		const signal = options.signal ?? new AbortController().signal;
		const id = await this.#uuidOf(uuid, {signal});
		const intervalMs = Math.max(1000, options.intervalMs ?? usualIntervalMs);
		const leftMs = countDown(systemClock, options.timeoutMs);
		const timeOver = (): Failure => new Failure('deadline', `The job ${id} has not ended in time.`);
		const api = patientApi(this.#api, {clock: systemClock, signal, leftMs, timeOver});
		const first = await api.getJob(id);
		let from: JobStatus | null = null;
		let job: Job = first;
		yield {job, from};
		if (hasEnded(job.status)) return job;
		const {monitor, gone, until} = followJobs(this.#api, [first], {clock: systemClock, signal, intervalMs});
		const changes: JobChange[] = [];
		monitor.onEvent(({event}) => {
			if (event.kind === 'status-changed' || event.kind === 'job-ended')
				changes.push({job: event.job, from: event.from});
		});
		try {
			for (;;) {
				const found = await until(leftMs(), () => {
					if (gone.has(id)) return new Failure('not-found', `The job ${id} is no longer listed.`);
					return changes.length > 0 ? 'changed' : undefined;
				});
				if (found === 'asked') throw new Failure('aborted', 'The waiting was stopped; the job goes on.');
				if (found === 'time-over') throw timeOver();
				if (found !== 'changed') throw found;
				for (const change of changes.splice(0)) {
					({job, from} = change);
					yield {job, from};
				}
				if (hasEnded(job.status)) return job;
			}
		} finally {
			await monitor.stop();
		}
	}

	/** Closes idle connections. A process may also just end. */
	close(): void {
		this.#http.close();
	}

	async #uuidOf(text: string, options?: CallOptions): Promise<JobUuid> {
		const uuid = (await readGivenUuids([text], this.#api, options)).get(text);
		if (uuid !== undefined) return uuid;
		throw new Failure('usage', `“${text}” is not the uuid of a job.`, {
			advice: `${uuidLooks}.`,
		});
	}
}

function tokensFor(options: TapisJobsOptions, baseUrl: string, http: HttpClient): TokenSource {
	const {token, username, password, clientId, clientKey} = options;
	if ((clientId === undefined) !== (clientKey === undefined)) {
		const missing = clientId === undefined ? 'clientId' : 'clientKey';
		throw new Failure('usage', `An OAuth client needs both clientId and clientKey; there is no ${missing}.`, {
			advice: 'Leave both out to sign in without a client.',
		});
	}
	const at = {baseUrl, http, clock: systemClock};
	const client = clientId !== undefined && clientKey !== undefined ? {clientId, clientKey} : undefined;
	const source = (tokens: Tokens | null, signIn?: () => Promise<Tokens>): TokenSource =>
		createTokenSource({
			tokens,
			clock: systemClock,
			renew: client && (refreshToken => renewTokens(at, {refreshToken, client})),
			signIn,
		});
	if (typeof token === 'string') return source({accessToken: token, refreshToken: null, expiresAt: null});
	if (typeof token === 'function') {
		return {
			...source(null),
			getToken: async () => token(),
			async tokenInsteadOf(rejected) {
				const other = await token();
				return other === rejected ? null : other;
			},
		};
	}
	if (username === undefined || password === undefined) {
		throw new Failure('usage', 'Give a token, or a username and a password.', {
			advice: 'new TapisJobs({baseUrl, token}) or new TapisJobs({baseUrl, username, password})',
		});
	}
	return source(null, () => signInWithPassword(at, {username, password, client}));
}
