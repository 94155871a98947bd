import {appOf, type Instant, type Job} from '../job.ts';
import {didYouMean} from '../nearest.ts';
import {filterFields} from './filter-fields.ts';
import {type FilterToken, readFilterTokens} from './filter-tokens.ts';
import type {FilterFieldRow, JobTest} from './filter-value.ts';

export {filterFields} from './filter-fields.ts';

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

/** Reads the filter language: free words and `field:value,value` (or with `=`), `field<2h`, `-` in front to turn one round. */
export function parseFilter(text: string): ParsedFilter {
	const tests: JobTest[] = [];
	let movesWithTime = false;
	for (const token of readFilterTokens(text, isField)) {
		const test = readToken(token, text.length);
		if (typeof test === 'object') return {ok: false, problem: test};
		// All that is compared are times from then until now; what is named are instants and words.
		if (token.operator === '<' || token.operator === '>') movesWithTime = true;
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

const isField = (word: string): boolean => filterFields.some(({field}) => field === word);

function readToken(token: FilterToken, length: number): JobTest | FilterProblem | undefined {
	if (token.field === null) {
		const [word] = token.values;
		return word === undefined ? undefined : freeWord(word.text);
	}
	const row = filterFields.find(one => one.field === token.field);
	if (row === undefined) {
		const fields = filterFields.map(one => one.field);
		const hint =
			didYouMean(token.field, fields) ||
			` Fields are ${fields.join(', ')}; put quotes around a word with a colon in it.`;
		return problem(token.start, token.end, `There is no field “${token.field}”.${hint}`);
	}
	const read = readerOf(row, token);
	if (typeof read === 'string') return problem(token.start, token.end, read);
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
			// Quotes within a value put what follows them further on than is counted here.
			const start = Math.min(value.start + (test.at?.start ?? 0), value.end);
			const end = test.at === undefined ? value.end : Math.min(value.start + test.at.end, value.end);
			return problem(start, end, test.message, isUnfinished);
		}
		tests.push(test);
	}
	const [only] = tests;
	return tests.length === 1 ? only : (job, now) => tests.some(test => test(job, now));
}

/** What reads the values after this field and operator; or how to write instead what cannot be read. */
function readerOf(
	row: FilterFieldRow,
	{operator, values}: FilterToken,
): NonNullable<FilterFieldRow['readIs']> | string {
	const {field, readIs, readCompare, example} = row;
	const [value] = values;
	if (operator === '!=')
		return `Write -${field}${readIs === undefined ? '<' : ':'}${value?.text ?? '…'} to turn it round.`;
	const isCompared = operator === '<' || operator === '>';
	if (isCompared && readCompare !== undefined) return text => readCompare(text, operator === '<' ? -1 : 1);
	if (!isCompared && readIs !== undefined) return readIs;
	const said = readIs === undefined && value !== undefined ? value.text : '…';
	return `Write ${readIs === undefined ? `${field}<${said} or ${field}>${said}` : `${field}:…`}, such as ${example}.`;
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
