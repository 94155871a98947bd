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

function isObject(value: unknown): value is JobRequest {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
