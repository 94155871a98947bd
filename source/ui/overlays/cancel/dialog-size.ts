import type {CancelQuestion} from '../../state/question-state.ts';

/** Lines of a bordered table besides its rows: border, titles, rule, border. */
const tableFrame = 4;
/** Lines of the dialog besides its table: the rule above, the question, the answers. */
const dialogFrame = 3;
const mostRows = 10;

/** How many lines the dialog takes of those there are. */
export function cancelDialogHeight(question: CancelQuestion, height: number): number {
	if (isCramped(question, height)) return dialogFrame + crampedLines(question, height);
	return dialogFrame + tableFrame + tableRows(question, height) + leftOutLines(question);
}

/** Too little room for a bordered table: one line for each job. */
export function isCramped(question: CancelQuestion, height: number): boolean {
	return height < dialogFrame + tableFrame + 1 + leftOutLines(question);
}

/** How many jobs are in sight at this height of the question. */
export function jobsShown(question: CancelQuestion, height: number): number {
	return isCramped(question, height) ? Math.max(1, height - dialogFrame) : tableRows(question, height);
}

/** Lines of the jobs where there is no table: one each; a single one has its uuid on a second where there is room. */
export function crampedLines({jobs}: CancelQuestion, height: number): number {
	return Math.max(1, Math.min(jobs.length === 1 ? 2 : jobs.length, height - dialogFrame));
}

function tableRows(question: CancelQuestion, height: number): number {
	const room = height - dialogFrame - tableFrame - leftOutLines(question);
	return Math.max(1, Math.min(question.jobs.length, room, mostRows));
}

function leftOutLines({leftOut}: CancelQuestion): number {
	return leftOut.length > 0 ? 1 : 0;
}
