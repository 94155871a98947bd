import {isRecord, type JsonObject, parseJson} from '../../domain/json.ts';

/** A body as an object; undefined when it is not JSON, or not an object. */
export function readJsonObject(body: string): JsonObject | undefined {
	const parsed = parseJson(body);
	return isRecord(parsed) ? parsed : undefined;
}
