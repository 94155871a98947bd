import {isRecord, type JsonObject} from './json.ts';
import {messageOf} from './thrown.ts';

/** What a job is submitted with, as the service keeps it. */
export type JobRequest = JsonObject;

/** A request as the text a person edits. */
export function writeJobRequest(request: JobRequest): string {
	return `${JSON.stringify(request, null, '\t')}\n`;
}

/** Reads a request that was edited; one sentence when it is no JSON object. The service checks the rest. */
export function parseJobRequest(
	text: string,
): {readonly ok: true; readonly request: JobRequest} | {readonly ok: false; readonly problem: string} {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return {
			ok: false,
			problem: `The request is no JSON: ${messageOf(error)}`,
		};
	}
	return isRecord(value)
		? {ok: true, request: value}
		: {ok: false, problem: 'The request must be one JSON object.'};
}

/** A field that two requests say differently, each side as JSON on one line; `none` where a request has no such field. */
export type RequestChange = {readonly name: string; readonly before: string; readonly after: string};

/**
 * The fields that differ, by their path such as `parameterSet.appArgs[0].arg`, in the order of the one edited. The elements of lists
 * are compared by their place.
 */
export function changedFields(before: JobRequest, after: JobRequest): readonly RequestChange[] {
	return changesIn('', before, after);
}

function changesIn(name: string, before: unknown, after: unknown): readonly RequestChange[] {
	if (Array.isArray(before) && Array.isArray(after)) {
		const length = Math.max(before.length, after.length);
		return Array.from({length}, (_, at) => changesIn(`${name}[${at}]`, before[at], after[at])).flat();
	}
	if (isRecord(before) && isRecord(after)) {
		const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
		const path = name === '' ? '' : `${name}.`;
		return keys.flatMap(key => changesIn(`${path}${key}`, ownValue(before, key), ownValue(after, key)));
	}
	const [one, other] = [asText(before), asText(after)];
	return one === other ? [] : [{name, before: one, after: other}];
}

/** A request may have a field called `constructor`, and lack it. */
function ownValue(of: JobRequest, key: string): unknown {
	return Object.hasOwn(of, key) ? of[key] : undefined;
}

function asText(value: unknown): string {
	return value === undefined ? 'none' : JSON.stringify(value);
}
