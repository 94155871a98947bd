import type {ApiVersion} from '../api-version.ts';
import {type MessageKey, message} from '../http/messages.ts';
import {type FieldType, findField, type JobField, storedValue} from '../jobs/job-fields.ts';
import type {JobRecord} from '../jobs/job-record.ts';

export type Predicate = (job: JobRecord) => boolean;

/** What a search looks for. */
export type Search = {
	readonly matches: Predicate;
	/** What it finds among shared jobs instead, where the two differ. */
	readonly matchesShared?: (isShared: Predicate) => Predicate;
};

/** A set of conditions read, or what the service says about it: at once (400), or from its database (500). */
export type Conditions =
	| {readonly kind: 'conditions'; readonly search: Search}
	| {readonly kind: 'malformed'; readonly reason: string}
	| {readonly kind: 'refused-by-database'; readonly reason: string; readonly key: string};

const ordered = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'between', 'nbetween'];
const listed = ['in', 'nin'];

/** Which operators the database takes for a type of column. */
const operatorsOf: Readonly<Record<FieldType, readonly string[]>> = {
	string: [...ordered, ...listed, 'like', 'nlike'],
	enum: [...ordered, ...listed, 'like', 'nlike'],
	number: [...ordered, ...listed],
	timestamp: ordered,
	boolean: ['eq', 'neq'],
	array: ['contains', 'ncontains', ...listed],
	jsonb: [],
};

const allOperators = new Set(Object.values(operatorsOf).flat());

/** Characters that a value has only behind a backslash; a comma parts the values of an operator that takes several. */
const unescapedSpecial = /(?<!\\)[~,()]/;

type Condition = {
	readonly attribute: string;
	readonly operator: string;
	readonly values: readonly string[];
};

/**
 * Reads one condition as the service reads it: name and value are put together with a dot and taken apart again at the
 * first two dots (SearchUtils.buildListFromQueryParms, validateSearchConditionForm).
 */
function readCondition(condition: string): Condition | {readonly malformed: string} {
	const malformed = (key: MessageKey, ...values: readonly string[]): {readonly malformed: string} => ({
		malformed: message(key, ...values),
	});
	const [attribute = '', operatorAsGiven = '', ...rest] = condition.split('.');
	if (attribute.trim() === '') return malformed('SEARCH_COND_INVALID_NOATTR', condition);
	if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(attribute)) return malformed('SEARCH_COND_INVALID_ATTR', condition);
	if (rest.length === 0 || operatorAsGiven.trim() === '')
		return malformed('SEARCH_COND_INVALID_NOOPER', condition);
	const operator = operatorAsGiven.toLowerCase();
	if (!allOperators.has(operator)) return malformed('SEARCH_COND_INVALID_OP', operatorAsGiven, condition);
	const value = rest.join('.');
	if (value.trim() === '') return malformed('SEARCH_COND_INVALID_NOVAL', condition);
	const values = takesList(operator) ? splitList(value) : [value];
	if (values.some(one => unescapedSpecial.test(one))) return malformed('SEARCH_COND_INVALID_VAL', condition);
	if (operator.endsWith('between') && values.length !== 2)
		return malformed('SEARCH_COND_INVALID_OP2', operator.toUpperCase(), condition);
	// A pattern keeps its backslashes: there they also take the meaning from its wildcards.
	return {attribute, operator, values: operator.endsWith('like') ? values : values.map(unescapeValue)};
}

/** Reads `attr.op=value` conditions, all of which must hold. */
export function readConditions(
	pairs: readonly (readonly [name: string, value: string])[],
	apiVersion: ApiVersion,
): Conditions {
	const predicates: Predicate[] = [];
	for (const [name, value] of pairs) {
		const condition = readCondition(`${name}.${value}`);
		if ('malformed' in condition) return {kind: 'malformed', reason: condition.malformed};
		const {attribute, operator, values} = condition;
		const refuse = (key: string, reason: string): Conditions => ({
			kind: 'refused-by-database',
			key,
			reason: `${attribute}${reason}`,
		});
		const field = findField(attribute, apiVersion);
		if (!field) return refuse('SEARCH_DB_NO_COLUMN', '');
		if (!operatorsOf[field.type].includes(operator))
			return refuse('SEARCH_DB_INVALID_SEARCH_OP', ` ${operator}`);
		const predicate = compile(field, operator, values);
		if (!predicate) return refuse('SEARCH_DB_INVALID_SEARCH_TYPE', ` ${value}`);
		predicates.push(predicate);
	}
	const matches: Predicate = job => predicates.every(predicate => predicate(job));
	return {kind: 'conditions', search: {matches}};
}

function takesList(operator: string): boolean {
	return /^(n?in|n?between|n?contains)$/.test(operator);
}

/** A comparison of one column; undefined where a value is not of the column's type. Null never matches, as in SQL. */
export function compile(field: JobField, operator: string, values: readonly string[]): Predicate | undefined {
	if (field.type === 'array') return compileTags(field, operator, values);
	if (operator === 'like' || operator === 'nlike') {
		const pattern = likePattern(values[0]!);
		return on(field, value => pattern.test(String(value)) === (operator === 'like'));
	}
	const wanted = values.map(value => readValue(field.type, value));
	if (wanted.includes(undefined)) return undefined;
	const [first, second] = wanted as readonly (string | number | boolean)[];
	switch (operator) {
		case 'eq':
			return on(field, value => value === first);
		case 'neq':
			return on(field, value => value !== first);
		case 'lt':
			return on(field, value => value < first!);
		case 'lte':
			return on(field, value => value <= first!);
		case 'gt':
			return on(field, value => value > first!);
		case 'gte':
			return on(field, value => value >= first!);
		case 'between':
			return on(field, value => value >= first! && value <= second!);
		case 'nbetween':
			return on(field, value => value < first! || value > second!);
		default: {
			const set = new Set(wanted);
			return on(field, value => set.has(value) === (operator === 'in'));
		}
	}
}

function on(field: JobField, test: (value: string | number | boolean) => boolean): Predicate {
	return job => {
		const value = storedValue(field, job);
		return value !== null && typeof value !== 'object' && test(value);
	};
}

/** `contains` wants all of the values among the tags, `in` any of them. */
function compileTags(field: JobField, operator: string, values: readonly string[]): Predicate {
	const isNegated = operator.startsWith('n');
	const wantsAll = operator.endsWith('contains');
	return job => {
		const tags = storedValue(field, job);
		if (!Array.isArray(tags)) return false;
		const has = (value: string): boolean => tags.includes(value);
		return (wantsAll ? values.every(has) : values.some(has)) !== isNegated;
	};
}

function readValue(type: FieldType, text: string): string | number | boolean | undefined {
	if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
	if (type === 'boolean') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
	if (type === 'timestamp') return readTimestamp(text);
	return text;
}

const timestampPattern =
	/^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Microseconds of a timestamp in a condition. Missing parts mean the earliest instant. A fraction is misread as the service
 * misreads it: written again as nanoseconds without leading zeros, so that .010 s becomes .10 s.
 */
export function readTimestamp(text: string): number | undefined {
	const match = timestampPattern.exec(text);
	if (!match) return undefined;
	const [
		,
		year,
		month = '01',
		day = '01',
		hour = '00',
		minute = '00',
		second = '00',
		fraction = '',
		zone = 'Z',
	] = match;
	const offset =
		zone.toUpperCase() === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
	const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
	if (Number.isNaN(instant)) return undefined;
	const nanoseconds = String(Number(fraction.padEnd(9, '0')));
	return instant * 1000 + Math.floor(Number(`0.${nanoseconds}`) * 1_000_000);
}

/** `*` is any run and `!` one character; a backslash takes away their meaning. */
function likePattern(value: string): RegExp {
	let source = '';
	for (let index = 0; index < value.length; index++) {
		const character = value[index]!;
		if (character === '\\' && index + 1 < value.length) source += quote(value[++index]!);
		else if (character === '*') source += '.*';
		else source += character === '!' ? '.' : quote(character);
	}
	return new RegExp(`^${source}$`, 's');
}

function quote(character: string): string {
	return character.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
}

function splitList(value: string): readonly string[] {
	return [...value.matchAll(/((?:\\.|[^,\\])*)(,|$)/gs)]
		.slice(0, value === '' ? 1 : undefined)
		.map(match => match[1]!)
		.filter((part, index, parts) => part !== '' || index < parts.length - 1);
}

/** Only the special characters lose the backslash before them; before any other it stays part of the value. */
function unescapeValue(value: string): string {
	return value.replace(/\\([~,()])/g, '$1');
}
