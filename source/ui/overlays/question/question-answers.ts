import type {Acts} from '../../acts.ts';
import {movedIndex} from '../../state/moved-index.ts';
import {closeOverlay} from '../../state/overlay-changes.ts';
import type {Question} from '../../state/question-state.ts';
import type {View} from '../../view.ts';
import {cancelRule} from '../cancel/cancel-rule.ts';
import {confirmRule} from '../confirm/confirm-rule.ts';
import {numberNeeded, tooMany, tooSoon, wrongNumber} from './answer-hints.ts';
import {changeQuestion, openQuestion} from './question.ts';
import type {QuestionRule} from './question-rule.ts';
import {wantsNumber, withDigit} from './typed-number.ts';

function ruleOf(question: Question): QuestionRule {
	return question.kind === 'cancel' ? cancelRule(question) : confirmRule(question);
}

/** Why one key is not the answer now, or null when it is. */
export function whyNotYes({ui, keyWords}: View): string | null {
	const question = openQuestion(ui);
	if (question === null) return null;
	if (question.working !== null) return 'It is under way already.';
	if (wantsNumber(question))
		return numberNeeded(question.jobs.length, keyWords.one(`${question.kind}.enter`));
	return ruleOf(question).refusal;
}

export function answerYes(acts: Acts): void {
	const question = openQuestion(acts.getView().ui);
	if (question === null || question.working !== null) return;
	if (question.isDrawn) ruleOf(question).yes(acts);
	else changeQuestion(acts, () => ({hint: tooSoon}));
}

/** Leaves every job as it is. What was written for the answer is thrown away with the question. */
export function answerNo(acts: Acts): void {
	const question = openQuestion(acts.getView().ui);
	if (question === null) return;
	acts.update(closeOverlay);
	acts.toast(ruleOf(question).left);
}

/** Enter leaves everything as it is, unless the right number has been typed for many jobs, or something would be lost. */
export function answerWithEnter(acts: Acts): void {
	const view = acts.getView();
	const {ui, keyWords} = view;
	const question = openQuestion(ui);
	if (question === null) return;
	const {kind, jobs, typed} = question;
	const hint = ruleOf(question).enterHint(view);
	if (hint !== null) changeQuestion(acts, () => ({hint}));
	else if (typed === '') answerNo(acts);
	else if (typed === String(jobs.length)) answerYes(acts);
	else
		changeQuestion(acts, () => ({
			typed: '',
			hint: wrongNumber(typed, jobs.length, keyWords.one(`${kind}.no`)),
		}));
}

export function typeDigit(acts: Acts, digit: string): void {
	changeQuestion(acts, question => {
		if (!wantsNumber(question)) return {};
		return question.isDrawn ? {typed: withDigit(question.typed, digit), hint: null} : {hint: tooSoon};
	});
}

export function eraseDigit(acts: Acts): void {
	changeQuestion(acts, ({typed}) => ({typed: typed.slice(0, -1), hint: null}));
}

/** Answers a run of keys that came at once, as from a paste. */
export function refuseRun(acts: Acts): void {
	changeQuestion(acts, () => ({hint: tooMany}));
}

/** Scrolls the jobs asked about. */
export function scrollJobs(acts: Acts, by: number): void {
	const view = acts.getView();
	changeQuestion(acts, question => ({top: movedIndex(question.top, by, ruleOf(question).lastTop(view) + 1)}));
}
