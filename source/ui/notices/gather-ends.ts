import type {Clock} from '../../domain/clock.ts';
import type {JobUuid} from '../../domain/job.ts';
import {MINUTE, SECOND} from '../../domain/time.ts';
import type {MonitorEvent} from '../../monitor/monitor-state.ts';
import type {Message} from '../state/message-state.ts';
import {type EndNews, endNotice, uuidOf} from './end-news.ts';

/** What comes within this time is told together. */
export const gatherMs = SECOND;
/** How long the ends of a cancel of many jobs are kept back for one summary, counted from the last one. */
export const summaryWithinMs = 2 * MINUTE;

/** Jobs whose cancel was asked by one answer, and what has become of them so far. */
type Group = {readonly waiting: Set<JobUuid>; readonly ended: EndNews[]; stopTimer: () => void};

export type EndGatherer = {readonly take: (event: MonitorEvent) => void; readonly stop: () => void};

/** Makes one notice of ends that come together: of one poll, or of one cancel of many jobs. */
export function createEndGatherer(clock: Clock, tell: (notice: Message) => void): EndGatherer {
	let loose: EndNews[] = [];
	let asked: JobUuid[] = [];
	let stopGathering: (() => void) | null = null;
	const groups = new Set<Group>();

	const gather = (): void => {
		stopGathering ??= clock.after(gatherMs, () => {
			stopGathering = null;
			const news = loose;
			const members = asked;
			loose = [];
			asked = [];
			if (members.length > 1) openGroup(members);
			const inGroups = new Set(news.filter(takeIntoGroup).map(uuidOf));
			report(tellable(news.filter(one => !inGroups.has(uuidOf(one)))), 0);
		});
	};

	const openGroup = (members: readonly JobUuid[]): void => {
		groups.add({waiting: new Set(members), ended: [], stopTimer: () => undefined});
	};

	/** True when the news belongs to a cancel of many jobs, whose summary will tell it. */
	const takeIntoGroup = (news: EndNews): boolean => {
		for (const group of groups) {
			if (news.kind === 'job') {
				if (group.ended.some(one => uuidOf(one) === uuidOf(news))) return true;
				continue;
			}
			if (!group.waiting.delete(news.cancellation.uuid)) continue;
			group.ended.push(news);
			group.stopTimer();
			if (group.waiting.size === 0) summarize(group);
			else group.stopTimer = clock.after(summaryWithinMs, () => summarize(group));
			return true;
		}
		return false;
	};

	const summarize = (group: Group): void => {
		const ended = group.ended.splice(0);
		if (group.waiting.size === 0) groups.delete(group);
		report(tellable(ended), group.waiting.size);
	};

	const report = (news: readonly EndNews[], unconfirmed: number): void => {
		const notice = endNotice(news, unconfirmed);
		if (notice !== null) tell(notice);
	};

	return {
		take: event => {
			if (event.kind === 'cancel-asked') asked.push(event.cancellation.uuid);
			else if (event.kind === 'cancel-ended') loose.push({kind: 'cancel', cancellation: event.cancellation});
			else if (event.kind === 'job-ended' && event.isInteresting) loose.push({kind: 'job', job: event.job});
			else return;
			gather();
		},
		stop: () => {
			stopGathering?.();
			for (const group of groups) group.stopTimer();
		},
	};
}

/** The end of a job whose cancel ended is told once, by the cancel; what the person took back is no news. */
function tellable(news: readonly EndNews[]): readonly EndNews[] {
	const cancelled = new Set(news.filter(one => one.kind === 'cancel').map(uuidOf));
	return news.filter(one =>
		one.kind === 'job' ? !cancelled.has(one.job.uuid) : one.cancellation.outcome?.kind !== 'withdrawn',
	);
}
