import type {Clock} from '../../domain/clock.ts';
import {createLane, type Lane} from '../lane.ts';

/** A lane that rests for a while: the service asked to be left alone, by whatever request. */
export type RestingLane = Omit<Lane, 'rest' | 'wake'> & {readonly rest: (ms: number) => void};

export function createRestingLane(width: number, clock: Clock): RestingLane {
	const {rest, wake, ...lane} = createLane(width);
	/** On the monotonic clock. */
	let restsUntil = 0;
	let stopRest = (): void => undefined;
	return {
		...lane,
		rest: ms => {
			const until = clock.monotonic() + ms;
			// Several requests are under way, and each may be told another pause: the longest holds.
			if (ms <= 0 || until <= restsUntil) return;
			restsUntil = until;
			stopRest();
			rest();
			stopRest = clock.after(ms, wake);
		},
		close: () => {
			stopRest();
			return lane.close();
		},
	};
}
