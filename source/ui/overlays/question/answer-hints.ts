/** What a question says to a key that does not answer it. */
export const tooSoon = 'That key came before the question was on the screen. Press it again.';
export const tooMany = 'Several keys came at once, as from a paste. Press one key.';

/** Why one key is not enough for many jobs; `enter` is the name of the key that ends the number. */
export function numberNeeded(count: number, enter: string): string {
	return `Type the number of jobs, ${count}, and press ${enter}.`;
}

/** What is said to another number than the one asked for. */
export function wrongNumber(typed: string, count: number, no: string): string {
	return `${typed} is not the number of jobs. Type ${count}, or press ${no}.`;
}
