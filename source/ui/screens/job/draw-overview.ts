import {conditionRow} from '../../../domain/condition.ts';
import {repeatsStatus} from '../../../domain/describe-job.ts';
import type {Job, JobDetail} from '../../../domain/job.ts';
import {CANCELLED, statusRow} from '../../../domain/status.ts';
import {cutText, fitText} from '../../../terminal/fit-text.ts';
import {cancelTold} from '../../facts/pending-cancel.ts';
import {runProgress} from '../../facts/run-progress.ts';
import {shownJob} from '../../facts/shown-job.ts';
import {isStale, knownUntil} from '../../facts/stale.ts';
import {oneLine, padLine} from '../../layout/styled.ts';
import {wideWidth} from '../../layout/widths.ts';
import type {Loaded} from '../../state/job-screen-state.ts';
import type {View} from '../../view.ts';
import {drawAbsent, drawAge, paragraph} from './draw-loading.ts';
import {type Fact, jobFacts, jobPaths} from './job-facts.ts';
import {wrapLine} from './wrap-line.ts';

const labelWidth = 15;
/** A longer message would push the facts out of sight, so it stands below them. */
const mostMessageLines = 6;
/** The lines above it. */
const messageHead = 2;
const messageIsBelow = 'The last message is long: it stands below the facts.';

/** Everything known of the job: what is going on first, then the facts. All lines; the screen shows a part of them. */
export function overviewLines(view: View): readonly string[] {
	const state = view.ui.job!;
	const job = shownJob(view);
	if (job === undefined) return drawAbsent(view, state.detail, 'the job');
	const detail = state.detail.value;
	const message = drawMessage(view, job);
	const isLong = message.length > mostMessageLines + messageHead;
	return [
		...drawAge(view, state.detail),
		...drawState(view, job, detail),
		...(isLong ? ['', view.paint('dim', cutText(messageIsBelow, view.width))] : message),
		'',
		...drawFacts(view, jobFacts(job, detail, view.now, knownUntil(view))),
		...jobPaths(job, detail).flatMap(fact => drawFact(view, fact, view.width)),
		...(isLong ? message : []),
		...(detail === null ? ['', ...drawRest(view, state.detail)] : []),
	];
}

/** What the job does now, or why it ended and what can be done. */
function drawState(view: View, job: Job, detail: JobDetail | null): readonly string[] {
	const row = statusRow(job.status);
	const lines = [...paragraph(view, isStale(view) ? 'stale' : row.tone, row.meaning)];
	const progress = runProgress(view, job, Math.max(6, Math.min(40, view.width - 30)));
	if (progress !== '') lines.push(cutText(progress, view.width));
	const told = cancelTold(view, job.uuid);
	if (told !== null) lines.push(...paragraph(view, told.role, told.text));
	const code = job.condition;
	if (code !== null) {
		const condition = conditionRow(code);
		lines.push('', view.paint(row.tone, cutText(code, view.width)));
		lines.push(
			...paragraph(view, 'text', condition?.meaning ?? 'This version does not know that condition.', 2),
		);
		const advice = condition?.advice ?? 'The last message may say more.';
		lines.push(...paragraph(view, 'accent', advice, 2));
	}
	const schedulerId = job.remoteJobId ?? detail?.remoteJobId ?? null;
	// A cancel asked here has said so already.
	const isSaid = view.monitor.cancels.get(job.uuid)?.outcome?.kind === 'cancelled';
	if (job.status === CANCELLED && detail?.jobType === 'BATCH' && schedulerId !== null && !isSaid) {
		const text = `Some runtimes leave a cancelled job in the scheduler: make sure that job ${schedulerId} is gone from its queue on ${job.execSystemId}.`;
		lines.push(...paragraph(view, 'warn', text));
	}
	return lines;
}

/** What only the details tell, while they are not here. */
function drawRest(view: View, detail: Loaded<JobDetail>): readonly string[] {
	const {link} = view.monitor;
	const isReasonSaid = 'failure' in link && link.failure.message === detail.failure?.message;
	return drawAbsent(view, detail, 'the rest of it', isReasonSaid);
}

function drawMessage(view: View, job: Job): readonly string[] {
	if (job.lastMessage === null || job.lastMessage.trim() === '') return [];
	if (repeatsStatus(job.lastMessage, job.status)) return [];
	return ['', view.paint('dim', 'last message'), ...paragraph(view, 'text', job.lastMessage, 2)];
}

function drawFacts(view: View, facts: readonly Fact[]): readonly string[] {
	if (view.width < wideWidth) return facts.flatMap(fact => drawFact(view, fact, view.width));
	const columnWidth = Math.floor((view.width - 2) / 2);
	const half = Math.ceil(facts.length / 2);
	return facts.slice(0, half).map((fact, index) => {
		const right = facts[half + index];
		const left = drawFact(view, fact, columnWidth)[0]!;
		const more = right === undefined ? '' : drawFact(view, right, columnWidth)[0]!;
		return `${padLine(left, columnWidth)}  ${more}`.trimEnd();
	});
}

/** A fact whose value goes on below itself when it is long. */
function drawFact(view: View, {label, value}: Fact, width: number): readonly string[] {
	const room = Math.max(8, width - labelWidth);
	const pieces = wrapLine(oneLine(value), room);
	return pieces.map(({text}, index) => {
		const head = index === 0 ? fitText(label, labelWidth) : ' '.repeat(labelWidth);
		return view.paint('dim', head) + text;
	});
}
