/**
 * Thousands of rows name the same few owners, apps, systems and statuses. One copy of each text in memory halves what they take.
 * Bounded, so that rows without end, or hostile ones, cannot make it grow.
 */
export type SharedTexts = (text: string) => string;

const mostTexts = 2000;
/** Longer ones are seldom the same. */
const longest = 100;

export function createSharedTexts(): SharedTexts {
	const known = new Map<string, string>();
	return text => {
		const found = known.get(text);
		if (found !== undefined) return found;
		if (known.size < mostTexts && text.length < longest) known.set(text, text);
		return text;
	};
}
