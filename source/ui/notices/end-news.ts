import {describeStatus} from '../../domain/describe-job.ts';
import type {Job, JobUuid} from '../../domain/job.ts';
import {FAILED} from '../../domain/status.ts';
import {outcomeWords} from '../../monitor/cancel/cancel-words.ts';
import type {Cancellation} from '../../monitor/monitor-state.ts';
import {nameJobs} from '../facts/job-names.ts';
import type {Message, MessageTone} from '../state/message-state.ts';

/** An end that the person wants to be told of. */
export type EndNews =
	| {readonly kind: 'job'; readonly job: Job}
	| {readonly kind: 'cancel'; readonly cancellation: Cancellation};

export function uuidOf(news: EndNews): JobUuid {
	return news.kind === 'job' ? news.job.uuid : news.cancellation.uuid;
}

function nameIn(news: EndNews): string {
	return nameJobs([news.kind === 'job' ? news.job : news.cancellation]);
}

/**
 * One notice for all the ends that came together. `unconfirmed` counts cancels of the same answer whose end is still waited for.
 * Null when there is nothing to tell.
 */
export function endNotice(news: readonly EndNews[], unconfirmed = 0): Message | null {
	const [first] = news;
	if (first === undefined) return null;
	const tone = worstTone(news.map(toneOf));
	if (news.length === 1 && unconfirmed === 0) {
		const text =
			first.kind === 'job'
				? describeStatus(first.job.status, first.job.condition)
				: outcomeWords(first.cancellation).text;
		return {text: `${nameIn(first)}: ${text}`, tone};
	}
	const waiting = unconfirmed === 0 ? [] : [`${unconfirmed} not confirmed yet`];
	return {text: [...groupTexts(news), ...waiting].join(', '), tone};
}

/** `12 cancelled`, `1 FAILED (wrf-12)`: the words of each kind of end, with names where there are few. */
function groupTexts(news: readonly EndNews[]): readonly string[] {
	const groups = new Map<string, EndNews[]>();
	for (const one of news) {
		const words = one.kind === 'job' ? `ended as ${one.job.status}` : outcomeWords(one.cancellation).counted;
		groups.set(words, [...(groups.get(words) ?? []), one]);
	}
	const isAlone = groups.size === 1;
	return [...groups].map(([words, ones]) => {
		const names = !isAlone && ones.length <= 2 ? ` (${ones.map(nameIn).join(', ')})` : '';
		return `${ones.length} ${words}${names}`;
	});
}

const tones: readonly MessageTone[] = ['good', 'text', 'warn', 'danger'];

function worstTone(all: readonly MessageTone[]): MessageTone {
	return all.reduce((worst, tone) => (tones.indexOf(tone) > tones.indexOf(worst) ? tone : worst), 'good');
}

function toneOf(news: EndNews): MessageTone {
	if (news.kind === 'job') return news.job.status === FAILED ? 'danger' : 'good';
	const {tone} = outcomeWords(news.cancellation);
	return tone === 'text' ? 'good' : tone;
}
