import type {Acts} from '../acts.ts';
import {showOverlay, withOverlay} from '../state/overlay-changes.ts';
import type {ConfirmOverlay} from '../state/overlay-state.ts';
import {onceSeen} from './once-seen.ts';

/** Shows the question; it can be answered once its picture has reached the terminal. */
export function showConfirm(
	acts: Acts,
	asked: Pick<ConfirmOverlay, 'act' | 'jobs' | 'leftOut' | 'draft' | 'trouble'>,
): void {
	const {jobs, draft} = asked;
	const overlay = {
		kind: 'confirm',
		...asked,
		top: 0,
		typed: '',
		working: null,
		hint: null,
		isDrawn: false,
	} as const;
	// A toast from before would stand where the keys that answer are shown.
	acts.update(state => ({...showOverlay(overlay)(state), toast: null}));
	onceSeen(acts, () =>
		acts.update(
			withOverlay('confirm', confirm =>
				confirm.jobs === jobs && confirm.draft === draft ? {...confirm, isDrawn: true} : confirm,
			),
		),
	);
}
