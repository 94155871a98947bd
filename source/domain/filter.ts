import {filterFields, type JobTest} from './filter-fields.ts';
import {type FilterToken, readFilterTokens} from './filter-tokens.ts';
import {appOf, type Instant, type Job} from './job.ts';
import {nearestWord} from './nearest.ts';

export {type FilterFieldRow, filterFields} from './filter-fields.ts';

/** A filter ready to be asked: every one of its tests must hold. */
export type JobFilter = {
	readonly text: string;
	readonly tests: readonly JobTest[];
	/** Whether a job that does not change may pass now and no longer later, as with `age<2h`. */
	readonly movesWithTime: boolean;
};

/** What is wrong with a filter, and where: from `start` up to `end` in its text. */
export type FilterProblem = {
	readonly message: string;
	readonly start: number;
	readonly end: number;
	/** True when the person is most likely still typing it: nothing to be alarmed about yet. */
	readonly isUnfinished: boolean;
};

export type ParsedFilter =
	| {readonly ok: true; readonly filter: JobFilter}
	| {readonly ok: false; readonly problem: FilterProblem};

/** The filter that every job passes. */
export const emptyFilter: JobFilter = {text: '', tests: [], movesWithTime: false};

/** Reads the filter language: free words and `field:value,value`, `field<2h`, `-` in front to turn one round. */
export function parseFilter(text: string): ParsedFilter {
	const tests: JobTest[] = [];
	let movesWithTime = false;
	for (const token of readFilterTokens(text)) {
		const test = readToken(token, text.length);
		if (typeof test === 'object') return {ok: false, problem: test};
		// All that is compared are times from then until now; what is named are instants and words.
		if (token.field !== null && token.operator !== ':') movesWithTime = true;
		if (test !== undefined) tests.push(token.isNegated ? (job, now) => !test(job, now) : test);
	}
	return {ok: true, filter: {text: text.trim(), tests, movesWithTime}};
}

export function matchesFilter(filter: JobFilter, job: Job, now: Instant): boolean {
	for (const test of filter.tests) {
		if (!test(job, now)) return false;
	}
	return true;
}

function readToken(token: FilterToken, length: number): JobTest | FilterProblem | undefined {
	if (token.field === null) {
		const [word] = token.values;
		return word === undefined ? undefined : freeWord(word.text);
	}
	const row = filterFields.find(one => one.field === token.field);
	if (row === undefined) {
		const fields = filterFields.map(one => one.field);
		const near = nearestWord(token.field, fields);
		const hint =
			near === undefined
				? `Fields are ${fields.join(', ')}; put quotes around a word with a colon in it.`
				: `Did you mean ${near}?`;
		return problem(token.start, token.end, `There is no field “${token.field}”. ${hint}`);
	}
	const read =
		token.operator === ':'
			? row.readIs
			: row.readCompare && ((text: string) => row.readCompare!(text, token.operator === '<' ? -1 : 1));
	if (read === undefined) {
		const right = row.readIs === undefined ? `${row.field}<… or ${row.field}>…` : `${row.field}:…`;
		return problem(token.start, token.end, `Write ${right}, such as ${row.example}.`);
	}
	if (token.values.length === 0) {
		return problem(
			token.start,
			token.end,
			`Here ${row.field} still needs a value, such as ${row.example}.`,
			true,
		);
	}
	const tests: JobTest[] = [];
	for (const value of token.values) {
		const test = read(value.text);
		if (typeof test === 'object') {
			const isUnfinished = test.isUnfinished === true && value.end === length;
			return problem(value.start, value.end, test.message, isUnfinished);
		}
		tests.push(test);
	}
	const [only] = tests;
	return tests.length === 1 ? only : (job, now) => tests.some(test => test(job, now));
}

function problem(start: number, end: number, message: string, isUnfinished = false): FilterProblem {
	return {message, start, end, isUnfinished};
}

/** What free words are looked for in, made once for each row: rows never change, a changed job is a new row. */
const searched = new WeakMap<Job, string>();

function freeWord(word: string): JobTest {
	const wanted = word.toLowerCase();
	return job => {
		let text = searched.get(job);
		if (text === undefined) {
			text = `${job.name}\n${job.uuid}\n${appOf(job)}\n${job.execSystemId}`.toLowerCase();
			searched.set(job, text);
		}
		return text.includes(wanted);
	};
}
