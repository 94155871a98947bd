import {emptyFilter, parseFilter} from '../../domain/filter/filter.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import type {JobOrder} from '../../domain/order.ts';
import {windowTop} from '../layout/scrolled.ts';
import {type Move, movedIndex} from './moved-index.ts';
import {type TextField, textField, textOf} from './text-field.ts';
import {type ListState, quickFilters, type UiState} from './ui-state.ts';

/** Moves the cursor among the visible jobs. */
export function moveCursor(list: ListState, jobs: readonly Job[], move: Move): ListState {
	if (jobs.length === 0) return list;
	const moved = selectAt(list, jobs, movedIndex(list.index, move, jobs.length));
	return list.typedFrom === null ? moved : {...moved, typedFrom: moved.selected};
}

/** Moves the cursor and the window of rows by as many rows, so that no job is passed unseen. */
export function turnPage(list: ListState, jobs: readonly Job[], rows: number): ListState {
	return {...moveCursor(list, jobs, rows), top: Math.max(0, list.top + rows)};
}

function selectAt(list: ListState, jobs: readonly Job[], index: number): ListState {
	const selected = jobs[index]?.uuid ?? null;
	return selected === list.selected && index === list.index ? list : {...list, selected, index};
}

/**
 * Brings the list in step with the jobs that are visible now: the cursor stays on its job wherever that has gone; if the job
 * is no longer visible, it stays at its place. Scrolls only as far as the cursor needs.
 */
export function settleList(list: ListState, jobs: readonly Job[], windowRows: number): ListState {
	const index =
		indexOf(list.typedFrom, list, jobs) ??
		indexOf(list.selected, list, jobs) ??
		Math.max(0, Math.min(list.index, jobs.length - 1));
	const settled = anchored(selectAt(list, jobs, index));
	const top = windowTop(settled.top, index, windowRows, jobs.length);
	return top === settled.top ? settled : {...settled, top};
}

function indexOf(uuid: JobUuid | null, {index}: ListState, jobs: readonly Job[]): number | undefined {
	if (uuid === null) return undefined;
	if (jobs[index]?.uuid === uuid) return index;
	const found = jobs.findIndex(job => job.uuid === uuid);
	return found === -1 ? undefined : found;
}

/**
 * The cursor's job stays in sight when it drops out of the filter by itself, so that the next key does not mean another job. A
 * filter that the person changes lets it go.
 */
function anchored(list: ListState): ListState {
	return list.anchor === list.selected ? list : {...list, anchor: list.selected};
}

export function toggleMark(list: ListState, uuid: JobUuid): ListState {
	const marked = new Set(list.marked);
	if (!marked.delete(uuid)) marked.add(uuid);
	return {...list, marked};
}

/** Marks all the visible jobs, or takes all marks away when every one has its mark. */
export function toggleAllMarks(list: ListState, jobs: readonly Job[]): ListState {
	const hasAll = jobs.length > 0 && jobs.every(job => list.marked.has(job.uuid));
	return {...list, marked: new Set(hasAll ? [] : [...list.marked, ...jobs.map(job => job.uuid)])};
}

export function clearMarks(list: ListState): ListState {
	return list.marked.size === 0 ? list : {...list, marked: new Set()};
}

/** Takes the marks of some jobs away: what they were marked for has been done. */
export function withoutMarks(list: ListState, uuids: Iterable<JobUuid>): ListState {
	const marked = new Set(list.marked);
	for (const uuid of uuids) marked.delete(uuid);
	return marked.size === list.marked.size ? list : {...list, marked};
}

/** Takes the marks of jobs away that are gone from the list: nothing can be done with them any more. */
export function withoutGone(list: ListState, jobs: ReadonlyMap<JobUuid, Job>): ListState {
	return withoutMarks(
		list,
		[...list.marked].filter(uuid => !jobs.has(uuid)),
	);
}

/**
 * Takes the filter as typed so far. While it cannot be read, what was in force before it was begun stays in force, and what is
 * wrong is kept to be shown.
 */
export function setFilter(before: ListState, text: string): ListState {
	const list = {...before, anchor: null};
	const parsed = parseFilter(text);
	if (parsed.ok) {
		const filter = text.trim() === '' ? emptyFilter : parsed.filter;
		return {...list, filterText: text, filter, problem: null};
	}
	const former = parseFilter(list.filterBefore);
	return {
		...list,
		filterText: text,
		filter: former.ok ? former.filter : list.filter,
		problem: parsed.problem,
	};
}

export function openFilterField(list: ListState): ListState {
	return {
		...list,
		field: textField(list.filterText),
		filterBefore: list.filterText,
		typedFrom: list.selected,
	};
}

export function typeFilter(list: ListState, field: TextField): ListState {
	const text = textOf(field);
	return text === list.filterText ? {...list, field} : setFilter({...list, field}, text);
}

/** Leaves the filter line with what was typed. While that cannot be read the line stays, and tells what is wrong with it. */
export function keepFilter(list: ListState): ListState {
	if (list.problem === null) return {...list, field: null, typedFrom: null};
	return {...list, problem: {...list.problem, isUnfinished: false}};
}

/** Leaves the filter line for what was in force before. */
export function leaveFilter(list: ListState): ListState {
	const selected = list.typedFrom ?? list.selected;
	return setFilter({...list, field: null, typedFrom: null, selected}, list.filterBefore);
}

export function nextQuickFilter(list: ListState): ListState {
	const now = quickFilters.findIndex(one => one.filterText === list.filterText);
	return setFilter(list, quickFilters[(now + 1) % quickFilters.length]!.filterText);
}

export function setOrder(list: ListState, order: JobOrder): ListState {
	return {...list, order};
}

/** Applies a change of the list to the whole state. */
export function withList(change: (list: ListState) => ListState): (state: UiState) => UiState {
	return state => {
		const list = change(state.list);
		return list === state.list ? state : {...state, list};
	};
}
