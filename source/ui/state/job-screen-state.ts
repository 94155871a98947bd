import type {Failure} from '../../domain/failure.ts';
import type {HistoryEvent} from '../../domain/history.ts';
import type {Instant, JobDetail, JobUuid} from '../../domain/job.ts';
import type {OutputFile} from '../../domain/output.ts';
import {type OpenFile, openFile} from './job-file-state.ts';
import type {TextField} from './text-field.ts';

/** The tabs, from left to right. */
export const jobTabRows = [
	{tab: 'overview', title: 'Overview'},
	{tab: 'timeline', title: 'Timeline'},
	{tab: 'output', title: 'Output'},
	{tab: 'request', title: 'Request'},
] as const;

export type JobTab = (typeof jobTabRows)[number]['tab'];

/** Something asked of the service for the open job: not yet here, here, or failed with the last good value (of `at`) kept. */
export type Loaded<T> = {
	readonly value: T | null;
	readonly failure: Failure | null;
	readonly at: Instant | null;
};

const notLoaded = {value: null, failure: null, at: null} as const;

/** A value just received. */
export function loaded<T>(value: T, at: Instant): Loaded<T> {
	return {value, failure: null, at};
}

/** What is searched for in the open file. */
export type FileSearch = {
	/** While it is being typed. */
	readonly field: TextField | null;
	readonly text: string;
	/** The line the search began at, counted in the same way. */
	readonly from: number;
	/** The line found, or null when there is none; counted from the first line read, whether that is still kept or not. */
	readonly line: number | null;
	/** Whether the text was looked for in what has been read now. */
	readonly isSought: boolean;
};

/** The screen of one job. */
export type JobScreenState = {
	readonly uuid: JobUuid;
	readonly tab: JobTab;
	/** The first line shown of the tab; the open file has its own. */
	readonly top: number;
	readonly detail: Loaded<JobDetail>;
	readonly history: Loaded<readonly HistoryEvent[]>;
	/** The directory of the output that is listed, '' for its top. */
	readonly folder: string;
	readonly files: Loaded<readonly OutputFile[]>;
	readonly fileIndex: number;
	readonly file: OpenFile | null;
	/** How many times a file was opened. */
	readonly openings: number;
	/** The job's standard output was asked for before its name was known; it opens when the details are there. */
	readonly wantsStdout: boolean;
	readonly request: Loaded<Readonly<Record<string, unknown>>>;
	/** Paths of the request's objects and lists that are folded. */
	readonly folded: ReadonlySet<string>;
	readonly requestIndex: number;
	readonly search: FileSearch | null;
	/** Grows with each reload the person asks for. */
	readonly reloads: number;
	/** The reload asked for is not answered yet. */
	readonly isReloading: boolean;
};

export function openJobScreen(uuid: JobUuid): JobScreenState {
	return {
		uuid,
		tab: 'overview',
		top: 0,
		detail: notLoaded,
		history: notLoaded,
		folder: '',
		files: notLoaded,
		fileIndex: 0,
		file: null,
		openings: 0,
		wantsStdout: false,
		request: notLoaded,
		folded: new Set(),
		requestIndex: 0,
		search: null,
		reloads: 0,
		isReloading: false,
	};
}

type HoldsJob = {readonly job: JobScreenState | null};

/** Applies a change of the job screen to the whole state, if that screen is open (and, when given, still shows this job). */
export function withJob(
	change: (job: JobScreenState) => JobScreenState,
	uuid?: JobUuid,
): <State extends HoldsJob>(state: State) => State {
	return state => {
		if (state.job === null || (uuid !== undefined && state.job.uuid !== uuid)) return state;
		const job = change(state.job);
		return job === state.job ? state : {...state, job};
	};
}

export function showTab(job: JobScreenState, tab: JobTab): JobScreenState {
	return job.tab === tab ? job : {...job, tab, top: 0, search: null, wantsStdout: false};
}

/** The tab beside the one shown, round and round. */
export function showNextTab(job: JobScreenState, step: 1 | -1): JobScreenState {
	const at = jobTabRows.findIndex(row => row.tab === job.tab);
	return showTab(job, jobTabRows[(at + step + jobTabRows.length) % jobTabRows.length]!.tab);
}

export function askReload(job: JobScreenState): JobScreenState {
	return {...job, reloads: job.reloads + 1, isReloading: true};
}

/** Lists another directory of the output. */
export function showFolder(job: JobScreenState, folder: string): JobScreenState {
	return folder === job.folder ? job : {...job, folder, files: notLoaded, fileIndex: 0, top: 0};
}

/** Opens a file of the output, or opens the same one anew from its other end. */
export function showFile(
	job: JobScreenState,
	path: string,
	begin: OpenFile['begin'] = 'tail',
): JobScreenState {
	const openings = job.openings + 1;
	const before = job.file?.path === path ? job.file : null;
	const opened = openFile(path, openings, begin, job.file?.isWrapped ?? true);
	const file = {...opened, size: before?.size ?? null};
	// Its lines are counted anew.
	const search =
		before === null || job.search === null ? null : {...job.search, from: 0, line: null, isSought: false};
	return {...job, tab: 'output', file, openings, wantsStdout: false, search};
}

/** Goes back from the file to the directory it stands in. */
export function closeFile(job: JobScreenState): JobScreenState {
	if (job.file === null) return job;
	return showFolder({...job, file: null, wantsStdout: false, search: null}, folderAbove(job.file.path));
}

/** Changes the open file, when it is still the same opening of it. */
export function withFile(
	change: (file: OpenFile) => OpenFile,
	opening?: number,
): (job: JobScreenState) => JobScreenState {
	return job => {
		if (job.file === null || (opening !== undefined && job.file.opening !== opening)) return job;
		const file = change(job.file);
		return file === job.file ? job : {...job, file};
	};
}

/** The directory above, '' for that of a path without one. */
export function folderAbove(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Takes a listing: directories first, then by name, the cursor stays on its entry. */
export function takeFiles(job: JobScreenState, files: readonly OutputFile[], at: Instant): JobScreenState {
	const chosen = job.files.value?.[job.fileIndex]?.path;
	const sorted = [...files].sort(
		(one, other) =>
			Number(other.kind === 'dir') - Number(one.kind === 'dir') ||
			(one.name < other.name ? -1 : one.name > other.name ? 1 : 0),
	);
	const found = sorted.findIndex(file => file.path === chosen);
	const fileIndex = found === -1 ? Math.max(0, Math.min(job.fileIndex, sorted.length - 1)) : found;
	return {...job, files: loaded(sorted, at), fileIndex};
}
