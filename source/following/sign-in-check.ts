import type {Clock} from '../domain/clock.ts';
import type {Failure} from '../domain/failure.ts';
import {MINUTE} from '../domain/time.ts';

/** A gateway that cannot check a good token answers as if it were revoked; after so long it is believed. */
const believedAfterMs = 10 * MINUTE;

/**
 * Told at each look whether the service wants a sign-in, and with which failure, or null: gives the failure back once nothing more
 * will come until the person signs in; undefined while that may pass by itself.
 */
export function createSignInCheck(
	clock: Pick<Clock, 'monotonic'>,
): (wanted: Failure | null) => Failure | undefined {
	/** Since when the service wants a sign-in; the line may have been lost before, for other reasons. */
	let since: number | null = null;
	return wanted => {
		if (wanted === null) {
			since = null;
			return undefined;
		}
		since ??= clock.monotonic();
		const mayPass = wanted.canRetry && clock.monotonic() - since < believedAfterMs;
		return mayPass ? undefined : wanted;
	};
}
