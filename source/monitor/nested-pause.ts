/** A pause that may be asked for more than once at a time: by a person, and by a program that has the terminal meanwhile. */
export type NestedPause = {
	readonly pause: () => void;
	/** Goes on once every pause has been taken back; does nothing while there is none. */
	readonly resume: () => void;
};

export function createNestedPause(parts: {
	readonly onPause: () => void;
	readonly onResume: () => void;
}): NestedPause {
	let depth = 0;
	return {
		pause: () => {
			depth++;
			if (depth === 1) parts.onPause();
		},
		resume: () => {
			if (depth === 0) return;
			depth--;
			if (depth === 0) parts.onResume();
		},
	};
}
