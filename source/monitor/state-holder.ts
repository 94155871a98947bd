import type {Clock} from '../domain/clock.ts';
import type {LogEntry, MonitorEvent, MonitorState} from './monitor-state.ts';

/** Entries the log keeps; older ones go. */
const logLength = 2000;

export type StateHolder = {
	readonly get: () => MonitorState;
	readonly subscribe: (listener: () => void) => () => void;
	readonly onEvent: (listener: (entry: LogEntry) => void) => () => void;
	/** Changes the state; listeners are called once, at the end of the outermost `batch`. */
	readonly change: (patch: Partial<MonitorState>) => void;
	/**
	 * Changes the state without calling anybody, for what moves with every poll (`asOf`, `nextPollAt`, `traffic`): a clock on the
	 * screen reads it at its own pace, and an unchanged answer draws nothing.
	 */
	readonly changeQuietly: (patch: Partial<MonitorState>) => void;
	/** Adds an event to the log. */
	readonly tell: (event: MonitorEvent) => void;
	readonly batch: (run: () => void) => void;
};

export function createStateHolder(initial: MonitorState, clock: Clock): StateHolder {
	let state = initial;
	let depth = 0;
	let isDirty = false;
	let untold: LogEntry[] = [];
	const listeners = new Set<() => void>();
	const eventListeners = new Set<(entry: LogEntry) => void>();

	// A listener's bug is thrown where everybody sees it, but not into the loop, which must go on.
	const safely = (call: () => void): void => {
		try {
			call();
		} catch (error) {
			clock.after(0, () => {
				throw error;
			});
		}
	};

	const flush = (): void => {
		// A listener may cause further changes; they wait for the next round, so that entries keep their order.
		while (isDirty && depth === 0) {
			isDirty = false;
			const entries = untold;
			untold = [];
			if (entries.length > 0) state = {...state, log: [...state.log, ...entries].slice(-logLength)};
			depth++;
			try {
				for (const listener of [...listeners]) safely(() => listener());
				for (const entry of entries)
					for (const listener of [...eventListeners]) safely(() => listener(entry));
			} finally {
				depth--;
			}
		}
	};

	const change = (patch: Partial<MonitorState>): void => {
		state = {...state, ...patch};
		isDirty = true;
		flush();
	};

	return {
		get: () => state,
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onEvent: listener => {
			eventListeners.add(listener);
			return () => eventListeners.delete(listener);
		},
		change,
		changeQuietly: patch => {
			state = {...state, ...patch};
		},
		tell: event => {
			untold.push({at: clock.now(), event});
			isDirty = true;
			flush();
		},
		batch: run => {
			depth++;
			try {
				run();
			} finally {
				depth--;
				flush();
			}
		},
	};
}
