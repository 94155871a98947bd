import type {Job, JobUuid} from '../../domain/job.ts';
import {statusRow, type Tally} from '../../domain/status.ts';
import {MINUTE} from '../../domain/time.ts';
import type {MonitorEvent} from '../../monitor/monitor-state.ts';
import {cutText} from '../../terminal/fit-text.ts';
import type {Message} from '../state/message-state.ts';

/** Without a key for so long, the person counts as away. */
export const awayMs = 3 * MINUTE;

type Change = 'finished' | 'failed' | 'cancelled' | 'started' | 'new';
const order: readonly Change[] = ['finished', 'failed', 'cancelled', 'started', 'new'];

export type UnseenChange = {readonly change: Change; readonly name: string};
/** What became of each job since the last key; a later change replaces an earlier one. */
export type Unseen = ReadonlyMap<JobUuid, UnseenChange>;

/** Notes an event. Changes the map in place, since a first look after a long sleep may bring thousands. */
export function noteUnseen(unseen: Map<JobUuid, UnseenChange>, event: MonitorEvent): void {
	const change = changeOf(event);
	if (change !== null) unseen.set(change.job.uuid, {change: change.kind, name: change.job.name});
}

function changeOf(event: MonitorEvent): {readonly kind: Change; readonly job: Job} | null {
	switch (event.kind) {
		case 'job-ended': {
			const kind = endOf(statusRow(event.job.status).tally);
			return kind === null ? null : {kind, job: event.job};
		}
		case 'status-changed': {
			const isStart =
				statusRow(event.job.status).tally === 'running' && statusRow(event.from).tally !== 'running';
			return isStart ? {kind: 'started', job: event.job} : null;
		}
		case 'job-added':
			return {kind: 'new', job: event.job};
		default:
			return null;
	}
}

function endOf(tally: Tally): Change | null {
	return tally === 'finished' || tally === 'failed' || tally === 'cancelled' ? tally : null;
}

/** `since you looked: 3 finished, 1 failed (wrf-12), 2 started`, or null when nothing happened. */
export function sinceYouLooked(unseen: Unseen): Message | null {
	if (unseen.size === 0) return null;
	const parts = order.flatMap(change => {
		const ones = [...unseen.values()].filter(one => one.change === change);
		if (ones.length === 0) return [];
		const names = change === 'failed' ? ` (${namesOf(ones.map(({name}) => name))})` : '';
		return [`${ones.length} ${change}${names}`];
	});
	const hasFailed = [...unseen.values()].some(({change}) => change === 'failed');
	return {text: `since you looked: ${parts.join(', ')}`, tone: hasFailed ? 'warn' : 'good'};
}

function namesOf(names: readonly string[]): string {
	const shown = names.slice(0, 2).map(name => cutText(name, 24));
	return names.length > shown.length
		? `${shown.join(', ')} and ${names.length - shown.length} more`
		: shown.join(', ');
}
