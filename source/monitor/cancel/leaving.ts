import type {Clock} from '../../domain/clock.ts';
import type {Cancellation} from '../monitor-state.ts';
import {isAccepted, isCancelPending} from './cancel-standing.ts';

/** Its first request is on its way. */
export function isLeaving(cancel: Cancellation): boolean {
	return isCancelPending(cancel) && !cancel.isHeldElsewhere && !isAccepted(cancel) && cancel.trouble === null;
}

/** The end of the program waits for what was asked. */
export type Leaving = {
	/** A cancel has moved on. */
	readonly step: () => void;
	/** Settles once every cancel has left or met trouble, or so many milliseconds are over; resolves to what is still pending. */
	readonly wait: (withinMs: number) => Promise<readonly Cancellation[]>;
};

export function createLeaving(clock: Pick<Clock, 'after'>, cancels: () => readonly Cancellation[]): Leaving {
	let step = (): void => undefined;
	return {
		step: () => step(),
		wait: withinMs =>
			new Promise(resolve => {
				const finish = (): void => {
					step = () => undefined;
					stopClock();
					resolve(cancels().filter(isCancelPending));
				};
				const stopClock = clock.after(withinMs, finish);
				step = () => {
					if (!cancels().some(isLeaving)) finish();
				};
				step();
			}),
	};
}
