import type {Job} from '../../../domain/job.ts';
import type {Acts} from '../../acts.ts';
import {overlayOf, showOverlay, withOverlay} from '../../state/overlay-changes.ts';
import {
	type Answering,
	type CancelAsked,
	type ConfirmAsked,
	type Question,
	unanswered,
} from '../../state/question-state.ts';
import type {UiState} from '../../state/ui-state.ts';
import {onceSeen} from './once-seen.ts';

/** The question that is open. */
export function openQuestion(ui: Pick<UiState, 'overlay'>): Question | null {
	return overlayOf(ui, 'cancel') ?? overlayOf(ui, 'confirm');
}

/** Shows a question about exactly these jobs; it can be answered once its picture has been on the terminal for a moment. */
export function showQuestion(acts: Acts, asked: CancelAsked | ConfirmAsked): void {
	// Its own list: this question is told by it from an earlier one about the same jobs.
	const jobs = [...asked.jobs];
	acts.update(showOverlay({...asked, ...unanswered, jobs}));
	// A key that was typed before the question was on the screen cannot have been meant for it.
	onceSeen(acts, () => changeQuestion(acts, question => (question.jobs === jobs ? {isDrawn: true} : {})));
}

/** Changes how far the open question is answered. */
export function changeQuestion(acts: Acts, change: (question: Question) => Partial<Answering>): void {
	acts.update(state => {
		const question = openQuestion(state);
		return question === null ? state : {...state, overlay: {...question, ...change(question)}};
	});
}

/** Says what is being done about these jobs, as long as the question about them is open. */
export function setWorking(acts: Acts, jobs: readonly Job[], working: string): void {
	acts.update(
		withOverlay('confirm', question =>
			question.jobs === jobs ? {...question, working, trouble: null, hint: null} : question,
		),
	);
}

/** Whether the open question is still the one about these jobs. */
export function isAbout(acts: Acts, jobs: readonly Job[]): boolean {
	return openQuestion(acts.getView().ui)?.jobs === jobs;
}
