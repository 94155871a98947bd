import type {Job} from '../../domain/job.ts';
import {areMany} from '../../domain/many-jobs.ts';
import {hasEnded} from '../../domain/status.ts';
import {cutMiddle} from '../../terminal/fit-text.ts';
import type {Acts} from '../acts.ts';
import {jobsMeant, noJobText} from '../meant-jobs.ts';
import {closeOverlay, movedIndex, overlayOf, withOverlay} from '../state/overlay-changes.ts';
import type {ConfirmOverlay} from '../state/overlay-state.ts';
import type {View} from '../view.ts';
import {numberNeeded, tooMany, tooSoon, wrongNumber} from './answer-hints.ts';
import {hideJobs} from './hide-jobs.ts';
import {submitAgain} from './resubmit.ts';
import {sheetRows} from './sheet.ts';
import {showConfirm} from './show-confirm.ts';
import {withDigit} from './typed-number.ts';

/** Asks whether to hide the jobs meant; those that have not ended are left out with their reason. */
export function askToHide(acts: Acts): void {
	ask(acts, 'hide', job => (hasEnded(job.status) ? null : `not ended yet: ${job.status}`));
}

/** Asks whether to submit the jobs meant again, as they were or edited first. */
export function askToResubmit(acts: Acts): void {
	ask(acts, 'resubmit', () => null);
}

function ask(acts: Acts, act: ConfirmOverlay['act'], refusalOf: (job: Job) => string | null): void {
	const meant = jobsMeant(acts.getView());
	const jobs = meant.filter(job => refusalOf(job) === null);
	const leftOut = meant.flatMap(job => {
		const reason = refusalOf(job);
		return reason === null ? [] : [{name: job.name, reason}];
	});
	if (jobs.length > 0) {
		showConfirm(acts, {act, jobs, leftOut, draft: null, trouble: null});
		return;
	}
	const [first] = leftOut;
	const more = leftOut.length > 1 ? `, and ${leftOut.length - 1} more` : '';
	if (first === undefined) acts.toast(noJobText(acts.getView()), 'warn');
	else acts.toast(`${cutMiddle(first.name, 40)} is left as it is: ${first.reason}${more}.`, 'warn');
}

/** `y`: does what was asked about, to exactly the jobs shown. */
export function confirmAct(acts: Acts): void {
	const confirm = overlayOf(acts.getView().ui, 'confirm');
	if (confirm === null || confirm.working !== null) return;
	if (!confirm.isDrawn) {
		hint(acts, tooSoon);
	} else if (confirm.act === 'hide') {
		void hideJobs(acts, confirm.jobs);
	} else {
		void submitAgain(acts, confirm);
	}
}

/** Whether the number of jobs is the answer: many runs at once cost many hours, and no list finds hidden jobs again. */
export function wantsNumber({act, jobs, working}: ConfirmOverlay): boolean {
	return act !== 'resubmit-edited' && areMany(jobs.length) && working === null;
}

/** Why one key is not enough. */
export function numberWanted({ui, keyWords}: View): string | null {
	const confirm = overlayOf(ui, 'confirm');
	if (confirm === null || !wantsNumber(confirm)) return null;
	return numberNeeded(confirm.jobs.length, keyWords.one('confirm.enter'));
}

export function typeIntoConfirm(acts: Acts, digit: string): void {
	acts.update(
		withOverlay('confirm', confirm =>
			confirm.isDrawn && wantsNumber(confirm)
				? {...confirm, typed: withDigit(confirm.typed, digit), hint: null}
				: confirm,
		),
	);
}

export function eraseInConfirm(acts: Acts): void {
	acts.update(
		withOverlay('confirm', confirm => ({...confirm, typed: confirm.typed.slice(0, -1), hint: null})),
	);
}

/** Enter leaves everything as it is, unless the right number has been typed for many jobs. */
export function answerConfirmWithEnter(acts: Acts): void {
	const {ui, keyWords} = acts.getView();
	const confirm = overlayOf(ui, 'confirm');
	if (confirm === null || confirm.typed === '') {
		leaveConfirm(acts);
	} else if (confirm.typed === String(confirm.jobs.length)) {
		confirmAct(acts);
	} else {
		const text = wrongNumber(confirm.typed, confirm.jobs.length, keyWords.one('confirm.no'));
		acts.update(withOverlay('confirm', one => ({...one, typed: '', hint: text})));
	}
}

/** Esc and `n`: nothing is done. A request that was edited is thrown away with the question. */
export function leaveConfirm(acts: Acts): void {
	const confirm = overlayOf(acts.getView().ui, 'confirm');
	if (confirm === null) return;
	acts.update(closeOverlay);
	acts.toast(leavingText(confirm));
}

function leavingText({act, working}: ConfirmOverlay): string {
	if (working !== null) return 'What was begun goes on; you are told when it is done.';
	return act === 'hide' ? 'Nothing was hidden.' : 'Nothing was submitted.';
}

export function scrollConfirm(acts: Acts, by: number): void {
	acts.update(
		withOverlay('confirm', (confirm, {rows}) => {
			// So many jobs are in sight at least, whatever else the question says.
			const inSight = Math.max(1, sheetRows(rows) - 12);
			return {...confirm, top: movedIndex(confirm.top, by, Math.max(1, confirm.jobs.length - inSight + 1))};
		}),
	);
}

/** Answers a run of keys that came at once, as from a paste. */
export function refuseRunOfKeys(acts: Acts): void {
	hint(acts, tooMany);
}

function hint(acts: Acts, text: string): void {
	acts.update(withOverlay('confirm', confirm => ({...confirm, hint: text})));
}
