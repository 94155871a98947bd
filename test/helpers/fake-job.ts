import {Failure} from '../../source/domain/failure.ts';
import type {HistoryEvent} from '../../source/domain/history.ts';
import type {JobDetail} from '../../source/domain/job.ts';
import type {OutputFile} from '../../source/domain/output.ts';
import type {CallOptions, OutputApi, TapisApi} from '../../source/domain/tapis-api.ts';
import type {FakeClock} from './fake-clock.ts';
import {createFakeJobsApi} from './fake-jobs-api.ts';

/** A file of a fake job: its bytes, or a size and what stands where, for files too large to hold. */
export type FakeFile = {
	readonly size: number;
	readonly bytesAt: (offset: number, length: number) => Uint8Array;
};

export type FakeCall = {readonly name: string; readonly at: number; readonly about: string};

/** What the service knows of the one job of a test; changed as the test goes on. */
export type FakeJob = {
	detail: JobDetail;
	history: readonly HistoryEvent[];
	request: Readonly<Record<string, unknown>>;
	folders: Record<string, readonly OutputFile[]>;
	/** A listing ends after so many. */
	mostFiles: number;
	files: Map<string, FakeFile>;
	/** The answer to calls of these names, until it is taken away. */
	failures: Map<string, Failure>;
	/** Calls of these names are not answered until `release`. */
	silent: Set<string>;
};

const encoder = new TextEncoder();

export function textFile(text: string): FakeFile {
	return bytesFile(encoder.encode(text));
}

export function bytesFile(bytes: Uint8Array): FakeFile {
	return {size: bytes.length, bytesAt: (offset, length) => bytes.slice(offset, offset + length)};
}

export function emptyFakeJob(detail: JobDetail): FakeJob {
	return {
		detail,
		history: [],
		request: {},
		folders: {'': []},
		mostFiles: 100,
		files: new Map(),
		failures: new Map(),
		silent: new Set(),
	};
}

export type FakeJobApi = {
	readonly api: TapisApi;
	readonly calls: readonly FakeCall[];
	/** Requests that were given up. */
	readonly aborted: readonly string[];
	/** Answers what was held back, and holds nothing back any more. */
	readonly release: () => void;
};

/** The service as far as one job goes: what is known of it, its output, its request. */
export function createFakeJobApi(job: FakeJob, clock: FakeClock): FakeJobApi {
	const held: (() => void)[] = [];
	const calls: FakeCall[] = [];
	const aborted: string[] = [];
	const answer = <T>(name: string, about: string, read: () => T, call: CallOptions = {}): Promise<T> =>
		new Promise((resolve, reject) => {
			calls.push({name, at: clock.monotonic(), about});
			call.signal?.addEventListener('abort', () => {
				aborted.push(name);
				reject(new Failure('aborted', 'Given up.'));
			});
			const settle = (): void => {
				const failure = job.failures.get(name);
				if (failure !== undefined) {
					reject(failure);
					return;
				}
				try {
					resolve(read());
				} catch (error) {
					reject(error);
				}
			};
			if (job.silent.has(name)) held.push(settle);
			else settle();
		});

	const fileAt = (path: string): FakeFile => {
		const file = job.files.get(path);
		if (file === undefined) throw new Failure('not-found', `There is no file ${path}.`);
		return file;
	};

	const output: OutputApi = {
		getJobOutputList: (_, path, call) =>
			answer(
				'getJobOutputList',
				path,
				() => {
					const all = job.folders[path] ?? [];
					if (all.length > job.mostFiles) call?.onCut?.(job.mostFiles);
					return all.slice(0, job.mostFiles);
				},
				call,
			),
		readOutput: (_, path, {offset, maxBytes}, call) =>
			answer(
				'readOutput',
				`${path} ${offset}`,
				() => ({offset, bytes: fileAt(path).bytesAt(offset, maxBytes)}),
				call,
			),
		async *streamOutput(_, path) {
			const {size, bytesAt} = fileAt(path);
			yield bytesAt(0, Math.ceil(size / 2));
			yield bytesAt(Math.ceil(size / 2), size);
		},
	};
	const api: TapisApi = {
		...createFakeJobsApi(clock),
		...output,
		getJob: (uuid, call) => answer('getJob', uuid, () => job.detail, call),
		getJobHistory: (uuid, call) => answer('getJobHistory', uuid, () => job.history, call),
		getResubmitRequest: (uuid, call) => answer('getResubmitRequest', uuid, () => job.request, call),
	};
	return {
		api,
		calls,
		aborted,
		release: () => {
			job.silent.clear();
			for (const settle of held.splice(0)) settle();
		},
	};
}
