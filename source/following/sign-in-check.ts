import type {Clock} from '../domain/clock.ts';
import type {Failure} from '../domain/failure.ts';
import {MINUTE} from '../domain/time.ts';
import type {MonitorState} from '../monitor/monitor-state.ts';

/** A gateway that cannot check a good token answers as if it were revoked; after so long it is believed. */
const believedAfterMs = 10 * MINUTE;

/** Tells, of each state of a monitor, why nothing more will come until the person signs in; undefined while that may pass by itself. */
export function createSignInCheck(
	clock: Pick<Clock, 'monotonic'>,
): (state: MonitorState) => Failure | undefined {
	/** Since when the service wants a sign-in; the line may have been lost before, for other reasons. */
	let since: number | null = null;
	return ({link}) => {
		if (link.kind !== 'signed-out') {
			since = null;
			return undefined;
		}
		since ??= clock.monotonic();
		const mayPass = link.failure.canRetry && clock.monotonic() - since < believedAfterMs;
		return mayPass ? undefined : link.failure;
	};
}
