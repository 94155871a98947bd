/**
 * Asks whether the nearest of `words` was meant by `typed`, to be put right behind a sentence: with the space before it, and empty
 * when none is near. `written` shows the word as it is to be typed.
 */
export function didYouMean(
	typed: string,
	words: readonly string[],
	written = (word: string): string => word,
): string {
	const near = nearestWord(typed, words);
	return near === undefined ? '' : ` Did you mean ${written(near)}?`;
}

/** The word of `words` a person most likely meant by `typed`, or undefined when none is near: two slips at most. */
function nearestWord(typed: string, words: readonly string[]): string | undefined {
	const wanted = typed.toLowerCase();
	let best: string | undefined;
	// In a short word two slips make another word.
	let bestDistance = wanted.length < 4 ? 2 : 3;
	for (const word of words) {
		const distance = editDistance(wanted, word.toLowerCase());
		if (distance < bestDistance) {
			best = word;
			bestDistance = distance;
		}
	}
	return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
	const rows: number[][] = [Array.from({length: to.length + 1}, (_, column) => column)];
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const change = from[row - 1] === to[column - 1] ? 0 : 1;
			let cost = Math.min(
				rows[row - 1]![column]! + 1,
				current[column - 1]! + 1,
				rows[row - 1]![column - 1]! + change,
			);
			const isSwap =
				row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			if (isSwap) cost = Math.min(cost, rows[row - 2]![column - 2]! + 1);
			current.push(cost);
		}
		rows.push(current);
	}
	return rows[from.length]![to.length]!;
}
