import {Failure, isFailure} from '../domain/failure.ts';
import type {HistoryEvent} from '../domain/history.ts';
import type {Job, JobDetail, JobUuid} from '../domain/job.ts';
import {isRecord} from '../domain/json.ts';
import type {CallOptions, JobPage, JobsApi, ListOptions} from '../domain/tapis-api.ts';
import {encodeSegment} from './encode-path.ts';
import {createJobListing} from './job-listing.ts';
import {readPages} from './read-pages.ts';
import {readHistoryEvent} from './replies/read-history.ts';
import {readJobDetail} from './replies/read-job.ts';
import {readText} from './replies/read-value.ts';
import type {Requester, TenantRequest} from './requester.ts';

/** So many uuids of 40 characters keep the address well under the 8 KB that gateways take. */
const uuidsPerSearch = 100;
const eventsPerPage = 1000;
/** More events than any real job has; a server that repeats itself must not hold the program for ever. */
const maxEvents = 50_000;
/** Submitting calls several other services before it answers. */
const submitTimeouts = {idleMs: 120_000, totalMs: 180_000};

/** The Jobs service over HTTP. `onNote` is told when the server makes the client use an older way. */
export function createJobsApi(requester: Requester, onNote: (text: string) => void): JobsApi {
	const listing = createJobListing(requester, onNote);

	function about(uuid: JobUuid, rest: string, action: string, options: CallOptions = {}): TenantRequest {
		return {...options, path: `/v3/jobs/${encodeSegment(uuid)}${rest}`, subject: `Job ${uuid}`, action};
	}

	async function askForJob(request: TenantRequest): Promise<JobDetail> {
		const {result, reply} = await requester.ask(request);
		const job = readJobDetail(result);
		if (job) return job;
		throw new Failure('reply', `The answer holds no job that could be read.`, {trackingId: reply.trackingId});
	}

	/**
	 * Submitting twice makes two jobs. When it is not known whether the service took the request, nothing may repeat it, and the
	 * person is told to look first.
	 */
	async function submit(request: TenantRequest): Promise<JobDetail> {
		try {
			return await askForJob({...request, method: 'POST', timeouts: submitTimeouts});
		} catch (error) {
			if (!(error instanceof Failure) || !error.mayHaveHappened) throw error;
			const {kind, message, httpStatus, tapisKey, trackingId} = error;
			throw new Failure(kind, message, {
				canRetry: false,
				advice: 'The job may have been submitted all the same; look at the list before you try again.',
				...(httpStatus === undefined ? {} : {httpStatus}),
				...(tapisKey === undefined ? {} : {tapisKey}),
				...(trackingId === undefined ? {} : {trackingId}),
			});
		}
	}

	const getJob = (uuid: JobUuid, options?: CallOptions): Promise<JobDetail> =>
		askForJob(about(uuid, '', 'read the job', options));

	async function post(uuid: JobUuid, rest: string, action: string, options?: CallOptions): Promise<void> {
		await requester.tell({...about(uuid, rest, action, options), method: 'POST'});
	}

	/** A single job, hidden or not, or null when the caller cannot see it. */
	async function findJob(uuid: JobUuid, options?: CallOptions): Promise<JobDetail | null> {
		try {
			return await getJob(uuid, options);
		} catch (error) {
			if (isFailure(error, 'not-found') || isFailure(error, 'not-yours')) return null;
			throw error;
		}
	}

	async function getJobsByUuid(uuids: readonly JobUuid[], options?: CallOptions): Promise<JobPage> {
		const jobs: Job[] = [];
		const hidden: Job[] = [];
		let setAside = 0;
		let serverTime: number | null = null;
		for (let at = 0; at < uuids.length; at += uuidsPerSearch) {
			const wanted = uuids.slice(at, at + uuidsPerSearch);
			const page = await listing.searchByUuid(wanted, options);
			const asked = new Set<string>(wanted);
			const found = new Map(
				(page?.jobs ?? []).filter(job => asked.has(job.uuid)).map(job => [job.uuid, job]),
			);
			setAside += page?.setAside ?? 0;
			serverTime = page?.serverTime ?? serverTime;
			jobs.push(...found.values());
			// A search finds only the caller's own jobs; shared ones, and those an administrator reads, answer one by one.
			for (const uuid of wanted) {
				const detail = found.has(uuid) ? null : await findJob(uuid, options);
				if (detail === null) continue;
				const {raw: _raw, ...job} = detail;
				(job.visible === false ? hidden : jobs).push(job);
			}
		}
		return {jobs, hidden, rowCount: jobs.length + setAside, setAside, totalCount: null, serverTime};
	}

	async function getJobHistory(
		uuid: JobUuid,
		{signal, onCut}: ListOptions = {},
	): Promise<readonly HistoryEvent[]> {
		const events: HistoryEvent[] = [];
		let previous: string | undefined;
		await readPages({
			what: 'The history',
			pageSize: eventsPerPage,
			maxRows: maxEvents,
			onCut,
			ask(skip) {
				const query = new URLSearchParams({limit: String(eventsPerPage), skip: String(skip)});
				return requester.ask({...about(uuid, '/history', 'read its history', {signal}), query});
			},
			take(rows) {
				// Events have no key; two may be alike, but hardly a whole page of them.
				const text = JSON.stringify(rows);
				if (text === previous) return false;
				previous = text;
				events.push(...rows.map(readHistoryEvent).filter(event => event !== null));
				return true;
			},
		});
		return events;
	}

	return {
		getJobList: listing.getJobList,
		getJobsByUuid,
		getJob,
		getJobHistory,
		async getJobStatus(uuid, options) {
			const {result} = await requester.ask(about(uuid, '/status', 'read its status', options));
			const status = isRecord(result) ? readText(result['status'], 512) : null;
			if (!isRecord(result) || !status) throw new Failure('reply', 'The answer holds no status.');
			return {status, condition: readText(result['condition'], 512) || null};
		},
		cancelJob: (uuid, options) => post(uuid, '/cancel', 'cancel the job', options),
		hideJob: (uuid, options) => post(uuid, '/hide', 'hide the job', options),
		unhideJob: (uuid, options) => post(uuid, '/unhide', 'show the job again', options),
		async getResubmitRequest(uuid, options) {
			const {result} = await requester.ask(about(uuid, '/resubmit_request', 'read its request', options));
			if (isRecord(result)) return result;
			throw new Failure('reply', 'The answer holds no request.');
		},
		resubmitJob: (uuid, options) => submit(about(uuid, '/resubmit', 'submit the job again', options)),
		submitJob: (request, options = {}) =>
			submit({...options, path: '/v3/jobs/submit', body: request, action: 'submit the job'}),
	};
}
