import type {Clock} from '../../domain/clock.ts';
import {createLane, type Lane} from '../lane.ts';

/** A lane that can also rest for a while: the service asked to be left alone, by whatever request. */
export type RestingLane = Lane & {readonly rest: (ms: number) => void};

export function createRestingLane(width: number, clock: Clock): RestingLane {
	const lane = createLane(width);
	let isHeld = false;
	let stopRest: (() => void) | undefined;
	return {
		...lane,
		rest: ms => {
			if (ms === 0) return;
			stopRest?.();
			lane.hold();
			stopRest = clock.after(ms, () => {
				stopRest = undefined;
				if (!isHeld) lane.release();
			});
		},
		hold: () => {
			isHeld = true;
			lane.hold();
		},
		release: () => {
			isHeld = false;
			if (stopRest === undefined) lane.release();
		},
		close: () => {
			stopRest?.();
			stopRest = undefined;
			return lane.close();
		},
	};
}
