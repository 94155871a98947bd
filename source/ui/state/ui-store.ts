/** Holds the state of the interface: 30 lines that React's external store reads. */
export type UiStore<State> = {
	readonly get: () => State;
	readonly update: (change: (state: State) => State) => void;
	readonly subscribe: (listener: () => void) => () => void;
};

export function createUiStore<State>(initial: State): UiStore<State> {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => state,
		update: change => {
			const next = change(state);
			if (next === state) return;
			state = next;
			for (const listener of [...listeners]) listener();
		},
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
