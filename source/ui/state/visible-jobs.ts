import {matchesFilter} from '../../domain/filter/filter.ts';
import type {Instant, Job} from '../../domain/job.ts';
import {mergeJobs, orderMovesWithTime, sortJobs} from '../../domain/order.ts';
import {MINUTE} from '../../domain/time.ts';
import type {MonitorState} from '../../monitor/monitor-state.ts';
import type {ListState} from './ui-state.ts';

type Arrangement = Pick<ListState, 'filter' | 'order' | 'anchor'>;

/** When more than one in so many jobs has changed, arranging all of them anew is as quick. */
const fewShare = 8;

/**
 * The jobs that pass the filter, in order; the same array as long as nothing about it has changed. Of the few jobs that a
 * poll changes only those are looked at again: arranging ten thousand every time leaves so much behind that most of what an
 * idle monitor did was to tidy up after it. The passing of time alone counts where the filter or the order is about it, and
 * then once a minute. The job under the cursor is among them, whether it still passes or not.
 */
export function createVisibleJobs(): (
	monitor: Pick<MonitorState, 'jobs' | 'jobsRevision'>,
	list: Arrangement,
	now: Instant,
) => readonly Job[] {
	let seen: readonly unknown[] = [];
	let revision = -1;
	/** All jobs as they were when last looked at, in the order of the map they are kept in. */
	let known: Job[] = [];
	let jobs: readonly Job[] = [];
	const withAnchor = createAnchoring();
	return ({jobs: all, jobsRevision}, list, now) => {
		const {filter, order} = list;
		const moves = filter.movesWithTime || orderMovesWithTime(order);
		const key = [all, filter, order, moves ? Math.floor(now / MINUTE) : null];
		const isSameView = key.every((part, index) => part === seen[index]);
		const anchor = list.anchor === null ? undefined : all.get(list.anchor);
		if (isSameView && jobsRevision === revision) return withAnchor(jobs, anchor, list, now);
		const changes = isSameView && !moves ? takeChanges(known, all) : null;
		if (changes === null) {
			known = [...all.values()];
			jobs = keepIfSame(jobs, arrange(known, list, now));
		} else {
			const kept = changes.gone.size === 0 ? jobs : jobs.filter(job => !changes.gone.has(job));
			const come = changes.come.filter(job => matchesFilter(filter, job, now));
			jobs = keepIfSame(jobs, mergeJobs(kept, come, order, now));
		}
		seen = key;
		revision = jobsRevision;
		return withAnchor(jobs, anchor, list, now);
	};
}

/** Puts the job under the cursor among those that pass, where it does not pass itself; the same array for the same parts. */
function createAnchoring(): (
	jobs: readonly Job[],
	anchor: Job | undefined,
	list: Arrangement,
	now: Instant,
) => readonly Job[] {
	let seen: readonly unknown[] = [];
	let anchored: readonly Job[] = [];
	return (jobs, anchor, {filter, order}, now) => {
		if (anchor === undefined || (!filter.movesWithTime && matchesFilter(filter, anchor, now))) return jobs;
		const key = [jobs, anchor, order];
		if (!key.every((part, index) => part === seen[index])) {
			anchored = jobs.includes(anchor) ? jobs : mergeJobs(jobs, [anchor], order, now);
		}
		seen = key;
		return anchored;
	};
}

function arrange(all: readonly Job[], {filter, order}: Arrangement, now: Instant): readonly Job[] {
	return sortJobs(
		all.filter(job => matchesFilter(filter, job, now)),
		order,
		now,
	);
}

function keepIfSame(before: readonly Job[], after: readonly Job[]): readonly Job[] {
	const isSame = after.length === before.length && after.every((job, index) => job === before[index]);
	return isSame ? before : after;
}

type Changes = {readonly gone: ReadonlySet<Job>; readonly come: readonly Job[]};

/**
 * Brings `known` up to date with the jobs there are: a changed job is a new object in its old place, a new job stands at the
 * end. Null, with `known` left half done, where that does not hold since jobs were dropped, or where too many have changed.
 */
function takeChanges(known: Job[], all: MonitorState['jobs']): Changes | null {
	const most = all.size / fewShare;
	const gone = new Set<Job>();
	const come: Job[] = [];
	let place = 0;
	for (const job of all.values()) {
		const before = known[place];
		if (before !== job) {
			if (come.length >= most || (before !== undefined && before.uuid !== job.uuid)) return null;
			if (before !== undefined) gone.add(before);
			come.push(job);
			known[place] = job;
		}
		place++;
	}
	return place < known.length ? null : {gone, come};
}
