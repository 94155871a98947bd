/** What a job is submitted with, as the service keeps it. */
export type JobRequest = Readonly<Record<string, unknown>>;

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
			problem: `The request is no JSON: ${error instanceof Error ? error.message : String(error)}`,
		};
	}
	return isObject(value)
		? {ok: true, request: value}
		: {ok: false, problem: 'The request must be one JSON object.'};
}

/** A field that two requests say differently, each side as JSON on one line; `none` where a request has no such field. */
export type RequestChange = {readonly name: string; readonly before: string; readonly after: string};

/** The fields that differ, by their path such as `parameterSet.appArgs`, in the order of the one edited. */
export function changedFields(before: JobRequest, after: JobRequest, path = ''): readonly RequestChange[] {
	const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
	return names.flatMap(key => {
		const [was, is] = [before[key], after[key]];
		if (isObject(was) && isObject(is)) return changedFields(was, is, `${path}${key}.`);
		const [one, other] = [asText(was), asText(is)];
		return one === other ? [] : [{name: `${path}${key}`, before: one, after: other}];
	});
}

function asText(value: unknown): string {
	return value === undefined ? 'none' : JSON.stringify(value);
}

function isObject(value: unknown): value is JobRequest {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
