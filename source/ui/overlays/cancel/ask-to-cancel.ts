import type {Job} from '../../../domain/job.ts';
import {hasEnded} from '../../../domain/status.ts';
import {cleanText} from '../../../terminal/clean-text.ts';
import {cutMiddle, displayWidth} from '../../../terminal/fit-text.ts';
import type {Acts} from '../../acts.ts';
import {pendingCancelOf} from '../../pending-cancel.ts';
import type {CancelDialog} from '../../state/overlay-state.ts';
import type {View} from '../../view.ts';
import {onceSeen} from '../once-seen.ts';

/** Why a job cannot be cancelled now, or null when it can. */
export function cancelRefusal(view: View, job: Job): string | null {
	if (hasEnded(job.status)) return `already ${job.status}`;
	if (pendingCancelOf(view, job.uuid) !== null) return 'its cancel has been asked already';
	return null;
}

/** Which job is not cancelled and why; of a long name so much as leaves the reason on the line. */
export function leftOutText({width}: View, name: string, reason: string): string {
	const why = `: ${reason}.`;
	return `${cutMiddle(cleanText(name), Math.max(8, Math.min(40, width - displayWidth(why))))}${why}`;
}

/**
 * Opens the dialog about exactly these jobs. Those that cannot be cancelled are left out, each with its reason; when none is left
 * the dialog stays closed and the reason is shown.
 */
export function askToCancel(acts: Acts, jobs: readonly Job[]): void {
	const view = acts.getView();
	const targets: CancelDialog['targets'][number][] = [];
	const leftOut: CancelDialog['leftOut'][number][] = [];
	for (const job of jobs) {
		const reason = cancelRefusal(view, job);
		if (reason === null) targets.push({uuid: job.uuid, name: job.name});
		else leftOut.push({name: job.name, reason});
	}
	if (targets.length === 0) {
		const [first] = leftOut;
		if (first === undefined) return;
		const more = leftOut.length > 1 ? `, and so are ${leftOut.length - 1} more` : '';
		acts.toast(leftOutText(view, first.name, `${first.reason}${more}`), 'warn');
		return;
	}
	const dialog: CancelDialog = {
		kind: 'cancel',
		targets,
		leftOut,
		typed: '',
		top: 0,
		isDrawn: false,
		hint: null,
	};
	acts.update(state => ({...state, overlay: dialog}));
	// A key that was typed before the question was on the screen cannot have been meant for it.
	onceSeen(acts, () =>
		acts.update(state =>
			state.overlay?.kind === 'cancel' && state.overlay.targets === targets
				? {...state, overlay: {...state.overlay, isDrawn: true}}
				: state,
		),
	);
}

/** The targets that can still be cancelled as they are now; one that ended while the dialog was open is struck out. */
export function remainingTargets(view: View, dialog: CancelDialog): readonly Job[] {
	return dialog.targets.flatMap(({uuid}) => {
		const job = view.monitor.jobs.get(uuid);
		return job === undefined || cancelRefusal(view, job) !== null ? [] : [job];
	});
}
