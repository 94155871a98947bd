import {nameOf} from '../../../domain/describe-job.ts';
import type {Job} from '../../../domain/job.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {displayWidth} from '../../../terminal/display-width.ts';
import {cutMiddle, cutText} from '../../../terminal/fit-text.ts';
import {jobsMeant, noJobText} from '../../facts/meant-jobs.ts';
import type {LeftOut} from '../../state/question-state.ts';
import type {View} from '../../view.ts';

/** The jobs that something can be done to, and those that are left out, each with its reason. */
export function splitJobs(
	jobs: readonly Job[],
	refusalOf: (job: Job) => string | null,
): {readonly meant: readonly Job[]; readonly leftOut: readonly LeftOut[]} {
	const meant: Job[] = [];
	const leftOut: LeftOut[] = [];
	for (const job of jobs) {
		const reason = refusalOf(job);
		if (reason === null) meant.push(job);
		else leftOut.push({name: nameOf(job), reason});
	}
	return {meant, leftOut};
}

/** Why nothing can be done to any of the jobs meant, or null when it can to one. */
export function whyNone(view: View, refusalOf: (job: Job) => string | null): string | null {
	const jobs = jobsMeant(view);
	if (jobs.length === 0) return noJobText(view);
	const {meant, leftOut} = splitJobs(jobs, refusalOf);
	return meant.length > 0 ? null : noneLeftText(view, leftOut);
}

/** Every job is left out; of a long name so much is told as leaves the reason on the line. */
function noneLeftText({width}: Pick<View, 'width'>, leftOut: readonly LeftOut[]): string {
	const [{name, reason} = {name: '', reason: ''}, ...others] = leftOut;
	const more = others.length === 0 ? '' : `; ${others.length} more left out`;
	const why = `: ${reason}${more}.`;
	return `${cutMiddle(cleanText(name), Math.max(8, Math.min(40, width - displayWidth(why))))}${why}`;
}

/** As many of those left out as have room on a line, each with its reason; the others are counted. */
export function leftOutNote(leftOut: readonly LeftOut[], width: number): string {
	const texts = leftOut.map(({name, reason}) => `${cutText(name, 30)} (${reason})`);
	const note = (count: number): string => {
		const more = texts.length - count;
		return `Left out: ${texts.slice(0, count).join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
	};
	let count = texts.length;
	while (count > 1 && displayWidth(note(count)) > width) count--;
	return cutText(note(count), width);
}
