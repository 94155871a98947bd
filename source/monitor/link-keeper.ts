import type {Clock} from '../domain/clock.ts';
import type {Failure} from '../domain/failure.ts';
import type {Instant} from '../domain/job.ts';
import type {Link} from './monitor-state.ts';
import type {StateHolder} from './state-holder.ts';

/** Keeps the state of the line, and raises its losses and returns once each. */
export type LinkKeeper = {
	/** A request got through. Milliseconds the line was lost before, or null when it was not. */
	readonly isBack: () => number | null;
	readonly isLost: (failure: Failure, attempts: number) => void;
	readonly isPaused: () => void;
	readonly isResumed: () => void;
};

export function createLinkKeeper({holder, clock}: {holder: StateHolder; clock: Clock}): LinkKeeper {
	let lost: {readonly at: Instant; readonly monotonic: number} | null = null;
	let isSignedOut = false;
	let beforePause: Link = {kind: 'connecting'};

	return {
		isBack: () => {
			if (holder.get().link.kind !== 'live') holder.change({link: {kind: 'live'}});
			if (lost === null) return null;
			const lostForMs = clock.monotonic() - lost.monotonic;
			const wasSignedOut = isSignedOut;
			lost = null;
			isSignedOut = false;
			holder.tell({kind: 'link-back', lostForMs, wasSignedOut});
			return lostForMs;
		},
		isLost: (failure, attempts) => {
			const isFirst = lost === null;
			lost ??= {at: clock.now(), monotonic: clock.monotonic()};
			const since = lost.at;
			if (failure.needsSignIn) {
				holder.change({link: {kind: 'signed-out', failure, since}});
				if (!isSignedOut) holder.tell({kind: 'signed-out', failure});
				isSignedOut = true;
				return;
			}
			holder.change({link: {kind: 'failing', failure, since, attempts}});
			if (isFirst) holder.tell({kind: 'link-lost', failure});
		},
		isPaused: () => {
			beforePause = holder.get().link;
			holder.change({link: {kind: 'paused', since: clock.now()}});
		},
		isResumed: () => {
			holder.change({link: beforePause});
		},
	};
}
