import type {Instant, Job} from '../job.ts';
import {DAY, parseDuration, parseInstant} from '../time.ts';
import type {FilterFieldRow, ReadValue} from './filter-value.ts';

/** A field that holds an instant: compared by how long ago that is, or named by days. */
export function timeField(
	field: string,
	about: string,
	example: string,
	instantOf: (job: Job) => Instant | null,
): FilterFieldRow {
	return {
		field,
		about,
		example,
		readIs: text => readRange(field, text, instantOf),
		readCompare: (text, sign) =>
			dayProblem(field, text) ??
			compareDuration(text, sign, (job, now) => {
				const instant = instantOf(job);
				return instant === null ? null : now - instant;
			}),
	};
}

export function compareDuration(
	text: string,
	sign: 1 | -1,
	lengthOf: (job: Job, now: Instant) => number | null,
): ReadValue {
	const limit = readLength(text);
	if (limit === null) {
		return {
			message: `“${text}” is no time. Write a number and a unit, such as 30m, 2h or 1d.`,
			isUnfinished: /^[\d.]*$/.test(text),
		};
	}
	return (job, now) => {
		const length = lengthOf(job, now);
		return length !== null && (sign < 0 ? length < limit : length > limit);
	};
}

/** A length of time with its units. A bare number is none here: it may be the beginning of one, or of a day. */
function readLength(text: string): number | null {
	return /^[\d.]+$/.test(text.trim()) ? null : parseDuration(text);
}

/** A day where a length of time belongs, with how to write what is meant; null for all else. */
function dayProblem(field: string, text: string): ReadValue | null {
	if (!/^\d{4}-[\d-]*$/.test(text)) return null;
	if (isDayPattern.test(text) && readDay(text) === null) return {message: notOfCalendar(text)};
	const day = isDayPattern.test(text) ? text : '2026-11-01';
	return {
		message: `Write ${field}:${day}.. for that day and later, or ${field}:..${day} for up to it.`,
		isUnfinished: !isDayPattern.test(text),
	};
}

/** `2026-11-01..2026-11-20`, either end open, or one day; the last day is counted in. */
function readRange(field: string, text: string, instantOf: (job: Job) => Instant | null): ReadValue {
	if (readLength(text) !== null)
		return {message: `Write ${field}<${text} for the last ${text}, or ${field}>${text} for before.`};
	const [first = '', last = first, ...more] = text.split('..');
	const from = first === '' ? Number.NEGATIVE_INFINITY : (readDay(first)?.start ?? null);
	if (from === null) return wrongDay(first, 0, text);
	const until = last === '' ? Number.POSITIVE_INFINITY : (readDay(last)?.end ?? null);
	const lastAt = text.includes('..') ? first.length + 2 : 0;
	if (until === null || more.length > 0) return wrongDay(text.slice(lastAt), lastAt, text);
	if (from >= until) return {message: `${first} is after ${last}.`};
	return job => {
		const instant = instantOf(job);
		return instant !== null && instant >= from && instant < until;
	};
}

function wrongDay(word: string, start: number, text: string): ReadValue {
	const at = {start, end: start + word.length};
	if (isDayPattern.test(word)) return {message: notOfCalendar(word), at};
	return {
		message: `“${word}” is no day. Write 2026-11-01, or 2026-11-01..2026-11-20 with either end left out.`,
		isUnfinished: at.end === text.length && /^[\d\-.:T]*$/.test(word),
		at,
	};
}

const isDayPattern = /^\d{4}-\d{2}-\d{2}$/;

function notOfCalendar(day: string): string {
	return `“${day}” is no day of the calendar.`;
}

function readDay(text: string): {readonly start: Instant; readonly end: Instant} | null {
	if (isDayPattern.test(text)) {
		const start = parseInstant(`${text}T00:00Z`);
		return start === null ? null : {start, end: start + DAY};
	}
	const instant = parseInstant(text);
	return instant === null ? null : {start: instant, end: instant + 1};
}
