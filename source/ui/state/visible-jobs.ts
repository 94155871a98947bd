import {matchesFilter} from '../../domain/filter.ts';
import type {Instant, Job} from '../../domain/job.ts';
import {sortJobs} from '../../domain/order.ts';
import {MINUTE} from '../../domain/time.ts';
import type {MonitorState} from '../../monitor/monitor-state.ts';
import type {ListState} from './ui-state.ts';

/**
 * The jobs that pass the filter, in order. Works only when the jobs, the filter or the order have changed; the passing of time
 * alone counts once a minute, which is as fine as a filter on an age needs.
 */
export function createVisibleJobs(): (
	monitor: MonitorState,
	list: ListState,
	now: Instant,
) => readonly Job[] {
	let seen: readonly unknown[] = [];
	let jobs: readonly Job[] = [];
	return (monitor, list, now) => {
		const key = [monitor.jobsRevision, list.filter, list.order, Math.floor(now / MINUTE)];
		if (key.some((part, index) => part !== seen[index])) {
			seen = key;
			jobs = arrange(monitor.jobs.values(), list, now, jobs);
		}
		return jobs;
	};
}

function arrange(all: Iterable<Job>, list: ListState, now: Instant, before: readonly Job[]): readonly Job[] {
	const passing: Job[] = [];
	for (const job of all) if (matchesFilter(list.filter, job, now)) passing.push(job);
	const sorted = sortJobs(passing, list.order, now);
	const isSame = sorted.length === before.length && sorted.every((job, index) => job === before[index]);
	return isSame ? before : sorted;
}
