import {Failure, isFailure} from '../domain/failure.ts';
import type {JobDetail} from '../domain/job.ts';
import {isRecord, parseJson} from '../domain/json.ts';
import type {OutputFile} from '../domain/output.ts';
import {type OutputPlace, outputPlaces} from '../domain/output-place.ts';
import type {CallOptions, ListOptions, OutputApi} from '../domain/tapis-api.ts';
import {encodePath, encodeSegment} from './encode-path.ts';
import {createFileReading, type FileReading} from './file-reading.ts';
import {takeRange} from './http/http-body.ts';
import {readPages} from './read-pages.ts';
import {readListing} from './replies/read-file-info.ts';
import type {Requester} from './requester.ts';
import {unpackIfZipped} from './unzip-stream.ts';

/** The most the Files service gives in one listing. */
const entriesPerPage = 1000;
/** A server that sends new names for ever must not hold the program as long. */
const maxEntries = 20_000;

/** A job's output: by the Files service where the caller may use it, else by the Jobs service, which honours sharing. */
export function createOutputApi(requester: Requester, onNote: (text: string) => void): OutputApi {
	const reading = createFileReading(requester, onNote);

	async function listPages(
		path: string,
		queryOf: (skip: number) => URLSearchParams,
		directory: string,
		{signal, onCut}: ListOptions,
	): Promise<OutputFile[]> {
		const files = new Map<string, OutputFile>();
		await readPages({
			what: 'The listing of files',
			pageSize: entriesPerPage,
			maxRows: maxEntries,
			onCut,
			ask: skip => requester.ask({signal, path, query: queryOf(skip), action: 'list the output'}),
			take(rows) {
				const before = files.size;
				for (const file of readListing(rows, directory)) files.set(file.path, file);
				return files.size > before;
			},
		});
		return [...files.values()];
	}

	function listByFiles(place: OutputPlace, directory: string, options: ListOptions): Promise<OutputFile[]> {
		const path = `/v3/files/ops/${encodePath(place.systemId)}/${encodePath(place.directory, directory)}`;
		const queryOf = (skip: number): URLSearchParams =>
			new URLSearchParams({limit: String(entriesPerPage), offset: String(skip), recurse: 'false'});
		return listPages(path, queryOf, directory, options);
	}

	function listByJobs(job: JobDetail, directory: string, options: ListOptions): Promise<OutputFile[]> {
		const path = `/v3/jobs/${encodeSegment(job.uuid)}/output/list/${encodePath(directory)}`;
		// Giving a limit makes the listing flat; without one it would be recursive and stop at 100 entries.
		const queryOf = (skip: number): URLSearchParams =>
			new URLSearchParams({limit: String(entriesPerPage), skip: String(skip), allowIfRunning: 'true'});
		return listPages(path, queryOf, directory, options);
	}

	async function* downloadByJobs(
		job: JobDetail,
		path: string,
		options: CallOptions,
	): AsyncGenerator<Uint8Array> {
		const stream = await requester.open({
			...options,
			path: `/v3/jobs/${encodeSegment(job.uuid)}/output/download/${encodePath(path)}`,
			query: new URLSearchParams({allowIfRunning: 'true'}),
			subject: `Job ${job.uuid}`,
			action: 'read the output',
		});
		yield* unpackIfZipped(withoutEmptyDirectory(stream.body), path.split('/').findLast(Boolean) ?? '');
	}

	/**
	 * Tries the places by the Files service and then the Jobs service. When none answers, the first failure is told, which is
	 * that of the likeliest place; but a caller who may not use the system itself, or whose tenant has no Files service, is told
	 * what the Jobs service says.
	 */
	async function tryPlaces<T>(
		job: JobDetail,
		byFiles: (place: OutputPlace) => Promise<T>,
		byJobs: () => Promise<T>,
	): Promise<T> {
		let first: unknown;
		let last: unknown;
		for (const attempt of [...outputPlaces(job).map(place => () => byFiles(place)), byJobs]) {
			try {
				return await attempt();
			} catch (error) {
				if (!isAboutPlace(error)) throw error;
				first ??= error;
				last = error;
			}
		}
		throw isFailure(first, 'not-yours') || isFailure(first, 'reply') ? last : first;
	}

	/**
	 * Opens a file. What fails here still leads to the next place: with the Files service the status tells it, with the Jobs
	 * service also the first bytes, which may speak of an empty directory.
	 */
	async function openStream(job: JobDetail, path: string, options: CallOptions): Promise<FileReading> {
		return tryPlaces(
			job,
			place => reading.whole(place, path, options),
			() => started(downloadByJobs(job, path, options)),
		);
	}

	return {
		getJobOutputList: (job, path, options = {}) =>
			tryPlaces(
				job,
				place => listByFiles(place, path, options),
				() => listByJobs(job, path, options),
			),
		async readOutput(job, path, {offset, maxBytes}, options = {}) {
			const bytes = await tryPlaces(
				job,
				place => reading.range(place, path, offset, maxBytes, options),
				() => takeRange(downloadByJobs(job, path, options), offset, maxBytes),
			);
			return {offset, bytes};
		},
		async *streamOutput(job, path, options = {}) {
			yield* await openStream(job, path, options);
		},
	};
}

/** Failures that may be different at another place, or by the other service. */
function isAboutPlace(error: unknown): boolean {
	return ['not-found', 'not-yours', 'refused', 'wrong-state', 'server', 'reply'].some(kind =>
		isFailure(error, kind as Failure['kind']),
	);
}

/** Begins a stream: what fails before its first bytes fails here. */
async function started(stream: AsyncGenerator<Uint8Array>): Promise<FileReading> {
	const first = await stream.next();
	return (async function* () {
		if (first.done) return;
		try {
			yield first.value;
			yield* stream;
		} finally {
			await stream.return(undefined);
		}
	})();
}

/** An empty directory is answered with a JSON envelope in place of a file; a file never begins with that message's key. */
async function* withoutEmptyDirectory(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let isFirst = true;
	for await (const chunk of body) {
		if (isFirst && isEmptyDirectory(chunk)) {
			throw new Failure('not-found', 'That is an empty directory.', {advice: 'Name a file in it.'});
		}
		isFirst = false;
		yield chunk;
	}
}

function isEmptyDirectory(chunk: Uint8Array): boolean {
	if (chunk[0] !== 0x7b || chunk.length > 4096) return false;
	const text = new TextDecoder().decode(chunk);
	return isRecord(parseJson(text)) && text.includes('JOBS_EMPTY_DIR_FOR_DOWNLOAD');
}
