/** Reads a stream of one JSON object a line; anything else is an error. */
export function jsonLines(text: string): readonly Record<string, unknown>[] {
	if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
	return text
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Record<string, unknown>);
}
