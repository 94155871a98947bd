import {shownLines} from './job-file-text.ts';
import {type JobScreenState, withFile} from './job-screen-state.ts';
import {type TextField, textField, textOf} from './text-field.ts';
import type {UiState} from './ui-state.ts';

export type Match = {readonly start: number; readonly end: number};

/** Where a text stands in a line. Capitals count only when the text has some. */
export function matchesIn(line: string, text: string): readonly Match[] {
	if (text === '') return [];
	const isExact = text !== text.toLowerCase();
	const inside = isExact ? line : line.toLowerCase();
	// A few letters change their length in lower case; their places would then be wrong.
	if (inside.length !== line.length) return [];
	const found: Match[] = [];
	for (let at = inside.indexOf(text); at !== -1; at = inside.indexOf(text, at + text.length)) {
		found.push({start: at, end: at + text.length});
	}
	return found;
}

/** The number of the next line that holds the text, round and round, or null. */
export function findLine(lines: readonly string[], text: string, from: number, step: 1 | -1): number | null {
	const count = lines.length;
	for (let tried = 0; tried < count; tried++) {
		const at = (((from + tried * step) % count) + count) % count;
		if (matchesIn(lines[at]!, text).length > 0) return at;
	}
	return null;
}

/** Begins a search from a line on, counted among those that are kept. */
export function openSearch(job: JobScreenState, keptLine: number): JobScreenState {
	if (job.file === null) return job;
	const from = keptLine + job.file.text.dropped;
	return {...job, search: {field: textField(''), text: '', from, line: null, isSought: false}};
}

/** Takes what has been typed so far and shows the first place of it. */
function typeSearch(job: JobScreenState, field: TextField): JobScreenState {
	const {search} = job;
	if (search === null || search.field === null) return job;
	const text = textOf(field);
	const typed = {...job, search: {...search, field, text}};
	return text === search.text ? typed : goTo(typed, () => search.from, 1);
}

/** Ends typing; an empty text ends the search. */
export function keepSearch(job: JobScreenState): JobScreenState {
	const {search} = job;
	if (search === null) return job;
	return {...job, search: search.text === '' ? null : {...search, field: null}};
}

export function endSearch(job: JobScreenState): JobScreenState {
	return job.search === null ? job : {...job, search: null};
}

/** Goes to the next (1) or previous (-1) place of the text. */
export function nextMatch(job: JobScreenState, step: 1 | -1): JobScreenState {
	const {search, file} = job;
	if (search === null || file === null) return job;
	const {line} = search;
	// From a line that is no longer kept it goes on at the first that is, or back round to the last.
	return goTo(
		job,
		dropped => (line === null ? search.from : Math.max(line, step === 1 ? dropped - 1 : dropped) + step),
		step,
	);
}

/** `from` is counted from the first line read, of which so many are no longer kept. */
function goTo(job: JobScreenState, from: (dropped: number) => number, step: 1 | -1): JobScreenState {
	const {search, file} = job;
	if (search === null || file === null) return job;
	const {dropped} = file.text;
	const first = Math.max(from(dropped) - dropped, -1);
	const line = findLine(shownLines(file.text), search.text, first, step);
	const found = {
		...job,
		search: {...search, line: line === null ? null : line + dropped, isSought: true},
	};
	if (line === null) return found;
	return withFile(one => ({...one, isFollowing: false, top: Math.max(0, line - 2), skip: 0}))(found);
}

/** The text field of the place `job-search`, for typing and editing keys. */
export const jobSearchTarget = {
	get: (state: UiState): TextField | null => state.job?.search?.field ?? null,
	set: (state: UiState, field: TextField): UiState =>
		state.job === null ? state : {...state, job: typeSearch(state.job, field)},
} as const;
