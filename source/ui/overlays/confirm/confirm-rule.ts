import {sheetHeight} from '../../layout/heights.ts';
import type {ConfirmQuestion} from '../../state/question-state.ts';
import type {QuestionRule} from '../question/question-rule.ts';
import {jobsInSight} from './draw-confirm.ts';
import {hideJobs} from './hide-jobs.ts';
import {submitAgain} from './resubmit.ts';

export function confirmRule(question: ConfirmQuestion): QuestionRule {
	const {act, jobs, draft} = question;
	const isBroken = act === 'resubmit-edited' && draft?.request === null;
	return {
		refusal: isBroken ? 'The request cannot be submitted like this; edit it again.' : null,
		yes: acts => void (act === 'hide' ? hideJobs(acts, jobs) : submitAgain(acts, question)),
		enterHint: ({keyWords}) =>
			act === 'resubmit-edited' && question.working === null
				? `${keyWords.one('confirm.yes')} submits it, ${keyWords.one('confirm.edit')} edits it again, ${keyWords.one('confirm.no')} throws it away.`
				: null,
		left: leavingText(question),
		lastTop: view => Math.max(0, jobs.length - jobsInSight(view, question, sheetHeight(view))),
	};
}

function leavingText({act, working}: ConfirmQuestion): string {
	if (working !== null) return 'What was begun goes on; you are told when it is done.';
	return act === 'hide' ? 'Nothing was hidden.' : 'Nothing was submitted.';
}
