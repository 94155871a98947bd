import {areMany} from '../../../domain/many-jobs.ts';
import {formatPause} from '../../../domain/time.ts';
import type {Acts} from '../../acts.ts';
import {goOn} from '../../pausing.ts';
import type {CancelDialog} from '../../state/overlay-state.ts';
import {withoutMarks} from '../../state/reduce-list.ts';
import type {View} from '../../view.ts';
import {numberNeeded, tooMany, tooSoon, wrongNumber} from '../answer-hints.ts';
import {withDigit} from '../typed-number.ts';
import {remainingTargets} from './ask-to-cancel.ts';
import {lastTop} from './dialog-size.ts';

function dialogOf(acts: Acts): CancelDialog | null {
	const {overlay} = acts.getView().ui;
	return overlay?.kind === 'cancel' ? overlay : null;
}

function change(acts: Acts, more: Partial<CancelDialog>): void {
	acts.update(state =>
		state.overlay?.kind === 'cancel' ? {...state, overlay: {...state.overlay, ...more}} : state,
	);
}

/** Leaves every job as it is. */
export function keepJobs(acts: Acts): void {
	acts.update(state => ({...state, overlay: null}));
	acts.toast('Nothing was cancelled.');
}

/** Why one key is not enough: for many jobs their number is typed. */
export function numberWanted({ui, keyWords}: View): string | null {
	const {overlay} = ui;
	if (overlay?.kind !== 'cancel' || !areMany(overlay.targets.length)) return null;
	return numberNeeded(overlay.targets.length, keyWords.one('cancel.enter'));
}

/** Whether there is still something to say yes to. */
export function hasTargets(view: View): boolean {
	const {overlay} = view.ui;
	return overlay?.kind === 'cancel' && remainingTargets(view, overlay).length > 0;
}

/** Cancels the captured jobs, and no other. */
export function confirmCancel(acts: Acts): void {
	const dialog = dialogOf(acts);
	if (dialog === null) return;
	if (!dialog.isDrawn) {
		change(acts, {hint: tooSoon});
		return;
	}
	send(acts, dialog);
}

export function typeDigit(acts: Acts, digit: string): void {
	const dialog = dialogOf(acts);
	if (dialog === null || !dialog.isDrawn || !areMany(dialog.targets.length)) return;
	change(acts, {typed: withDigit(dialog.typed, digit), hint: null});
}

export function eraseDigit(acts: Acts): void {
	const dialog = dialogOf(acts);
	if (dialog !== null) change(acts, {typed: dialog.typed.slice(0, -1), hint: null});
}

/** Enter keeps the jobs, unless the right number has been typed for many of them. */
export function answerWithEnter(acts: Acts): void {
	const dialog = dialogOf(acts);
	if (dialog === null) return;
	if (!areMany(dialog.targets.length) || dialog.typed === '') {
		keepJobs(acts);
		return;
	}
	if (dialog.typed === String(dialog.targets.length)) send(acts, dialog);
	else
		change(acts, {
			typed: '',
			hint: wrongNumber(dialog.typed, dialog.targets.length, acts.getView().keyWords.one('cancel.no')),
		});
}

export function refuseRun(acts: Acts): void {
	change(acts, {hint: tooMany});
}

export function scrollTargets(acts: Acts, by: number): void {
	const dialog = dialogOf(acts);
	if (dialog === null) return;
	const most = lastTop(acts.getView(), dialog);
	change(acts, {top: Math.max(0, Math.min(most, Math.min(most, dialog.top) + by))});
}

function send(acts: Acts, dialog: CancelDialog): void {
	const jobs = remainingTargets(acts.getView(), dialog);
	const asked = dialog.targets.map(({uuid}) => uuid);
	acts.update(state => ({...state, overlay: null, list: withoutMarks(state.list, asked)}));
	if (jobs.length === 0) {
		acts.toast('Every one of them has ended meanwhile. Nothing was sent.', 'warn');
		return;
	}
	acts.monitor.cancel(jobs);
	// Nothing is sent while polling is paused, and who cancels wants it to happen now.
	const goesOn = acts.getView().ui.isPaused;
	if (goesOn) goOn(acts);
	acts.toast(sentText(acts.getView(), jobs.length, goesOn));
}

function sentText({monitor, keyWords}: View, count: number, goesOn: boolean): string {
	const what = count === 1 ? 'Cancel asked' : `Cancel of ${count} jobs asked`;
	if (monitor.cancelGraceMs === 0) {
		return goesOn
			? `${what}, and polling goes on.`
			: `${what}; it is followed until the service says how it ended.`;
	}
	const held = formatPause(monitor.cancelGraceMs);
	return `${what}; it leaves in ${held}, until then ${keyWords.one('list.withdraw')} takes it back.`;
}
