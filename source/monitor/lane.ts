/** Runs tasks in order of arrival, a few at once; one that continues what has begun goes before those. A task must not reject. */
export type Lane = {
	/** `isUrgent` tasks run even while the lane is held. */
	readonly run: (
		task: () => Promise<void>,
		options?: {readonly isUrgent?: boolean; readonly isNext?: boolean},
	) => void;
	/** Starts nothing more until `release`. What runs goes on. */
	readonly hold: () => void;
	readonly release: () => void;
	/** Starts nothing more at all, urgent or not, until it is woken. */
	readonly rest: () => void;
	readonly wake: () => void;
	/** Settles when nothing runs or waits any more. */
	readonly drain: () => Promise<void>;
	/** Drops what waits, and settles when what runs has ended. */
	readonly close: () => Promise<void>;
};

export function createLane(width: number): Lane {
	const waiting: {readonly task: () => Promise<void>; readonly isUrgent: boolean}[] = [];
	const running = new Set<Promise<void>>();
	let isHeld = false;
	let isResting = false;
	let isClosed = false;

	const fill = (): void => {
		while (!isClosed && !isResting && running.size < width) {
			const index = isHeld ? waiting.findIndex(({isUrgent}) => isUrgent) : 0;
			const [next] = index < 0 ? [] : waiting.splice(index, 1);
			if (next === undefined) return;
			const run = next.task().finally(() => {
				running.delete(run);
				fill();
			});
			running.add(run);
		}
	};

	return {
		run: (task, {isUrgent = false, isNext = false} = {}) => {
			if (isClosed) return;
			if (isNext) waiting.unshift({task, isUrgent});
			else waiting.push({task, isUrgent});
			fill();
		},
		hold: () => {
			isHeld = true;
		},
		release: () => {
			isHeld = false;
			fill();
		},
		rest: () => {
			isResting = true;
		},
		wake: () => {
			isResting = false;
			fill();
		},
		drain: async () => {
			while (running.size > 0) await Promise.all(running);
		},
		close: async () => {
			isClosed = true;
			waiting.length = 0;
			await Promise.all(running);
		},
	};
}
