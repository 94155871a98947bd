import type {Instant} from '../../../domain/job.ts';
import {formatDuration, HOUR, MINUTE} from '../../../domain/time.ts';
import type {Acts} from '../../acts.ts';
import {closeOverlay, overlayOf} from '../../state/overlay-changes.ts';
import {isScreen, placeOf, type UiState} from '../../state/ui-state.ts';
import {openSignInByItself} from './sign-in-acts.ts';

/** How long before a token ends the person is told. */
export const warnBeforeMs = 5 * MINUTE;

/** Over a question, or while something is typed, a key that is meant for it would land in the sign-in. */
function isTaken(ui: UiState): boolean {
	return !isScreen(placeOf(ui));
}

/**
 * Opens the sign-in when the service wants one, once for each time it does and never over another question or a text being typed; closes it again
 * when the token came by another way. Warns some minutes before the token in use ends. Returns what stops it.
 */
export function startSignInWatch(acts: Acts, subscribe: (listener: () => void) => () => void): () => void {
	let askedSince: Instant | null = null;
	let warnedOf: Instant | null = null;
	let stopTimer = (): void => undefined;
	let plannedFor: Instant | null = null;

	const watchLink = (): void => {
		const {monitor, ui} = acts.getView();
		if (monitor.link.kind === 'signed-out') {
			if (isTaken(ui) || askedSince === monitor.link.since) return;
			askedSince = monitor.link.since;
			openSignInByItself(acts);
		} else if (askedSince !== null && monitor.link.kind === 'live') {
			askedSince = null;
			const open = overlayOf(ui, 'sign-in');
			if (open !== null && !open.isWorking) acts.update(closeOverlay);
		}
	};

	const watchToken = (): void => {
		const {tokenExpiresAt} = acts.getView();
		if (tokenExpiresAt === plannedFor) return;
		plannedFor = tokenExpiresAt;
		stopTimer();
		stopTimer = (): void => undefined;
		if (tokenExpiresAt === null || tokenExpiresAt === warnedOf) return;
		const left = tokenExpiresAt - acts.clock.now();
		if (left <= 0) return;
		// Looked at anew each hour, since the machine may sleep and its clock be set meanwhile.
		stopTimer = acts.clock.after(Math.min(HOUR, Math.max(0, left - warnBeforeMs)), () => {
			const rest = tokenExpiresAt - acts.clock.now();
			plannedFor = null;
			if (rest > warnBeforeMs || rest <= 0) {
				watchToken();
				return;
			}
			warnedOf = tokenExpiresAt;
			acts.toast(
				`Your sign-in ends in ${formatDuration(rest)}; then you are asked for your password here.`,
				'warn',
			);
		});
	};

	const look = (): void => {
		watchLink();
		watchToken();
	};
	const stopListening = subscribe(look);
	const stopMonitor = acts.monitor.subscribe(look);
	look();
	return () => {
		stopListening();
		stopMonitor();
		stopTimer();
	};
}
