/**
 * Seeded chance. A simulator's run must be repeatable from its seed, and any detail of a job must be derivable on its own,
 * without drawing all earlier ones: so there is a hash of (seed, label) beside the generator.
 */

/** A generator of numbers in [0, 1). */
export type Random = () => number;

/** A well-mixed 32-bit hash of a number and a label; the same inputs give the same value for ever. */
export function hash(seed: number, label: string | number): number {
	let mixed = seed ^ 0x9e3779b9;
	const text = String(label);
	for (let index = 0; index < text.length; index++) {
		mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
	}
	return scramble(mixed);
}

/** `hash` as a share in [0, 1). */
export function share(seed: number, label: string | number): number {
	return hash(seed, label) / 0x1_0000_0000;
}

/** A generator that starts from `seed` (mulberry32: tiny, and good enough for sample data). */
export function randomFrom(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

/** One of `items`, by a share in [0, 1). */
export function pick<Item>(items: readonly Item[], at: number): Item {
	return items[Math.min(items.length - 1, Math.floor(at * items.length))]!;
}

/** `count` hexadecimal digits. */
function hexDigits(random: Random, count: number): string {
	let text = '';
	while (text.length < count)
		text += Math.floor(random() * 0x10000)
			.toString(16)
			.padStart(4, '0');
	return text.slice(0, count);
}

/** A version 4 UUID. */
export function uuidFrom(random: Random): string {
	const digits = hexDigits(random, 32);
	const variant = '89ab'[Math.floor(random() * 4)];
	return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

function scramble(value: number): number {
	let mixed = value;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** An id that belongs to what has this seed and never changes, such as that of one of a job's transfers. */
export function derivedUuid(seed: number, label: string): string {
	return uuidFrom(randomFrom(hash(seed, label)));
}
